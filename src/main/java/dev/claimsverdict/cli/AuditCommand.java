package dev.claimsverdict.cli;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.audit.ChangeMarkdown;
import dev.claimsverdict.audit.ChangePage;
import dev.claimsverdict.audit.ChangeText;
import dev.claimsverdict.audit.Document;
import dev.claimsverdict.audit.OrgAudit;
import dev.claimsverdict.audit.OrgChange;
import dev.claimsverdict.audit.OrgFiles;
import dev.claimsverdict.audit.OrgJson;
import dev.claimsverdict.audit.OrgMarkdown;
import dev.claimsverdict.audit.OrgPage;
import dev.claimsverdict.audit.OrgText;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.OrgVerdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code claims-verdict audit}: every IdP of an org under every rule, from files. Uses no network. */
final class AuditCommand implements Command {

    private static final String EVIDENCE = "--evidence";
    private static final String ORG = "--org";
    private static final String BEFORE = "--before";
    private static final String FORMAT = "--format";
    private static final String OUTPUT = "--output";
    private static final List<String> FORMATS = List.of("text", "json", "sarif", "markdown", "html");

    private static final Origin ORIGIN = new Origin("", "COMMAND_LINE");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("audit")
                .addPositional(Options.paths(
                        "PATH",
                        1,
                        "A file or folder with IdPs, policies and rules as Okta's API returns them (/api/v1/idps,"
                                + " /api/v1/policies?type=..., /api/v1/policies/{id}/rules): arrays, single objects or both; a"
                                + " folder that claims-verdict snapshot wrote; or a Terraform state"
                                + " (terraform show -json). - is standard input."))
                .addOption(Options.path(
                        EVIDENCE,
                        "FILE",
                        "Evidence of what the IdPs send: a JSON object with IdP ids as names, {\"0oa1\": {\"amr\":"
                                + " [\"pwd\"]}}. Instead of amr: idToken, samlResponse or claimsSupported. In a"
                                + " folder, evidence.json is read."))
                .addOption(Options.path(
                        ORG,
                        "FILE",
                        "The org's settings: a JSON object such as {\"engine\": \"CLASSIC\"}. In a folder, org.json is"
                                + " read."))
                .addOption(Options.words(LintContext.AMR_TABLE, AmrTable.EDITIONS, "The edition of the AMR table."))
                .addOption(Options.path(
                        BEFORE, "PATH", "An earlier state of the org: the report shows only what has changed since."))
                .addOption(Options.words(
                        FORMAT,
                        FORMATS,
                        "text for people (the default), json, sarif (SARIF 2.1.0), markdown (a comment on a pull request),"
                                + " html (one page that loads nothing)."))
                .addOption(Options.path(OUTPUT, "FILE", "Write the report to this file, completely or not at all."));
        FailOn.options().forEach(spec::addOption);
        spec.usageMessage()
                .description(
                        "Audits an org: which sign-ins through which identity provider satisfy which rule? Nothing is sent"
                                + " anywhere.")
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(statuses())
                .footer(
                        "",
                        "The variables " + LintContext.AMR_TABLE_VARIABLE + " and " + LintContext.ORG_VARIABLE
                                + " work as in the function. Files and options override them. COLUMNS sets the width of the"
                                + " text.",
                        "",
                        "Limits: 64 MiB per file, 256 MiB in total; 32 levels of nesting; 10,000 files. Files are JSON in"
                                + " UTF-8. docs/audit.md explains the report.");
        return spec;
    }

    private static Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        statuses.put("0", "nothing fails");
        statuses.put("1", "an IdP is at risk, with --strict; any finding, with --fail-on info");
        statuses.put("2", "an IdP breaks sign-in or is invalid, or the files can't be judged");
        statuses.put("64", "wrong usage, or a file that can't be opened");
        statuses.put("70", "an internal error");
        statuses.put("74", "the report could not be written");
        return statuses;
    }

    /** An audit, its files and their texts. */
    private record Done(OrgAudit audit, List<InputFile> files, Map<String, String> texts) {}

    @Override
    public int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException, Refusal {
        String format = Options.word(given, FORMAT).orElse(FORMATS.getFirst());
        FailOn failOn = FailOn.of(given);
        RequestSettings settings =
                LintContext.settings(Options.word(given, LintContext.AMR_TABLE), false, surroundings);
        List<OrgPaths.Named> named = new ArrayList<>();
        Options.value(given, EVIDENCE).ifPresent(file -> named.add(new OrgPaths.Named(file, Document.Kind.EVIDENCE)));
        Options.value(given, ORG).ifPresent(file -> named.add(new OrgPaths.Named(file, Document.Kind.ORG)));
        Decisions decisions = new Decisions(
                Judges.of(settings, Registry.EMPTY, LintCommand.NO_TOKENS, surroundings.clock()), DecisionLog.NONE);
        Done now = audit(decisions, Options.positional(given), named, surroundings);
        Optional<String> before = Options.value(given, BEFORE);
        // Evidence and settings that were given separately hold for both, so that only changes of the org are reported.
        Optional<Done> then = before.isEmpty()
                ? Optional.empty()
                : Optional.of(audit(decisions, List.of(before.get()), named, surroundings));
        List<InputFile> inputs = new ArrayList<>(now.files());
        then.ifPresent(each -> inputs.addAll(each.files()));
        Optional<OutputFile> output = OutputFile.of(Options.value(given, OUTPUT), inputs, surroundings);
        OrgText.Look look = new OrgText.Look(width(surroundings), common.color() && output.isEmpty(), common.quiet());
        if (then.isPresent()) {
            OrgChange change = OrgChange.between(then.get().audit(), now.audit());
            OutputFile.write(output, surroundings, to -> {
                switch (format) {
                    case "json" -> OrgJson.write(change, JsonText.into(to));
                    case "sarif" -> to.write(AuditSarif.of(change, now.texts(), failOn, surroundings.directory()));
                    case "markdown" -> to.write(ChangeMarkdown.of(change));
                    case "html" -> to.write(ChangePage.of(change));
                    default -> to.write(ChangeText.of(change, look));
                }
            });
            return status(change, failOn);
        }
        OutputFile.write(output, surroundings, to -> {
            switch (format) {
                case "json" -> OrgJson.write(now.audit(), JsonText.into(to));
                case "sarif" -> to.write(AuditSarif.of(now.audit(), now.texts(), failOn, surroundings.directory()));
                case "markdown" -> to.write(OrgMarkdown.of(now.audit()));
                case "html" -> to.write(OrgPage.of(now.audit()));
                default -> to.write(OrgText.of(now.audit(), look));
            }
        });
        return status(now.audit().verdict().idps().stream().map(OrgVerdict.Idp::verdict), failOn);
    }

    private static int status(Stream<ConfigurationVerdict> verdicts, FailOn failOn) {
        return verdicts.mapToInt(failOn::status).max().orElse(ExitStatus.OK);
    }

    /** The worst status of the IdPs that are new or changed; at least AT_RISK if a sign-in got worse. */
    private static int status(OrgChange change, FailOn failOn) {
        int ofIdps = status(change.idps().stream().flatMap(idp -> idp.after().stream()), failOn);
        boolean worse = change.cells().stream().anyMatch(OrgChange.Cell::isWorse);
        return worse && failOn.compareTo(FailOn.WARNING) >= 0 ? Math.max(ofIdps, ExitStatus.AT_RISK) : ofIdps;
    }

    private static Done audit(
            Decisions decisions, List<String> paths, List<OrgPaths.Named> named, Surroundings surroundings)
            throws Refusal {
        OrgPaths.Org read = OrgPaths.read(paths, named, surroundings);
        OrgFiles files = switch (OrgFiles.of(read.documents())) {
            case OrgFiles.Gathered.Whole(OrgFiles org) -> org;
            case OrgFiles.Gathered.Faulty(List<String> faults, boolean ofObjects) ->
                throw OrgPaths.refusal(faults, ofObjects);
        };
        return switch (decisions.org(files.request(), ORIGIN)) {
            case Reading.Read<OrgVerdict>(OrgVerdict verdict) ->
                new Done(OrgAudit.of(files, verdict), read.files(), read.texts());
            case Reading.Refused<OrgVerdict>(Problem problem) ->
                throw OrgPaths.refusal(sentences(problem, files), isOfObjects(problem));
        };
    }

    private static boolean isOfObjects(Problem problem) {
        return problem.errors().stream()
                .noneMatch(error -> error.pointer().startsWith("/evidence/")
                        || error.pointer().startsWith("/org/"));
    }

    private static List<String> sentences(Problem problem, OrgFiles files) {
        FileFault fault = FileFault.of(problem);
        if (fault.fields().isEmpty()) {
            return List.of(fault.sentence());
        }
        return fault.fields().stream()
                .map(error -> files.place(error.pointer()).map(Object::toString).orElse(error.pointer()) + ": "
                        + error.detail())
                .toList();
    }

    /** The width of the text: that of COLUMNS, if it is set. */
    static int width(Surroundings surroundings) {
        return surroundings
                .variable("COLUMNS")
                .filter(columns -> columns.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .orElse(OrgText.WIDTH);
    }
}
