package dev.claimsverdict.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.fetch.Tls;
import dev.claimsverdict.testing.FakeOrg;
import dev.claimsverdict.testing.SetClock;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes snapshots without ever waiting, and keeps all that was told. */
final class SnapshotTaken {

    static final Credentials API_TOKEN = new Credentials(Optional.of(FakeOrg.TOKEN), Optional.empty());

    final SetClock clock = new SetClock(TestApi.NOW);
    final List<Duration> waits = new ArrayList<>();
    final List<String> told = new ArrayList<>();

    private Limits limits = Limits.DEFAULT;
    private Supplier<Tls> tls = Tls::system;
    private Consumer<Duration> whileWaiting = _ -> {};
    private Consumer<String> whileReading = _ -> {};
    private boolean interrupted;

    SnapshotTaken with(Limits limits) {
        this.limits = limits;
        return this;
    }

    SnapshotTaken trusting(Tls tls) {
        this.tls = () -> tls;
        return this;
    }

    /** Does this each time that the program waits. */
    SnapshotTaken whileWaiting(Consumer<Duration> action) {
        this.whileWaiting = action;
        return this;
    }

    /** Does this before each list, with the list's title. */
    SnapshotTaken whileReading(Consumer<String> action) {
        this.whileReading = action;
        return this;
    }

    /** Is interrupted when it waits for the first time. */
    SnapshotTaken interrupted() {
        this.interrupted = true;
        return this;
    }

    SnapshotResult of(FakeOrg org, Path folder) {
        return of(new SnapshotRequest(org.url(), folder, API_TOKEN));
    }

    SnapshotResult of(SnapshotRequest request) {
        return new Snapshot(new OrgClient.Means(limits, clock, this::sleep, tls)).take(request, progress());
    }

    private void sleep(Duration duration) throws InterruptedException {
        waits.add(duration);
        whileWaiting.accept(duration);
        if (interrupted) {
            throw new InterruptedException();
        }
        clock.advance(duration);
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public void reading(String title, int done, int total) {
                told.add(done + "/" + total + " " + title);
                whileReading.accept(title);
            }

            @Override
            public void waiting(Duration duration, String why) {
                told.add(why);
            }

            @Override
            public void note(String sentence) {
                told.add(sentence);
            }
        };
    }

    static JsonNode file(Path folder, String name) {
        try {
            return TestApi.json(Files.readString(folder.resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
