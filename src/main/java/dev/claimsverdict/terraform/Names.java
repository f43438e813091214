package dev.claimsverdict.terraform;

/** Shortens addresses for use in sentences. */
final class Names {

    /** The most characters. A key of {@code for_each} may have any length. */
    private static final int MAX_CHARACTERS = 200;

    private Names() {}

    /** The address, cut if it is longer than {@value #MAX_CHARACTERS} characters. */
    static String shown(String address) {
        return address.length() <= MAX_CHARACTERS
                ? address
                : address.substring(0, address.offsetByCodePoints(0, MAX_CHARACTERS / 2)) + "…";
    }
}
