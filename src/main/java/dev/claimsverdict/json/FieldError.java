package dev.claimsverdict.json;

/**
 * What is wrong with one field of a request.
 *
 * @param pointer JSON pointer of the field; empty for the whole request
 * @param detail a sentence without the field's value in it
 * @param named whether the pointer consists of documented names only, so that it may go into logs
 */
public record FieldError(String pointer, String detail, boolean named) {

    public FieldError(String pointer, String detail) {
        this(pointer, detail, true);
    }
}
