package dev.claimsverdict.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.claimsverdict.json.FieldError.Code;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A field of a request and its place. Reading it as a wrong type records an error and continues, so that a caller
 * learns of all wrong fields at once. Absent and null are the same.
 */
public final class Field {

    /** More errors would not help the caller, and the answer must stay below Lambda's limit of 6 MB. */
    public static final int MAX_ERRORS = 100;

    private final JsonNode node;
    /** Computed only when needed, since nearly all fields are correct. */
    private final Supplier<String> pointer;

    /** Whether the pointer contains no name that the caller chose. */
    private final boolean named;

    private final List<FieldError> errors;

    private Field(JsonNode node, Supplier<String> pointer, boolean named, List<FieldError> errors) {
        this.node = node;
        this.pointer = pointer;
        this.named = named;
        this.errors = errors;
    }

    /** The field at this pointer. Its errors, and those of its members, go to the list. */
    public static Field of(JsonNode node, String pointer, List<FieldError> errors) {
        return new Field(node, () -> pointer, true, errors);
    }

    /** The JSON pointer of this field. */
    public String pointer() {
        return pointer.get();
    }

    /** The JSON value; a missing node if the field is absent. */
    public JsonNode node() {
        return node;
    }

    /** Whether the field is there and not null. */
    public boolean present() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** Whether the value is an object. Records no error. */
    public boolean isObject() {
        return node.isObject();
    }

    /**
     * A member with a known name. It is missing if this field is missing or, with an error, if this field isn't an
     * object.
     */
    public Field member(String name) {
        return member(name, named);
    }

    /**
     * The members of an object with unknown names. The names, and so the pointers to these members, are the caller's
     * words.
     */
    public SequencedMap<String, Field> entries() {
        SequencedMap<String, Field> entries = new LinkedHashMap<>();
        names().forEach(name -> entries.put(name, member(name, false)));
        return entries;
    }

    private Field member(String name, boolean nameKnown) {
        boolean readable = object().isPresent();
        return new Field(
                readable ? node.path(name) : MissingNode.getInstance(),
                () -> StrictTree.pointer(pointer(), name),
                nameKnown,
                errors);
    }

    /**
     * Records an error of the value itself.
     *
     * @param detail the rest of a sentence that begins with "The field"
     */
    public void error(String detail) {
        error(Code.INVALID_VALUE, detail);
    }

    /**
     * Records an error.
     *
     * @param detail the rest of a sentence that begins with "The field"
     */
    public void error(Code code, String detail) {
        if (!enoughErrors()) {
            note(new FieldError(pointer(), code, "The field " + detail + ".", named));
        }
    }

    /** Whether the list of errors is full. The request is refused anyway, and further errors are not reported. */
    public boolean enoughErrors() {
        return errors.size() >= MAX_ERRORS;
    }

    /** Keeps one error for each field: the first one is what the caller must fix first. */
    private void note(FieldError error) {
        boolean noted = errors.stream().anyMatch(each -> each.pointer().equals(error.pointer()));
        if (!noted) {
            errors.add(error);
        }
    }

    /** Records an error for each member whose name isn't among these. */
    public void onlyMembers(Set<String> known) {
        for (String name : names()) {
            if (enoughErrors()) {
                return;
            }
            if (!known.contains(name)) {
                note(new FieldError(
                        StrictTree.pointer(pointer(), name),
                        Code.UNKNOWN_MEMBER,
                        "The member is unknown. Known members: " + String.join(", ", new TreeSet<>(known)) + ".",
                        false));
            }
        }
    }

    /** The names of the members; empty if this isn't an object. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** This field. Records an error if it is absent. */
    public Field required() {
        if (!present()) {
            error(Code.MISSING, "is missing");
        }
        return this;
    }

