package dev.claimsverdict.snapshot;

/** Text of the org, made harmless for terminals and logs. */
final class Printable {

    /** The most characters of a name or a sentence. */
    private static final int MAX = 200;

    private Printable() {}

    /** The text, cut, with a question mark for each control character and each one that changes the writing direction. */
    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(MAX).forEach(c -> printable.appendCodePoint(isHarmless(c) ? c : '?'));
        return printable.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
