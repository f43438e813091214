package dev.claimsverdict.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    private static JsonObject read(String json) {
        return JsonObject.parse(json).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "null", "{\"a\":1,\"a\":1}", "{\"a\":{\"b\":1,\"b\":2}}", "{}{}", "{'a':1}"})
    @DisplayName("R5.1 only one strict object without duplicate members, at any depth, is read")
    void refused(String json) {
        assertEquals(Optional.empty(), JsonObject.parse(json));
        assertEquals(Optional.empty(), JsonObject.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("a member that is null exists, but has no value")
    void nulls() {
        JsonObject object = read("{\"a\":null,\"b\":false}");
        assertTrue(object.has("a"));
        assertFalse(object.has("c"));
        assertEquals(Optional.empty(), object.get("a"));
        assertEquals(Optional.of(false), object.get("b"));
        assertEquals(Optional.empty(), object.string("b"));
    }

    @Test
    @DisplayName("each kind of value has its Java type, at any depth")
    void values() {
        JsonObject object = read("{\"s\":\"x\",\"n\":1.50,\"l\":[1,[null,\"y\"]],\"o\":{\"p\":{\"q\":true}}}");
        assertEquals(Optional.of("x"), object.string("s"));
        assertEquals(Optional.of("x"), object.get("s"));
        assertEquals(Optional.of(new BigDecimal("1.50")), object.get("n"));
        assertEquals(Optional.of(List.of(BigDecimal.ONE, Arrays.asList(JsonObject.NULL, "y"))), object.get("l"));
        assertEquals(Optional.of(Map.of("p", Map.of("q", true))), object.get("o"));
        assertThrows(
                IllegalArgumentException.class,
                () -> JsonObject.value(JsonNodeFactory.instance.binaryNode(new byte[1])));
    }

    @Test
    @DisplayName("the objects of an array are read without what is between them")
    void objects() {
        JsonObject object = read("{\"keys\":[{\"a\":1},7,null,[],{}],\"other\":{}}");
        List<JsonObject> keys = object.objects("keys").orElseThrow();
        assertEquals(
                List.of(true, false), keys.stream().map(key -> key.has("a")).toList());
        assertEquals(Optional.empty(), object.objects("other"));
        assertEquals(Optional.empty(), object.objects("absent"));
    }

    @Test
    @DisplayName("the first string of a name at the top is found without reading on")
    void firstString() {
        assertEquals(
                Optional.of("x"),
                first("{\"a\":{\"iss\":\"no\"},\"b\":[\"iss\"],\"iss\":\"x\",\"iss\":\"y\"} no JSON"));
        for (String none :
                List.of("{\"iss\":7,\"iss\":\"x\"}", "{\"a\":\"iss\"}", "[\"iss\",\"x\"]", "", "{\"iss\":", "{a")) {
            assertEquals(Optional.empty(), first(none), none);
        }
    }

    private static Optional<String> first(String json) {
        return JsonObject.firstString(json.getBytes(StandardCharsets.UTF_8), "iss");
    }

    @Test
    @DisplayName("two objects have the same identity if their members are the same in the same order")
    void identity() {
        assertEquals(
                read("{\"a\":1,\"b\":[2]}").identity(),
                read(" {\"a\" : 1, \"b\" : [ 2 ] }").identity());
        for (String other : List.of("{}", "{\"b\":[2],\"a\":1}", "{\"a\":1,\"b\":2}", "{\"a\":\"1\",\"b\":[2]}")) {
            assertFalse(
                    read("{\"a\":1,\"b\":[2]}").identity().equals(read(other).identity()), other);
        }
    }

    @Test
    @DisplayName("a tree in two parts is one whose duplicates and depth are those of the parts")
    void composed() {
        StrictTree tree = tree("{\"a\":{\"x\":[{\"y\":1,\"y\":2}],\"z\":1},\"b\":1}");
        assertEquals(List.of("/a/x/0/y"), tree.duplicates());
        StrictTree part = tree.at("/a/x");
        assertEquals(List.of("/0/y"), part.duplicates());
        assertEquals(2, part.depth());
        assertEquals(0, tree.at("/b").depth());
        assertEquals(List.of(), tree.at("/a/z").duplicates());
        StrictTree whole = StrictTree.of(new LinkedHashMap<>(Map.of("w", part)));
        assertEquals(List.of("/w/0/y"), whole.duplicates());
        assertEquals(3, whole.depth());
        assertEquals(tree("{\"w\":[{\"y\":2}]}").root(), whole.root());
        StrictTree rest = tree.without("b");
        assertEquals(tree("{\"a\":{\"x\":[{\"y\":2}],\"z\":1}}").root(), rest.root());
        assertTrue(tree.root().has("b"), "the tree itself is as it was");
    }

    private static StrictTree tree(String json) {
        return switch (StrictTree.read(json)) {
            case Reading.Read<StrictTree>(StrictTree tree) -> tree;
            case Reading.Refused<StrictTree>(Problem problem) -> throw new AssertionError(problem);
        };
    }
}