    /** This field, if present. Records an error if it isn't an object. */
    public Optional<Field> object() {
        if (!present()) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            error(Code.WRONG_TYPE, "must be an object");
            return Optional.empty();
        }
        return Optional.of(this);
    }

    /** The string, if present. Records an error if the value has another type. */
    public Optional<String> string() {
        if (present() && !node.isTextual()) {
            error(Code.WRONG_TYPE, "must be a string");
        }
        return Optional.ofNullable(node.textValue());
    }

    /** The string, if present and not blank. Records an error if the value has another type. */
    public Optional<String> nonEmptyString() {
        return string().filter(text -> !text.isBlank());
    }

    /** The boolean, if present. Records an error if the value has another type. */
    public Optional<Boolean> bool() {
        if (present() && !node.isBoolean()) {
            error(Code.WRONG_TYPE, "must be true or false");
        }
        return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
    }

    /** The number, if present. Records an error if it isn't a whole number within these bounds, both included. */
    public OptionalLong integer(long min, long max) {
        if (!present()) {
            return OptionalLong.empty();
        }
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            boolean inBounds =
                    number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0;
            if (inBounds && number.remainder(BigDecimal.ONE).signum() == 0) {
                return OptionalLong.of(number.longValueExact());
            }
        }
        error(
                node.isNumber() ? Code.OUT_OF_RANGE : Code.WRONG_TYPE,
                "must be a whole number from " + min + " to " + max);
        return OptionalLong.empty();
    }

    /** An array of strings, if present. Records an error if the value, or an element, has another type. */
    public Optional<List<String>> strings() {
        if (!present()) {
            return Optional.empty();
        }
        List<String> strings = new ArrayList<>();
        if (!node.isArray()) {
            error(Code.WRONG_TYPE, "must be an array of strings");
            return Optional.empty();
        }
        for (Field element : elements()) {
            if (enoughErrors()) {
                break;
            }
            if (element.node.isTextual()) {
                strings.add(element.node.textValue());
            } else {
                element.error(Code.WRONG_TYPE, "must be a string");
            }
        }
        return Optional.of(strings);
    }

    /** An array of strings, if present. Records an error if it has more elements than {@code most}. */
    public Optional<List<String>> strings(int most) {
        if (node.isArray() && node.size() > most) {
            error(Code.TOO_MANY, "must have at most " + most + " strings");
            return Optional.empty();
        }
        return strings();
    }

    /** The elements of an array of objects, if present. */
    public List<Field> objects() {
        if (present() && !node.isArray()) {
            error(Code.WRONG_TYPE, "must be an array of objects");
        }
        List<Field> elements = elements();
        for (Field element : elements) {
            if (enoughErrors()) {
                break;
            }
            element.required().object();
        }
        return elements;
    }

    /** The elements of an array; empty if this isn't one. */
    public List<Field> elements() {
        return node.isArray() ? new Elements(this) : List.of();
    }

    /** Creates each field when it is asked for: an array may have millions of elements. */
    private static final class Elements extends AbstractList<Field> implements RandomAccess {

        private final Field array;

        Elements(Field array) {
            this.array = array;
        }

        @Override
        public Field get(int index) {
            return new Field(array.node.get(index), () -> array.pointer() + "/" + index, array.named, array.errors);
        }

        @Override
        public int size() {
            return array.node.size();
        }
    }

    /** The constant with this name, if present. Records an error for any other word. */
    public <E extends Enum<E>> Optional<E> word(Class<E> type) {
        return word(type, string());
    }

    /** Like {@link #word}, but in any case: for words whose case Okta ignores, too. */
    public <E extends Enum<E>> Optional<E> wordInAnyCase(Class<E> type) {
        return word(type, string().map(text -> text.toUpperCase(Locale.ROOT)));
    }

    private <E extends Enum<E>> Optional<E> word(Class<E> type, Optional<String> word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(word.get())) {
                return Optional.of(constant);
            }
        }
        error(Code.UNKNOWN_VALUE, "must be one of " + List.of(type.getEnumConstants()));
        return Optional.empty();
    }
}
