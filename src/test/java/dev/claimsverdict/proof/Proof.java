package dev.claimsverdict.proof;

import java.util.Locale;

/** How much is proved: what {@code ./mvnw verify} has time for, or all of it with {@code -Dproof=whole} (docs/proof.md). */
public final class Proof {

    /** Whether all of it is to be proved. */
    public static final boolean WHOLE = "whole".equals(System.getProperty("proof"));

    private Proof() {}

    /** So many in the whole proof, or so many in the everyday one. */
    public static int times(int whole, int everyday) {
        return WHOLE ? whole : everyday;
    }

    /** Prints a count of the whole proof, for docs/proof.md. */
    public static void report(String what, long count) {
        if (WHOLE) {
            System.out.printf(Locale.ROOT, "proof: %,d %s%n", count, what);
        }
    }
}
