package dev.claimsverdict.bench.faults;

/** How much each check does. */
enum Size {
    /** Takes seconds in total and shows whether the checks still work. */
    SHORT(600, 4, 2, 300, 1),
    /** The full load. */
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
