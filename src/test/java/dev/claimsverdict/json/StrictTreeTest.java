package dev.claimsverdict.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which text counts as JSON. */
public class StrictTreeTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{}", "[]", "\"x\"", "1", "true", "false", "null", " \t\r\n{ } \n", "{\"a\":[{}]}"})
    @DisplayName("one JSON value is taken, white space around it or not")
    void oneValue(String text) {
        assertInstanceOf(Reading.Read.class, StrictTree.read(text), text);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "x",
                "{",
                "[1",
                "[1,",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "[1,]",
                "{a:1}",
                "{'a':1}",
                "[01]",
                "[+1]",
                "[.5]",
                "[1.]",
                "[NaN]",
                "[Infinity]",
                "[0x1]",
                "{\"a\" 1}",
                "[\"\\x\"]",
                "[\"a",
                "// c\n{}",
                "{}/* c */",
                "[\"\t\"]",
                "[1 2]",
                "]",
                "tru"
            })
    @DisplayName("what is not JSON is refused")
    void notJson(String text) {
        assertTrue(reason(text).matches("The body is not JSON: line 1, column [0-9]+\\."), reason(text));
    }

    @Test
    @DisplayName("a number or a name that is too long is told as that")
    void tooLong() {
        for (String text : new String[] {"[" + "1".repeat(1001) + "]", "{\"" + "n".repeat(50_001) + "\": 1}"}) {
            assertTrue(reason(text).startsWith("A number or a name in the JSON is too long"), reason(text));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", " ", "\n\t"})
    @DisplayName("nothing at all is not JSON")
    void empty(String text) {
        assertEquals("The body is empty.", reason(text));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{} {}", "{}[]", "1 2", "{}null"})
    @DisplayName("a second value behind the first is refused")
    void trailingValue(String text) {
        assertEquals("There is text after the JSON value.", reason(text));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{}x", "{}}", "{},"})
    @DisplayName("other text behind the value is refused")
    void trailingText(String text) {
        assertInstanceOf(Reading.Refused.class, StrictTree.read(text));
    }

    @Test
    @DisplayName("a byte order mark is no JSON (RFC 8259 section 8.1)")
    void byteOrderMark() {
        assertEquals("The body is not JSON: line 1, column 1.", reason("\uFEFF{}"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2}                          | ",
                "{\"a\":1,\"a\":2}                          | /a",
                "{\"a\":null,\"a\":null}                    | /a",
                "{\"a\":1,\"A\":2}                          | ",
                "{\"a\":1,\"\\u0061\":2}                    | /a",
                "{\"a\":1,\"a\":2,\"a\":3}                  | /a /a",
                "{\"a\":{\"b\":1,\"b\":2}}                  | /a/b",
                "[{\"a\":1},{\"a\":1,\"a\":2}]              | /1/a",
                "{\"a/b\":1,\"a/b\":2,\"c~d\":1,\"c~d\":2}  | /a~1b /c~0d",
                "{\"~1\":1,\"~1\":2}                        | /~01",
                "{\"\":1,\"\":2}                            | /",
            })
    @DisplayName("members that stand twice are listed by pointer (RFC 6901), not refused")
    void duplicates(String text, String pointers) {
        assertEquals(
                pointers == null ? List.of() : List.of(pointers.split(" ")),
                tree(text).duplicates());
    }

    @Test
    @DisplayName("of members that stand twice the tree has the last")
    void lastDuplicateCounts() {
        assertEquals(
                "{\"a\":2,\"b\":3}", tree("{\"a\":1,\"b\":3,\"a\":2}").root().toString());
    }

    @Test
    @DisplayName("100 members that stand twice are listed, 101 are refused")
    void manyDuplicates() {
        assertEquals(100, tree(twice(100)).duplicates().size());
        assertEquals("The JSON has more than 100 duplicate members.", reason(twice(101)));
    }

    @Test
    @DisplayName("a name of 100 characters is shown in a pointer, a longer one is cut, between characters")
    void longNames() {
        assertEquals(List.of("/" + "n".repeat(100)), duplicates("n".repeat(100)));
        assertEquals(List.of("/" + "n".repeat(50)), duplicates("n".repeat(101)));
        assertEquals(List.of("/" + "\uD83D\uDD11".repeat(50)), duplicates("\uD83D\uDD11".repeat(51)));
    }

    @Test
    @DisplayName("32 levels are taken, 33 are not")
    void nesting() {
        assertEquals(32, tree("[".repeat(32) + "]".repeat(32)).depth());
        assertEquals(32, tree("{\"a\":".repeat(31) + "{}" + "}".repeat(31)).depth());
        assertEquals("The JSON is nested deeper than 32 levels.", reason("[".repeat(33) + "]".repeat(33)));
        assertEquals("The JSON is nested deeper than 32 levels.", reason("{\"a\":".repeat(32) + "{}" + "}".repeat(32)));
        assertEquals("The JSON is nested deeper than 32 levels.", reason("[".repeat(100_000)));
    }

    @Test
    @DisplayName("values next to each other add no depth")
    void depth() {
        assertEquals(0, tree("1").depth());
        assertEquals(2, tree("[[],[],{}]").depth());
        assertEquals(3, tree("{\"a\":[],\"b\":{\"c\":[1]}}").depth());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "[\"\\ud800\"]",
                "[\"\\udc00\"]",
                "[\"\\udc00\\ud800\"]",
                "[\"\\ud800x\"]",
                "[\"x\\ud800\\ud800\"]",
                "{\"\\ud800\":1}",
                "[\"\uD800\"]"
            })
    @DisplayName("half a surrogate pair is no Unicode text")
    void loneSurrogates(String text) {
        assertEquals("A string in the JSON is not valid Unicode.", reason(text));
    }

    @Test
    @DisplayName("a whole surrogate pair is a character, escaped or not")
    void surrogatePairs() {
        assertEquals("\uD83D\uDD11", tree("[\"\\ud83d\\udd11\"]").root().get(0).textValue());
        assertEquals(
                "a\uD83D\uDD11b", tree("[\"a\uD83D\uDD11b\"]").root().get(0).textValue());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "1e400",
                "-1e400",
                "1e-400",
                "0.1",
                "12345678901234567890.12345678901234567890",
                "9007199254740993",
                "-0",
                "2147483648",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "1E+2147483647"
            })
    @DisplayName("numbers are exact, too large for a double or not")
    void exactNumbers(String number) {
        assertEquals(
                0,
                new BigDecimal(number)
                        .compareTo(tree("[" + number + "]").root().get(0).decimalValue()));
        assertTrue(tree("[" + number + "]").root().get(0).isNumber());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1e999999999999", "1e-999999999999", "1E+2147483649", "0e99999999999"})
    @DisplayName("a number whose exponent no machine has is refused")
    void numbersOutOfAllRange(String number) {
        assertEquals("A number in the JSON is out of range.", reason("[" + number + "]"));
    }

    @Test
    @DisplayName("a reason has no text of the input in it")
    void reasonsQuoteNothing() {
        for (String text : List.of("secret", "{\"secret\":}", "{} secret", "[\"secret\\ud800\"]", "{\"secret\":1")) {
            assertTrue(!reason(text).contains("secret"), text);
        }
    }

    @ParameterizedTest(name = "{0} with duplicates taken in {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"idp\":{\"a\":1,\"a\":2}}            | /idp/ | ",
                "{\"idp\":{},\"idp\":{}}                | /idp/ | /idp",
                "{\"idpId\":1,\"idpId\":2}              | /idp/ | /idpId",
                "{\"idp/x\":1,\"idp/x\":2}              | /idp/ | /idp~1x",
                "{\"x\":{\"idp\":{\"a\":1,\"a\":2}}}    | /idp/ | /x/idp/a",
            })
    @DisplayName("a duplicate is outside unless it stands below a place where duplicates are taken")
    void duplicateOutside(String text, String place, String outside) {
        assertEquals(outside, tree(text).duplicateOutside(List.of(place)).orElse(null));
    }

    private static String twice(int members) {
        return "{"
                + String.join(
                        ",",
                        IntStream.range(0, members)
                                .mapToObj(i -> "\"m" + i + "\":0,\"m" + i + "\":0")
                                .toList())
                + "}";
    }

    /** A value as the program reads it: numbers exact. */
    public static JsonNode node(String text) {
        return tree(text).root();
    }

    private static List<String> duplicates(String name) {
        return tree("{\"" + name + "\":1,\"" + name + "\":2}").duplicates();
    }

    private static StrictTree tree(String text) {
        return switch (StrictTree.read(text)) {
            case Reading.Read<StrictTree>(StrictTree tree) -> tree;
            case Reading.Refused<StrictTree>(Problem problem) -> throw new AssertionError(problem + " for " + text);
        };
    }

    private static String reason(String text) {
        return switch (StrictTree.read(text)) {
            case Reading.Read<StrictTree> _ -> throw new AssertionError("read: " + text);
            case Reading.Refused<StrictTree>(Problem problem) -> problem.detail();
        };
    }
}
