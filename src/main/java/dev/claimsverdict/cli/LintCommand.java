package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.cli.Ignores.Ignore;
import dev.claimsverdict.decision.Answer;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.decision.RequestKind;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.verdict.FindingCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code claims-verdict lint}: judges files as the function judges requests. Uses no network. */
final class LintCommand implements Command {

    /** The number of files from which progress is shown. */
    static final int MANY_FILES = 20;

    static final List<String> FORMATS = List.of("text", "json", "sarif", "github", "markdown", "junit");

    private static final String FORMAT = "--format";
    private static final String OUTPUT = "--output";
    private static final String IGNORE = "--ignore";
    private static final String SETTINGS = "--settings";

    /** The most names in a note. */
    private static final int NAMES = 10;

    private static final Origin ORIGIN = new Origin("", "COMMAND_LINE");

    /** Files contain no tokens to verify. */
    static final TokenVerifier NO_TOKENS = new TokenVerifier(
            (_, _, _) -> new KeySource.Keys.Unavailable("The command line verifies no tokens."), (_, _, _, _) -> false);

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("lint")
                .addPositional(Options.paths(
                        "PATH",
                        1,
                        "An IdP object as Okta's API returns it, a change of one ({\"before\": ..., \"after\": ...}), or a"
                                + " Terraform plan or state (terraform show -json); a folder, whose *.json files are judged"
                                + " if they are one of these; a pattern such as 'plans/**/*.json'. - is"
                                + " standard input."))
                .addOption(Options.words(
                        FORMAT,
                        FORMATS,
                        "text for people (the default), json, sarif (SARIF 2.1.0), github (annotations of a workflow),"
                                + " markdown (a comment on a pull request), junit (XML)."))
                .addOption(Options.path(OUTPUT, "FILE", "Write the report to this file, completely or not at all."))
                .addOption(OptionSpec.builder(IGNORE)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel("CODE[,CODE]")
                        .completionCandidates(Codes.NAMES)
                        .description("Findings to ignore.")
                        .build())
                .addOption(Options.path(
                        SETTINGS,
                        "FILE",
                        "The settings file; by default " + SettingsFile.NAME + " in the working directory."));
        FailOn.options().forEach(spec::addOption);
        LintContext.options().forEach(spec::addOption);
        spec.usageMessage()
                .description(
                        "Judges files: will these changes of identity providers break sign-in? Nothing is sent anywhere.")
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(statuses())
                .footer(
                        "",
                        "The variables " + LintContext.AMR_TABLE_VARIABLE + " and " + LintContext.ORG_VARIABLE
                                + " work as in the function. Options override the settings file, and that overrides"
                                + " variables. What a judged file says itself overrides all of them.",
                        "",
                        "Limits: 64 MiB per file; 32 levels of nesting, 500 in a plan; 1,000 changes in a"
                                + " plan; 10,000 files. Files are JSON in UTF-8.");
        return spec;
    }

    private static Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        statuses.put("0", "nothing fails");
        statuses.put("1", "an IdP is at risk, with --strict; any finding, with --fail-on info");
        statuses.put("2", "an IdP breaks sign-in or is invalid, or a file can't be judged");
        statuses.put("64", "wrong usage, or a file that can't be opened: then no file is judged");
        statuses.put("70", "an internal error");
        statuses.put("74", "the report could not be written");
        return statuses;
    }

    @Override
    public int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException, Refusal {
        String format = Options.word(given, FORMAT).orElse(FORMATS.getFirst());
        FailOn failOn = FailOn.of(given);
        SettingsFile settings = SettingsFile.of(Options.value(given, SETTINGS), surroundings);
        Ignores ignores = ignored(given).and(settings.ignores());
        List<InputFile> files = InputFiles.of(Options.positional(given), surroundings.directory());
        LintContext.Asked asked = LintContext.Asked.of(given);
        List<InputFile> inputs = new ArrayList<>(files);
        Stream.concat(
                        Stream.of(Options.value(given, SETTINGS).orElse(SettingsFile.NAME)),
                        LintContext.files(asked, settings))
                .filter(file -> InputFile.whyNot(file, surroundings.directory()).isEmpty())
                .map(InputFile::named)
                .forEach(inputs::add);
        Optional<OutputFile> output = OutputFile.of(Options.value(given, OUTPUT), inputs, surroundings);
        List<String> notes = new ArrayList<>();
        LintContext context = LintContext.of(asked, settings, surroundings, notes);

        Run run = new Run(context, ignores, common.quiet(), surroundings);
        List<Judged> judged = run.judged(files);
        notes.addAll(run.notes());
        for (String name : context.unusedEvidence(run.idps())) {
            notes.add("The evidence for " + name + " is not used: the input has no such IdP.");
        }
        if (!common.quiet()) {
            for (String note : notes) {
                surroundings.say(note);
            }
        }
        boolean color = common.color() && output.isEmpty();
        Report report = new Report(judged, failOn, common.quiet(), color, surroundings.directory());
        String text = text(report, format, surroundings);
        if (output.isPresent()) {
            output.get().write(text);
        } else {
            surroundings.write(text);
        }
        return report.status();
    }

    private static String text(Report report, String format, Surroundings surroundings) {
        return switch (format) {
            case "json" -> JsonReport.of(report);
            case "sarif" -> SarifReport.of(report);
            case "github" ->
                GithubReport.of(
                        report,
                        surroundings.variable("GITHUB_WORKSPACE").map(Path::of).orElse(surroundings.directory()));
            case "markdown" -> MarkdownReport.of(report);
            case "junit" -> JunitReport.of(report);
            default -> TextReport.of(report);
        };
    }

    private static Ignores ignored(ParseResult given) throws Refusal {
        List<Ignore> ignores = new ArrayList<>();
        for (String codes : Options.values(given, IGNORE)) {
            for (String name : codes.split(",", -1)) {
                Optional<FindingCode> code = Codes.of(name.strip());
                if (code.isEmpty()) {
                    throw Refusal.usage("There is no finding " + name + ". claims-verdict findings lists all.");
                }
                if (Ignores.NEVER.contains(code.get())) {
                    throw Refusal.usage(code.get() + " can't be ignored.");
                }
                ignores.add(new Ignore(code.get(), "by " + IGNORE, _ -> true, Optional.empty()));
            }
        }
        return new Ignores(ignores);
    }

    /** Judges all files. */
    private static final class Run {

        private final LintContext context;
        private final Ignores ignores;
        private final boolean quiet;
        private final Surroundings surroundings;
        private final Decisions decisions;
        private final Set<String> idps = new HashSet<>();
        private final List<String> leftOut = new ArrayList<>();

        Run(LintContext context, Ignores ignores, boolean quiet, Surroundings surroundings) {
            this.context = context;
            this.ignores = ignores;
            this.quiet = quiet;
            this.surroundings = surroundings;
            this.decisions = new Decisions(
                    Judges.of(context.settings(), Registry.EMPTY, NO_TOKENS, surroundings.clock()),
                    context.known(),
                    DecisionLog.NONE);
        }

        List<Judged> judged(List<InputFile> files) throws IOException, Refusal {
            List<Judged> judged = new ArrayList<>();
            int total = files.size();
            int done = 0;
            for (InputFile file : files) {
                judge(file).ifPresent(judged::add);
                done++;
                if (!quiet && total >= MANY_FILES && done * 10L / total > (done - 1) * 10L / total) {
                    surroundings.say(done + " of " + total + " files judged");
                }
            }
            if (judged.isEmpty()) {
                throw Refusal.usage("lint judges none of these files: " + leftOut() + " " + OtherContent.INSTEAD);
            }
            return judged;
        }

        private Optional<Judged> judge(InputFile file) throws Refusal {
            return switch (Content.of(file.read(surroundings))) {
                case Content.Json json -> {
                    Answer answer = decisions.decide(RequestKind.IDP, json.tree(), ORIGIN);
                    Judged judged = Judged.of(file, json, answer, ignores, context);
                    judged.subjects().forEach(subject -> idps.addAll(subject.names()));
                    unchanged(json.tree().root());
                    yield Optional.of(judged);
                }
                case Content.Other(String sentence) -> {
                    if (file.found()) {
                        leftOut.add(file.name());
                        yield Optional.empty();
                    }
                    yield Optional.of(Judged.not(file, FileFault.of(sentence), 1, context));
                }
                case Content.Unreadable(FileFault fault, int line) ->
                    Optional.of(Judged.not(file, fault, line, context));
            };
        }

        /** Notes the IdPs that a plan doesn't change: evidence about them isn't misspelt. */
        private void unchanged(JsonNode plan) {
            for (JsonNode resource : plan.path("resource_changes")) {
                if (resource.path("type").asText().startsWith("okta_idp_")) {
                    for (String name : List.of("/address", "/change/before/id", "/change/after/id")) {
                        Optional.ofNullable(resource.at(name).textValue()).ifPresent(idps::add);
                    }
                }
            }
        }

        /** The ids and addresses of all IdPs in the files. */
        Set<String> idps() {
            return idps;
        }

        List<String> notes() {
            return leftOut.isEmpty()
                    ? List.of()
                    : List.of("Left out, because lint doesn't judge such files: " + leftOut());
        }

        private String leftOut() {
            String names = String.join(", ", leftOut.subList(0, Math.min(NAMES, leftOut.size())));
            return names + (leftOut.size() > NAMES ? " and " + (leftOut.size() - NAMES) + " more." : ".");
        }
    }
}
