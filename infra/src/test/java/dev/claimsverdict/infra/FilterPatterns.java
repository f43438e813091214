package dev.claimsverdict.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CloudWatch's filter patterns for JSON, as far as this project uses them (<a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">source</a>).
 */
final class FilterPatterns {

    private static final Pattern TERM = Pattern.compile("\\$\\.(\\w+) (?:(=|!=) \"([^\"]*)\"|(NOT EXISTS))");

    private FilterPatterns() {}

    /** Whether a line matches. Throws IllegalArgumentException for a pattern that it can't read. */
    static boolean matches(String pattern, JsonNode line) {
        Matcher braces = Pattern.compile("\\{ (.*) }").matcher(pattern);
        if (!braces.matches()) {
            throw new IllegalArgumentException(pattern);
        }
        return and(braces.group(1), line);
    }

    private static boolean and(String expression, JsonNode line) {
        return parts(expression, "&&").stream().allMatch(part -> or(part, line));
    }

    private static boolean or(String expression, JsonNode line) {
        List<String> parts = parts(bare(expression), "||");
        return parts.size() == 1 ? term(parts.getFirst(), line) : parts.stream().anyMatch(part -> term(part, line));
    }

    private static boolean term(String text, JsonNode line) {
        Matcher term = TERM.matcher(bare(text));
        if (!term.matches()) {
            throw new IllegalArgumentException(text);
        }
        JsonNode value = line.path(term.group(1));
        if (term.group(4) != null) {
            return value.isMissingNode();
        }
        boolean equal = value.isTextual()
                && value.asText().matches(Pattern.quote(term.group(3)).replace("*", "\\E.*\\Q"));
        return term.group(2).equals("=") == equal && !value.isMissingNode();
    }

    private static String bare(String text) {
        String bare = text.strip();
        return bare.startsWith("(") && bare.endsWith(")") && closes(bare) == bare.length() - 1
                ? bare(bare.substring(1, bare.length() - 1))
                : bare;
    }

    private static int closes(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(text);
    }

    /** The parts between these separators, outside of parentheses. */
    private static List<String> parts(String text, String between) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && text.startsWith(between, i)) {
                List<String> rest = parts(text.substring(i + between.length()), between);
                return Stream.concat(Stream.of(text.substring(0, i)), rest.stream())
                        .toList();
            }
        }
        return List.of(text);
    }
}
