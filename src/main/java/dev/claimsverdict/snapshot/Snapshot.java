package dev.claimsverdict.snapshot;

import dev.claimsverdict.fetch.Tls;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads an org's IdPs, policies and rules over Okta's Management API and writes them into a folder (docs/snapshot.md).
 * It only ever sends GET, and the credentials go only to the org itself.
 */
public final class Snapshot {

    private final OrgClient.Means means;

    /**
     * Creates a reader of orgs.
     *
     * @param sleeper waits for the rate limit and before another attempt
     * @param tls called once for each snapshot
     */
    public Snapshot(Clock clock, Sleeper sleeper, Supplier<Tls> tls) {
        this(new OrgClient.Means(Limits.DEFAULT, clock, sleeper, tls));
    }

    Snapshot(OrgClient.Means means) {
        this.means = means;
    }

    /** Takes a snapshot. Problems with the request, the org or the disk are in the result. */
    public SnapshotResult take(SnapshotRequest request, Progress progress) {
        return switch (Authorization.of(request.credentials())) {
            case Reading.Refused<Authorization>(Problem problem) -> new SnapshotResult.WrongUsage(problem.detail());
            case Reading.Read<Authorization>(Authorization authorization) ->
                switch (OrgUrl.of(request.org())) {
                    case Reading.Refused<OrgUrl>(Problem problem) -> new SnapshotResult.WrongUsage(problem.detail());
                    case Reading.Read<OrgUrl>(OrgUrl org) ->
                        take(org, authorization, new SnapshotFolder(request.folder()), progress);
                };
        };
    }

    private SnapshotResult take(OrgUrl org, Authorization authorization, SnapshotFolder folder, Progress progress) {
        Optional<String> fault = folder.pathFault();
        if (fault.isPresent()) {
            return new SnapshotResult.WrongUsage(fault.get());
        }
        WorkFolder.Opened opened;
        try {
            opened = WorkFolder.open(folder.path());
        } catch (IOException e) {
            return new SnapshotResult.WrongUsage("The snapshot's folder can't be written: " + reason(e) + ".");
        }
        return switch (opened) {
            case WorkFolder.Opened.InTheWay(String sentence) -> new SnapshotResult.WrongUsage(sentence);
            case WorkFolder.Opened.Ready(WorkFolder work) -> {
                try (work;
                        OrgClient client = new OrgClient(means, authorization, progress)) {
                    ListReader reader =
                            new ListReader(org, client, means.limits().pages());
                    yield new SnapshotRun(
                                    org, client, reader, new Secrets(authorization), work, means.clock(), progress)
                            .into(folder);
                } catch (IOException e) {
                    yield new SnapshotResult.NotWritten("The snapshot can't be written: " + reason(e) + ".");
                }
            }
        };
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ", " + Objects.requireNonNullElse(e.getMessage(), "");
    }
}
