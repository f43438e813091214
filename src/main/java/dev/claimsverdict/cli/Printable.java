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
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE
                    || c == '#' && before == '#') {
                printable.append("\\u{%x}".formatted(c));
            } else {
                printable.appendCodePoint(c);
            }
            before = c;
        }
        return printable.toString();
    }
}
