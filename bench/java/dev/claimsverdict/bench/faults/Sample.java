package dev.claimsverdict.bench.faults;

import java.nio.charset.StandardCharsets;

/** An event with its correct answer, in the form of {@link Oracle#comparable}. */
record Sample(byte[] event, String expected) {

    private static final int SHOWN = 400;

    /** Throws Broken unless this is the correct answer. */
    void check(Told told, Invocation invocation) {
        String actual = Oracle.comparable(told, invocation.id());
        if (!actual.equals(expected)) {
            throw new Broken("answers wrongly.\nevent: " + beginning(new String(event, StandardCharsets.UTF_8))
                    + "\nexpected: " + around(expected, actual) + "\nbut was: " + around(actual, expected));
        }
        if (invocation.contradicts()) {
            throw new Broken("gives two different answers to one event: "
                    + beginning(new String(event, StandardCharsets.UTF_8)));
        }
    }

    boolean fails() {
        return expected.equals(Oracle.FAILED);
    }

    static String beginning(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    /** The text from shortly before the place where it differs from the other. */
    private static String around(String text, String other) {
        int same = 0;
        while (same < Math.min(text.length(), other.length()) && text.charAt(same) == other.charAt(same)) {
            same++;
        }
        return beginning(text.substring(Math.max(0, same - 60)));
    }
}
