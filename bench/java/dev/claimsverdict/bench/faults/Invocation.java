package dev.claimsverdict.bench.faults;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** One event that is sent to the function once, and the reports about it. */
final class Invocation {

    private final String id = UUID.randomUUID().toString();
    private final byte[] event;
    private final Fault fault;
    private final CompletableFuture<Told> told = new CompletableFuture<>();
    private final List<Told> reports = new CopyOnWriteArrayList<>();
    private final AtomicInteger askedFor = new AtomicInteger();
    private final AtomicInteger reportsBegun = new AtomicInteger();

    Invocation(byte[] event, Fault fault) {
        this.event = event;
        this.fault = fault;
    }

    String id() {
        return id;
    }

    byte[] event() {
        return event;
    }

    Fault fault() {
        return fault;
    }

    /** The first report. */
    CompletableFuture<Told> told() {
        return told;
    }

    /** How often the function has asked for this event before. */
    int askedBefore() {
        return askedFor.getAndIncrement();
    }

    /** Whether this is the first report that the fault may concern. */
    boolean begins() {
        return reportsBegun.getAndIncrement() == 0;
    }

    /** Takes a report. Returns whether it is the first one, which is the one that counts. */
    boolean report(Told report) {
        reports.add(report);
        return told.complete(report);
    }

    /** The number of reports after the first. An HTTP client may send the same one again. */
    int repeats() {
        return Math.max(0, reports.size() - 1);
    }

    /** Whether there were two different answers. */
    boolean contradicts() {
        return reports.stream()
                        .filter(each -> each instanceof Told.Answered)
                        .distinct()
                        .count()
                > 1;
    }
}
