package dev.claimsverdict.cli;

import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.decision.RequestKind;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code claims-verdict lint}: judges files as the function judges requests. Uses no network. */
final class LintCommand implements Command {

    /** The number of files from which progress is shown. */
    static final int MANY_FILES = 20;

    private static final String FORMAT = "--format";
    private static final String STRICT = "--strict";
    private static final List<String> FORMATS = List.of("text", "json", "sarif");

    private static final Origin ORIGIN = new Origin("", "COMMAND_LINE");

    /** Files contain no tokens to verify. */
    private static final TokenVerifier NO_TOKENS = new TokenVerifier(
            (_, _, _) -> new KeySource.Keys.Unavailable("The command line verifies no tokens."), (_, _, _, _) -> false);

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("lint")
                .addPositional(Options.paths(
                        "FILE",
                        1,
                        "An IdP object as Okta's Management API gives it, a request to judge a change of one"
                                + " ({\"before\": ..., \"after\": ...}), or a Terraform plan (terraform show -json)."
                                + " - is standard input."))
                .addOption(
                        Options.words(FORMAT, FORMATS, "text for people (the default), json, or sarif (SARIF 2.1.0)."))
                .addOption(Options.flag(STRICT, "Exit with 1 if a file is at risk."));
        spec.usageMessage()
                .description("Judges files: will these changes of identity providers break sign-in?")
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(statuses())
                .footer(
                        "",
                        "Limits: 64 MiB a file; 32 levels of nesting, 500 in a plan; 1,000 changes of IdPs in a"
                                + " plan. Files are JSON in UTF-8.");
        return spec;
    }

    private static Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        statuses.put("0", "safe (or at risk, without --strict)");
        statuses.put("1", "at risk, with --strict");
        statuses.put("2", "breaking sign-in, invalid, or nothing that can be judged");
        statuses.put("64", "wrong usage, or a file that can't be opened: then no file is judged");
        statuses.put("70", "a fault of the program");
        statuses.put("74", "the report could not be written");
        return statuses;
    }

    @Override
    public int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException, Refusal {
        String format = Options.word(given, FORMAT).orElse("text");
        List<String> files = Options.positional(given);
        if (files.stream().filter(InputFile.STANDARD_INPUT::equals).count() > 1) {
            throw Refusal.usage("Standard input can be read only once.");
        }
        List<String> missing = new ArrayList<>();
        for (String file : files) {
            InputFile.whyNot(file).ifPresent(why -> missing.add(file + " " + why + "."));
        }
        if (!missing.isEmpty()) {
            throw Refusal.usage(missing);
        }
        Decisions decisions = new Decisions(
                Judges.of(RequestSettings.DEFAULT, Registry.EMPTY, NO_TOKENS, surroundings.clock()), DecisionLog.NONE);
        List<Judged> judged = new ArrayList<>();
        for (String file : files) {
            byte[] bytes;
            try {
                bytes = InputFile.read(file, surroundings.in());
            } catch (IOException _) {
                throw Refusal.usage(file + " could not be read.");
            }
            judged.add(judge(decisions, file, bytes));
            int done = judged.size();
            int total = files.size();
            if (!common.quiet() && total >= MANY_FILES && done * 10L / total > (done - 1) * 10L / total) {
                surroundings.say(done + " of " + total + " files judged");
            }
        }
        surroundings.write(
                switch (format) {
                    case "json" -> JsonReport.of(judged);
                    case "sarif" -> SarifReport.of(judged);
                    default -> TextReport.of(judged);
                });
        return status(Judged.worst(judged), Options.given(given, STRICT));
    }

    private static Judged judge(Decisions decisions, String file, byte[] bytes) {
        return switch (Content.of(bytes)) {
            case Content.Json json ->
                Judged.of(file, decisions.decide(RequestKind.IDP, json.tree(), ORIGIN), json.text());
            case Content.Unreadable unreadable ->
                new Judged(file, new Judged.Result.NoRequest(unreadable.problem()), Lines.allAt(unreadable.line()));
        };
    }

    private static int status(Outcome worst, boolean strict) {
        return switch (worst) {
            case SAFE -> ExitStatus.OK;
            case AT_RISK -> strict ? ExitStatus.AT_RISK : ExitStatus.OK;
            case BREAKING, INVALID -> ExitStatus.BREAKING;
        };
    }
}
