package dev.claimsverdict.audit;

/**
 * Makes text from a file safe to show. An org's admins choose the names of IdPs and rules, so a name may contain anything:
 * terminal commands, characters that change the writing direction, or a formula for the spreadsheet into which somebody
 * pastes a report.
 */
public final class Printable {

    /** The most characters of a name that a report shows. */
    static final int MAX_NAME = 80;

    /** The most characters of a sentence that a report shows. */
    static final int MAX_SENTENCE = 300;

    /** The characters that start a formula in a spreadsheet. An apostrophe before them makes it text. */
    private static final String FORMULA = "=+-@";

    private Printable() {}

    /**
     * Escapes control characters and characters that change the writing direction. Escapes the second of two number signs,
     * too: GitHub ({@code ##[}) and Azure DevOps ({@code ##vso[}) read commands anywhere in a log's line.
     */
    public static String text(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        int before = 0;
        for (int c : text.codePoints().toArray()) {
            if (isVisible(c) && !(c == '#' && before == '#')) {
                printable.appendCodePoint(c);
            } else {
                escape(printable, c);
            }
            before = c;
        }
        return printable.toString();
    }

    /** A name in one line: escaped, cut to {@value #MAX_NAME} characters, and never a formula. */
    public static String name(String name) {
        return name(name, MAX_NAME);
    }

    /** A name like {@link #name(String)}, cut to this many characters. */
    static String name(String name, int most) {
        String shown = text(shortened(name.strip(), most));
        return !shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0 ? "'" + shown : shown;
    }

    /** A sentence from a file in one line: escaped, and cut to {@value #MAX_SENTENCE} characters. */
    public static String sentence(String sentence) {
        return text(shortened(sentence.strip(), MAX_SENTENCE));
    }

    /** The text in at most this many characters. If it is cut, the last one is an ellipsis. */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    static void escape(StringBuilder to, int c) {
        to.append("\\u{%x}".formatted(c));
    }

    /** Whether a terminal only shows the character, and does nothing else. */
    public static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** How many columns the text takes on a terminal. */
    static int width(String text) {
        return text.codePoints().map(Printable::width).sum();
    }

    /** The text in exactly this many columns of a terminal: cut with an ellipsis, or filled with spaces. */
    static String padded(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(columns - width(cut));
    }

    private static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int room = columns - 1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            room -= width(c);
            if (room < 0) {
                break;
            }
            cut.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return cut.append('…').toString();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** The scripts and pictures that terminals draw two columns wide (UAX 11, East Asian Width). */
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF && c != 0x303F
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x1F680 && c <= 0x1F6FF
                || c >= 0x1F900 && c <= 0x1F9FF
                || c >= 0x20000 && c <= 0x3FFFD;
    }
}
