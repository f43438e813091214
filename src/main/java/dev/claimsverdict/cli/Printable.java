package dev.claimsverdict.cli;

/** Text that may go to a terminal or into a pipeline's log, whoever wrote it. */
final class Printable {

    private Printable() {}

    /**
     * The text on one line. Control characters and characters that change the writing direction are escaped. So is the
     * second of two number signs: GitHub ({@code ##[}) and Azure DevOps ({@code ##vso[}) take commands anywhere in a line.
     */
    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        int before = 0;
        for (int c : text.codePoints().toArray()) {
            if (isEscaped(c) || Character.getType(c) == Character.SURROGATE || c == '#' && before == '#') {
                printable.append("\\u{%x}".formatted(c));
            } else {
                printable.appendCodePoint(c);
            }
            before = c;
        }
        return printable.toString();
    }

    /** Whether a character plays with a terminal, wherever it stands. */
    static boolean isEscaped(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
