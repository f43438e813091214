package dev.claimsverdict.bench.faults;

/** How much each check does. */
enum Size {
    /** Seconds in all: does it still work? */
    SHORT(600, 6, 3, 300, 1),
    /** The real thing. */
    WHOLE(200_000, 60, 30, 10_000, 10);

    private final int soak;
    private final int eventsWithFault;
    private final int terminations;
    private final int idps;
    private final int largeRounds;

    Size(int soak, int eventsWithFault, int terminations, int idps, int largeRounds) {
        this.soak = soak;
        this.eventsWithFault = eventsWithFault;
        this.terminations = terminations;
        this.idps = idps;
        this.largeRounds = largeRounds;
    }

    int soak() {
        return soak;
    }

    int eventsWithFault() {
        return eventsWithFault;
    }

    int terminations() {
        return terminations;
    }

    int idps() {
        return idps;
    }

    int largeRounds() {
        return largeRounds;
    }
}
