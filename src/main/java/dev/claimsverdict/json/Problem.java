package dev.claimsverdict.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a request can't be judged, in the form of RFC 9457 (docs/reference.md, Problems).
 *
 * @param status the HTTP status
 * @param detail a sentence without text of the request
 * @param errors the wrong fields, if the problem is about fields
 */
public record Problem(int status, String detail, List<FieldError> errors) {

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem with the whole request. */
    public static Problem of(int status, String detail) {
        return new Problem(status, detail, List.of());
    }

    /** JSON that doesn't match the request's schema. */
    public static Problem fields(List<FieldError> errors) {
        return new Problem(
                422, "The JSON doesn't match this route's request. The array errors lists each wrong field.", errors);
    }

    /**
     * JSON in which one field has a value that can't be used.
     *
     * @param detail a sentence without the field's value in it
     */
    public static Problem field(String pointer, String detail) {
        return field(pointer, FieldError.Code.INVALID_VALUE, detail);
    }

    /**
     * JSON in which one field doesn't match the request's schema.
     *
     * @param detail a sentence without the field's value in it
     */
    public static Problem field(String pointer, FieldError.Code code, String detail) {
        return fields(List.of(new FieldError(pointer, code, detail)));
    }

    /** A query whose parameters don't match the route's. */
    public static Problem parameters(List<FieldError> errors) {
        return new Problem(422, "A query parameter is wrong. The array errors says which.", errors);
    }

    /** JSON with a duplicate member in a place where only one can be meant. */
    public static Problem duplicate(String pointer) {
        return new Problem(
                400, "An object of the JSON has the same member twice.", List.of(FieldError.duplicate(pointer, false)));
    }

    /** The same problem about something other than an HTTP body, such as "The file". */
    public Problem about(String subject) {
        return new Problem(status, detail.replace("The body", subject), errors);
    }

    /** The problem as text for a log or an exception, without text of the request. */
    public String sentence() {
        if (errors.isEmpty()) {
            return detail;
        }
        return errors.stream()
                .map(error -> (error.named() ? error.pointer() + ": " : "") + error.detail())
                .collect(Collectors.joining(" "));
    }

    /**
     * The body of the answer.
     *
     * @param instance the request's path
     */
    public ObjectNode body(String instance) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "about:blank");
        body.put("title", title());
        body.put("status", status);
        body.put("detail", detail);
        body.put("instance", instance);
        if (!errors.isEmpty()) {
            ArrayNode array = body.putArray("errors");
            for (FieldError error : errors) {
                array.addObject()
                        .put("pointer", error.pointer())
                        .put("code", error.code().name())
                        .put("detail", error.detail());
            }
        }
        return body;
    }

    /** With type about:blank, the title is the status's standard phrase (RFC 9457 section 4.2.1). */
    private String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 500 -> "Internal Server Error";
            default -> "Unprocessable Content";
        };
    }
}
