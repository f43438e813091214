package dev.claimsverdict.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.TestApi;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Two trees have the same bytes when they are the same, and only then")
class TreeBytesTest {

    private static final List<String> ATOMS =
            List.of("null", "true", "false", "0", "1", "10", "1.0", "\"\"", "\"a\"", "\"ab\"", "\"\\u0000\"", "\"é\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}|{\"a\":\"1\"}",
                "{\"a\":[]}|{\"a\":{}}",
                "{\"a\":null}|{}",
                "{\"a\":\"b\",\"c\":\"d\"}|{\"c\":\"d\",\"a\":\"b\"}",
                "[\"a\",\"b\"]|[\"ab\"]",
                "[\"a\",\"b\"]|[\"b\",\"a\"]",
                "[[\"a\"],\"b\"]|[[\"a\",\"b\"]]",
                "[\"true\"]|[true]",
                "[{\"a\":1},{}]|[{},{\"a\":1}]",
            })
    @DisplayName("what differs in kind, order or place has other bytes")
    void differ(String two) {
        String[] texts = two.split("\\|");
        assertFalse(Arrays.equals(bytes(texts[0]), bytes(texts[1])), two);
    }

    @Test
    @DisplayName("a text of any length is in them whole, far beyond the first size")
    void longTexts() {
        String text = "é".repeat(100_000);
        byte[] bytes = bytes("[\"" + text + "\"]");
        // Of the array a kind and a length of one byte, of the text a kind and a length of three.
        assertEquals(2 + 4 + 2 * text.length(), bytes.length);
        assertArrayEquals(bytes, bytes("[ \"" + text + "\" ]"));
    }

    @Property
    @Label("the bytes are the same exactly when the JSON is")
    void injective(@ForAll("json") String one, @ForAll("json") String two) {
        assertEquals(one.equals(two), Arrays.equals(bytes(one), bytes(two)), one + " " + two);
    }

    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> atoms = Arbitraries.of(ATOMS);
        return Arbitraries.recursive(
                () -> atoms,
                inner -> inner.list().ofMaxSize(3).flatMap(values -> Arbitraries.of(array(values), object(values))),
                0,
                3);
    }

    private static String array(List<String> values) {
        return "[" + String.join(",", values) + "]";
    }

    private static String object(List<String> values) {
        StringJoiner members = new StringJoiner(",");
        for (String value : values) {
            members.add("\"" + "abc".charAt(members.length() % 3) + members.length() + "\":" + value);
        }
        return "{" + members + "}";
    }

    private static byte[] bytes(String json) {
        JsonNode tree = TestApi.json(json);
        return TreeBytes.of(tree);
    }
}
