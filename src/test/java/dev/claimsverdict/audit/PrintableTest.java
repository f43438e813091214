package dev.claimsverdict.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Names from a file, made safe to show. */
class PrintableTest {

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("Acme", "Acme"),
                arguments("  Acme  ", "Acme"),
                arguments("Ärzte 東京 قمر", "Ärzte 東京 قمر"),
                arguments("a\u001b[31m", "a\\u{1b}[31m"),
                arguments("a\nb", "a\\u{a}b"),
                arguments("a\u202eb", "a\\u{202e}b"),
                arguments("a\u2028b", "a\\u{2028}b"),
                arguments("a\u200bb", "a\\u{200b}b"),
                arguments("a\ue000b", "a\\u{e000}b"),
                arguments("a\ud800b", "a\\u{d800}b"),
                arguments("=1+1", "'=1+1"),
                arguments("+1", "'+1"),
                arguments("-1", "'-1"),
                arguments("@SUM(A1)", "'@SUM(A1)"),
                arguments("\t=1", "'=1"),
                arguments("##[group]", "#\\u{23}[group]"),
                arguments("a=1", "a=1"));
    }

    @DisplayName("a name is one line of visible characters, no command and no formula")
    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("names")
    void shown(String name, String shown) {
        assertEquals(shown, Printable.name(name));
    }

    @Test
    @DisplayName("a long name is cut between characters")
    void cut() {
        assertEquals("😀".repeat(79) + "…", Printable.name("😀".repeat(81)));
        assertEquals("😀".repeat(80), Printable.name("😀".repeat(80)));
        assertTrue(Printable.sentence("x".repeat(1000)).length() == 300);
    }

    @DisplayName("text takes the columns that a terminal gives it")
    @ParameterizedTest(name = "{0} in {1} columns: [{2}]")
    @CsvSource(quoteCharacter = '`', textBlock = """
            `ab`, 4, `ab  `
            `abcd`, 4, `abcd`
            `abcde`, 4, `abc…`
            `東京`, 4, `東京`
            `東京都`, 5, `東京…`
            `東京都`, 4, `東… `
            `éa`, 3, `éa `
            `😀`, 3, `😀 `
            """)
    void columns(String text, int columns, String padded) {
        assertEquals(padded, Printable.padded(text, columns));
    }
}
