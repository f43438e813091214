package dev.claimsverdict.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a field reads, and which errors it records. */
class FieldTest {

    private enum Word {
        FIRST,
        SECOND
    }

    private final List<FieldError> errors = new ArrayList<>();

    private Field of(String json) {
        return of(json, "/f");
    }

    private Field of(String json, String pointer) {
        return switch (StrictTree.read(json)) {
            case Reading.Read<StrictTree>(StrictTree tree) -> Field.of(tree.root(), pointer, errors);
            case Reading.Refused<StrictTree>(Problem problem) -> throw new AssertionError(problem);
        };
    }

    private List<String> codes() {
        return errors.stream()
                .map(error -> error.pointer() + " " + error.code())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "9, 9", "5, 5", "5.0, 5", "50e-1, 5"})
    @DisplayName("a whole number within the bounds is read, however it is written")
    void integers(String json, long value) {
        assertEquals(OptionalLong.of(value), of(json).integer(1, 9));
        assertEquals(List.of(), errors);
    }

    @ParameterizedTest
    @CsvSource({
        "0, OUT_OF_RANGE",
        "10, OUT_OF_RANGE",
        "9.5, OUT_OF_RANGE",
        "5.5, OUT_OF_RANGE",
        "1e400, OUT_OF_RANGE",
        "true, WRONG_TYPE",
        "'\"5\"', WRONG_TYPE",
    })
    @DisplayName("any other number, and what is no number, is an error")
    void noIntegers(String json, String code) {
        assertEquals(OptionalLong.empty(), of(json).integer(1, 9));
        assertEquals(List.of("/f " + code), codes());
        assertEquals(
                "The field must be a whole number from 1 to 9.",
                errors.getFirst().detail());
    }

    @Test
    @DisplayName("null is absent: nothing is read and nothing is wrong, unless it is required")
    void absent() {
        Field field = of("null");
        assertFalse(field.present());
        assertEquals(OptionalLong.empty(), field.integer(1, 9));
        assertEquals(Optional.empty(), field.string());
        assertEquals(Optional.empty(), field.bool());
        assertEquals(Optional.empty(), field.object());
        assertEquals(Optional.empty(), field.strings());
        assertEquals(Optional.empty(), field.strings(1));
        assertEquals(List.of(), field.objects());
        assertEquals(Optional.empty(), field.member("m").string());
        assertEquals(Optional.empty(), field.word(Word.class));
        assertEquals(List.of(), errors);
        assertEquals(Optional.empty(), field.required().string());
        assertEquals(List.of("/f MISSING"), codes());
    }

    @Test
    @DisplayName("a value of its own type is read")
    void values() {
        assertEquals(Optional.of("a"), of("\"a\"").string());
        assertEquals(Optional.of("a"), of("\"a\"").nonEmptyString());
        assertEquals(Optional.empty(), of("\" \"").nonEmptyString());
        assertEquals(Optional.of(true), of("true").bool());
        assertEquals(Optional.of(false), of("false").bool());
        assertEquals(Optional.of(List.of("a", "b")), of("[\"a\",\"b\"]").strings());
        assertEquals(
                Optional.of("x"), of("{\"m\":\"x\"}").required().member("m").string());
        assertEquals(List.of(), errors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[]"})
    @DisplayName("a value of another type is one error, however often it is read")
    void wrongTypes(String json) {
        Field field = of(json);
        assertEquals(Optional.empty(), field.string());
        assertEquals(Optional.empty(), field.bool());
        assertEquals(Optional.empty(), field.object());
        assertEquals(Optional.empty(), field.member("m").string());
        assertEquals(List.of("/f WRONG_TYPE"), codes());
        assertEquals("The field must be a string.", errors.getFirst().detail());
    }

    @Test
    @DisplayName("each kind of value that is wrong says what it must be")
    void sentences() {
        of("7").bool();
        of("\"x\"").member("o").object();
        of("7", "/o").object();
        of("7", "/l").strings();
        of("7", "/m").objects();
        assertEquals(
                List.of(
                        "/f The field must be true or false.",
                        "/o The field must be an object.",
                        "/l The field must be an array of strings.",
                        "/m The field must be an array of objects."),
                errors.stream()
                        .map(each -> each.pointer() + " " + each.detail())
                        .toList());
    }

    @Test
    @DisplayName("elements of an array are wrong one by one")
    void elements() {
        assertEquals(Optional.of(List.of("a", "b")), of("[\"a\",1,\"b\",null]").strings());
        assertEquals(List.of("/f/1 WRONG_TYPE", "/f/3 WRONG_TYPE"), codes());
        errors.clear();
        assertEquals(3, of("[{},1,null]").objects().size());
        assertEquals(List.of("/f/1 WRONG_TYPE", "/f/2 MISSING"), codes());
        assertEquals(List.of(), of("{}").elements());
    }

    @Test
    @DisplayName("so many strings are read, and one more is an error")
    void most() {
        assertEquals(Optional.of(List.of("a", "b")), of("[\"a\",\"b\"]").strings(2));
        assertEquals(List.of(), errors);
        assertEquals(Optional.empty(), of("[\"a\",\"b\",\"c\"]").strings(2));
        assertEquals(List.of("/f TOO_MANY"), codes());
    }

    @Test
    @DisplayName("a word is read as written, or in any case; another is an error that lists them")
    void words() {
        assertEquals(Optional.of(Word.SECOND), of("\"SECOND\"").word(Word.class));
        assertEquals(Optional.of(Word.SECOND), of("\"second\"").wordInAnyCase(Word.class));
        assertEquals(List.of(), errors);
        assertEquals(Optional.empty(), of("\"second\"").word(Word.class));
        assertEquals(List.of("/f UNKNOWN_VALUE"), codes());
        assertEquals(
                "The field must be one of [FIRST, SECOND].", errors.getFirst().detail());
    }

    @Test
    @DisplayName("members with other names are errors, and no documented names")
    void otherMembers() {
        of("{\"a\":1,\"x\":2,\"b\":3,\"y/z\":4}").onlyMembers(Set.of("b", "a"));
        assertEquals(List.of("/f/x UNKNOWN_MEMBER", "/f/y~1z UNKNOWN_MEMBER"), codes());
        assertEquals(
                "The member is unknown. Known members: a, b.", errors.getFirst().detail());
        assertFalse(errors.getFirst().named());
    }

    @Test
    @DisplayName("a pointer is named unless a name in it is the caller's")
    void named() {
        Field field = of("{\"a\":{\"b\":1}}");
        field.member("a").member("b").string();
        field.entries().get("a").member("b").bool();
        assertTrue(errors.getFirst().named());
        errors.clear();
        field.entries().get("a").member("b").bool();
        assertEquals(List.of("/f/a/b WRONG_TYPE"), codes());
        assertFalse(errors.getFirst().named());
    }

    @Test
    @DisplayName("a hundred errors are recorded, and no more")
    void enoughErrors() {
        String numbers =
                IntStream.range(0, 101).mapToObj(Integer::toString).toList().toString();
        Field field = of(numbers);
        field.elements().stream().limit(99).forEach(Field::string);
        assertFalse(field.enoughErrors());
        assertEquals(99, errors.size());
        field.elements().get(99).string();
        assertTrue(field.enoughErrors());
        assertEquals(100, errors.size());
        field.elements().get(100).string();
        of("{\"x\":1}").onlyMembers(Set.of());
        assertEquals(100, errors.size());
        assertEquals("/f/99", errors.getLast().pointer());
    }
}
