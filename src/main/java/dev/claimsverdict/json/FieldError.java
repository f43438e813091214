package dev.claimsverdict.json;

/**
 * What is wrong with one field of a request.
 *
 * @param pointer JSON pointer of the field; empty for the whole request. A query parameter's name stands for itself
 * @param code what kind of error it is, for programs
 * @param detail a sentence without the field's value in it
 * @param named whether the pointer consists of documented names only, so that it may go into logs
 */
public record FieldError(String pointer, Code code, String detail, boolean named) {

    /** The kinds of error (docs/reference.md, Problems). A code keeps its meaning, while sentences may change. */
    public enum Code {
        /** A field that is needed is absent or null. */
        MISSING,
        /** The object has no such member. */
        UNKNOWN_MEMBER,
        /** The route has no such query parameter. */
        UNKNOWN_PARAMETER,
        /** An object has the member twice. */
        DUPLICATE_MEMBER,
        /** The value has another JSON type. */
        WRONG_TYPE,
        /** The value isn't one of the words that are possible here. */
        UNKNOWN_VALUE,
        /** The number is too small or too large, or isn't whole. */
        OUT_OF_RANGE,
        /** The array has too many elements. */
        TOO_MANY,
        /** Two fields exclude each other. */
        CONFLICT,
        /** This deployment doesn't allow the field. */
        NOT_ALLOWED,
        /** The value has the right type but can't be used; the sentence says why. */
        INVALID_VALUE
    }

    /** An error of a field whose pointer consists of documented names only. */
    public FieldError(String pointer, Code code, String detail) {
        this(pointer, code, detail, true);
    }

    /** An object has this member twice. */
    static FieldError duplicate(String pointer, boolean named) {
        return new FieldError(pointer, Code.DUPLICATE_MEMBER, "The object has this member twice.", named);
    }

    /** As above, where all names are documented ones. */
    public static FieldError duplicate(String pointer) {
        return duplicate(pointer, true);
    }
}
