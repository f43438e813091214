package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON as text that may go to a terminal or into a pipeline's log. */
final class JsonText {

    private JsonText() {}

    /** The JSON on one line. What {@link Printable} escapes can only be in strings, where JSON has escapes for it. */
    static String of(JsonNode json) {
        String text = json.toString();
        StringBuilder printable = new StringBuilder(text.length() + 1);
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Printable.isEscaped(c) || c == '#' && before == '#') {
                printable.append("\\u%04x".formatted((int) c));
            } else {
                printable.append(c);
            }
            before = c;
        }
        return printable.append('\n').toString();
    }
}
