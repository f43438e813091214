package dev.claimsverdict.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/providers: a page for each provider of the table, with what the table says of it and examples that are judged here.
 * {@code -Dgolden.write=true} writes the tables and the answers anew.
 */
class ProvidersPagesTest {

    private static final Path FOLDER = Path.of("docs/providers");
    private static final Path TABLE = Path.of("src/main/resources/dev/claimsverdict/idp/providers.table");
    private static final int PROVIDER = 6;
    private static final int WORD = 4;
    private static final Pattern EXAMPLE = Pattern.compile(
            "\\*\\*Example\\*\\*, `POST (/v1/[a-z-]+)`:\\n\\n```json\\n(.*?)```\\n\\n(Answer:[^\\n]*)\\n",
            Pattern.DOTALL);
    private static final Pattern REQUEST = Pattern.compile("```json\\n");

    static Stream<String> pages() {
        return rows(PROVIDER).stream().map(List::getFirst).distinct();
    }

    @Test
    @DisplayName("the pages are those of the table, and the index has each")
    void eachProviderHasAPage() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertEquals(
                    pages().sorted().toList(),
                    files.map(file -> file.getFileName().toString().replace(".md", ""))
                            .filter(name -> !name.equals("README"))
                            .sorted()
                            .toList());
        }
        Page index = Page.of("docs/providers/README.md");
        index.mustBe(index.with("providers", index()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("what the table says stands on the page")
    void tables(String name) {
        Page page = page(name);
        page.mustBe(page.with("table", table(name)));
    }

    @Test
    @DisplayName("the words of SAML itself stand on Shibboleth's page")
    void samlWords() {
        Page page = page("shibboleth");
        page.mustBe(page.with("saml", words("saml")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("each example is judged, and its answer is the judge's")
    void examples(String name) {
        Page page = page(name);
        StringBuilder text = new StringBuilder();
        Matcher example = EXAMPLE.matcher(page.text());
        int examples = 0;
        while (example.find()) {
            examples++;
            String judged = example.group().replace(example.group(3), answer(example.group(1), example.group(2)));
            example.appendReplacement(text, Matcher.quoteReplacement(judged));
        }
        assertTrue(examples > 0, name);
        assertEquals(REQUEST.matcher(page.text()).results().count(), examples, "each JSON of a page is an example");
        page.mustBe(example.appendTail(text).toString());
    }

    /** The verdict, and the findings that are more than information; where there are none, all. */
    private static String answer(String route, String request) {
        JsonNode verdict = TestApi.verdict(route, request);
        List<String> codes = verdict.path("findings")
                .valueStream()
                .filter(finding -> !finding.path("level").asText().equals("INFO"))
                .map(finding -> finding.path("code").asText())
                .distinct()
                .toList();
        List<String> shown = codes.isEmpty() ? verdict.path("findings").findValuesAsText("code") : codes;
        return "Answer: `" + verdict.path("verdict").asText() + "`, "
                + (shown.isEmpty()
                        ? "no finding"
                        : shown.stream()
                                .map(code -> "[" + code + "](../findings.md#" + code.toLowerCase(Locale.ROOT) + ")")
                                .collect(Collectors.joining(", ")))
                + ".";
    }

    private static String index() {
        return "| provider | protocol | what it sends | page |\n|---|---|---|---|\n"
                + rows(PROVIDER).stream()
                        .map(row -> "| %s | %s | %s | [%s](%s.md) |"
                                .formatted(row.get(1), row.get(2), sends(row.get(3)), row.get(0), row.get(0)))
                        .collect(Collectors.joining("\n"));
    }

    private static String table(String page) {
        String providers = rows(PROVIDER).stream()
                .filter(row -> row.getFirst().equals(page))
                .map(row -> "| %s | %s | %s | %s | [source](%s) |"
                        .formatted(row.get(1), row.get(2), sends(row.get(3)), by(row.get(4)), row.get(5)))
                .collect(Collectors.joining("\n"));
        String words = words(page);
        return "| provider | protocol | what it sends | known by | published |\n|---|---|---|---|---|\n" + providers
                + (words.isEmpty() ? "" : "\n\n" + words);
    }

    private static String words(String page) {
        String words = rows(WORD).stream()
                .filter(row -> row.getFirst().equals(page))
                .map(row -> "| `%s` | %s | [source](%s) |"
                        .formatted(row.get(1), row.get(2).equals("-") ? "none" : "`" + row.get(2) + "`", row.get(3)))
                .collect(Collectors.joining("\n"));
        return words.isEmpty() ? "" : "| its own word | value to send instead | published |\n|---|---|---|\n" + words;
    }

    private static String sends(String cell) {
        return switch (cell) {
            case "never" -> "never `amr`";
            case "v1" -> "no `amr` from these endpoints";
            case "any" -> "what you configure";
            default -> Arrays.stream(cell.split(" ")).collect(Collectors.joining("` `", "`", "`"));
        };
    }

    private static String by(String cell) {
        return Arrays.stream(cell.split(", ")).collect(Collectors.joining("`, `", "`", "`"));
    }

    private static Page page(String name) {
        return new Page(FOLDER.resolve(name + ".md"));
    }

    /** The rows of the table with so many cells. */
    private static List<List<String>> rows(int cells) {
        try (Stream<String> lines = Files.lines(TABLE)) {
            return lines.filter(line -> line.contains("|") && !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.strip().split("\\s*\\|\\s*")))
                    .filter(row -> row.size() == cells)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
