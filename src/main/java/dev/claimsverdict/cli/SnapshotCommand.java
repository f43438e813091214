package dev.claimsverdict.cli;

import dev.claimsverdict.audit.Printable;
import dev.claimsverdict.fetch.Tls;
import dev.claimsverdict.snapshot.Credentials;
import dev.claimsverdict.snapshot.NotRead;
import dev.claimsverdict.snapshot.Sleeper;
import dev.claimsverdict.snapshot.Snapshot;
import dev.claimsverdict.snapshot.SnapshotRequest;
import dev.claimsverdict.snapshot.SnapshotResult;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code claims-verdict snapshot}: reads an org into a folder (docs/snapshot.md). */
final class SnapshotCommand implements Command {

    /** The most lists that the report names; snapshot.json names all. */
    static final int SHOWN = 20;

    private static final String ORG = "--org";
    private static final String OUT = "--out";
    private static final String API_TOKEN = "OKTA_API_TOKEN";
    private static final String ACCESS_TOKEN = "OKTA_ACCESS_TOKEN";

    private final Function<Clock, Snapshot> snapshots;

    SnapshotCommand() {
        this(clock -> new Snapshot(clock, Sleeper.THREAD, Tls::system));
    }

    SnapshotCommand(Function<Clock, Snapshot> snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("snapshot")
                .addOption(Options.text(ORG, "URL", "The org's own URL, such as https://acme.okta.com. Required."))
                .addOption(Options.path(
                        OUT,
                        "FOLDER",
                        "The folder to write. It must not exist yet, or be an older snapshot of the same org, which is"
                                + " replaced. Required."));
        spec.usageMessage()
                .description(
                        "Reads an Okta org's identity providers, policies and rules into a folder. Only sends GET requests.",
                        "Leaves out client secrets. Continues an interrupted run.",
                        "",
                        "Set the credentials as an environment variable: OKTA_API_TOKEN (an API token), or",
                        "OKTA_ACCESS_TOKEN (an OAuth 2.0 access token with the scopes okta.idps.read,",
                        "okta.policies.read, okta.authenticators.read and okta.features.read).")
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(statuses());
        return spec;
    }

    private static Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        statuses.put("0", "the folder is written, and the snapshot is complete");
        statuses.put("3", "the folder is written, but incomplete: snapshot.json says what was refused or failed");
        statuses.put("64", "wrong usage");
        statuses.put("69", "the org can't be reached, or it refuses the credentials: the folder stays as it was");
        statuses.put("70", "an internal error");
        statuses.put("74", "the folder or the report could not be written");
        return statuses;
    }

    @Override
    public int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException, Refusal {
        String org = Options.value(given, ORG).orElseThrow(() -> Refusal.usage(ORG + " is missing."));
        String out = Options.value(given, OUT).orElseThrow(() -> Refusal.usage(OUT + " is missing."));
        SnapshotProgress progress = SnapshotProgress.on(surroundings, common);
        SnapshotResult result = snapshots
                .apply(surroundings.clock())
                .take(
                        new SnapshotRequest(
                                org,
                                folder(out, surroundings),
                                new Credentials(surroundings.variable(API_TOKEN), surroundings.variable(ACCESS_TOKEN))),
                        progress);
        progress.end();
        return switch (result) {
            case SnapshotResult.Written written -> written(out, written, surroundings);
            case SnapshotResult.WrongUsage(String sentence) -> throw Refusal.usage(sentence);
            case SnapshotResult.Unreachable(String sentence, boolean continues) -> {
                String next = continues ? " What was read so far is kept: run the same command again to continue." : "";
                throw Refusal.of(ExitStatus.UNAVAILABLE, sentence + next);
            }
            case SnapshotResult.NotWritten(String sentence) -> throw Refusal.of(ExitStatus.NOT_WRITTEN, sentence);
        };
    }

    private static Path folder(String out, Surroundings surroundings) throws Refusal {
        try {
            return surroundings.directory().resolve(out);
        } catch (InvalidPathException _) {
            throw Refusal.usage(OUT + " is not a folder's name.");
        }
    }

    private static int written(String out, SnapshotResult.Written written, Surroundings surroundings)
            throws IOException {
        List<NotRead> missing = written.notRead().stream()
                .filter(each -> each.reason().incomplete())
                .toList();
        for (NotRead each : missing.subList(0, Math.min(SHOWN, missing.size()))) {
            surroundings.say("Not read: " + each.sentence());
        }
        if (missing.size() > SHOWN) {
            surroundings.say((missing.size() - SHOWN) + " more lists were not read; snapshot.json names them all.");
        }
        StringBuilder report = new StringBuilder(Printable.text(out) + "\n");
        new TreeMap<>(written.objects())
                .forEach((file, objects) -> report.append("  %-20s %6d%n".formatted(file, objects)));
        report.append(written.whole() ? "The snapshot is complete.\n" : "The snapshot is incomplete.\n");
        surroundings.write(report.toString());
        return written.whole() ? ExitStatus.OK : ExitStatus.INCOMPLETE;
    }
}
