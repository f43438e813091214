package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reports on the small org of {@code examples/org}, and on what changed in it, word for word. With
 * {@code -Dgolden.write=true} they are written anew.
 */
class AuditReportsTest {

    static final String ORG = "examples/org";
    static final String BEFORE = "src/test/resources/audit/before";
    private static final Path GOLDEN = Path.of("src/test/resources/audit");

    static String report(String format, String... more) {
        List<String> arguments = new ArrayList<>(List.of("audit", ORG, "--format", format));
        arguments.addAll(List.of(more));
        CliRun run = CliRun.of(arguments.toArray(String[]::new));
        assertEquals("", run.err());
        return run.out();
    }

    private static void golden(String file, String actual) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN.resolve(file), actual);
        }
        assertEquals(Files.readString(GOLDEN.resolve(file)), actual);
    }

    @ParameterizedTest
    @CsvSource({"text, org.txt", "json, org.json", "sarif, org.sarif", "markdown, org.md", "html, org.html"})
    @DisplayName("the report on the org as")
    void org(String format, String file) throws IOException {
        golden(file, report(format));
    }

    @ParameterizedTest
    @CsvSource({
        "text, change.txt",
        "json, change.json",
        "sarif, change.sarif",
        "markdown, change.md",
        "html, change.html"
    })
    @DisplayName("the report on what changed since an earlier snapshot as")
    void change(String format, String file) throws IOException {
        golden(file, report(format, "--before", BEFORE));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 200})
    @DisplayName("no line of text is wider than the terminal, but for a link or a place, which can't be broken")
    void width(int columns) {
        CliRun run = CliRun.with(java.util.Map.of("COLUMNS", "" + columns), "audit", ORG);
        for (String line : run.out().lines().toList()) {
            boolean whole = line.contains("https://") || line.strip().startsWith("in ");
            assertTrue(whole || line.length() <= columns, line);
        }
        assertFalse(run.out().contains("…"), "nothing of the small org has to be cut");
    }
}
