package dev.claimsverdict.terraform;

/** Addresses in sentences. */
final class Names {

    /** A key of {@code for_each} may be of any length. */
    private static final int LONGEST = 200;

    private Names() {}

    /** The address, cut if it is very long. */
    static String shown(String address) {
        return address.length() <= LONGEST
                ? address
                : address.substring(0, address.offsetByCodePoints(0, LONGEST / 2)) + "…";
    }
}
