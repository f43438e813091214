package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * A resource's attributes on one side of a change, or in a state.
 *
 * @param values the attributes; values of a wrong type are possible
 * @param unknown which values are known only after the apply: true, or true somewhere in a structure like that of the
 *     values
 * @param sensitive which values are sensitive, in the same form
 * @param pointer where the attributes are in the plan
 * @param unknownPointer where the marks of unknown values are in the plan
 */
record Attributes(JsonNode values, JsonNode unknown, JsonNode sensitive, String pointer, String unknownPointer) {

    /** Attributes that are all known. */
    static Attributes known(JsonNode values, JsonNode sensitive, String pointer) {
        return new Attributes(values, MissingNode.getInstance(), sensitive, pointer, pointer);
    }

    /** The value; missing if there is none. */
    JsonNode get(String attribute) {
        return values.path(attribute);
    }

    /** The value, if it is a string that isn't empty; else an empty string. */
    String text(String attribute) {
        JsonNode value = values.path(attribute);
        return value.isTextual() && !isUnknown(attribute) ? value.textValue() : "";
    }

    /** Whether the value, or a part of it, is known only after the apply. */
    boolean isUnknown(String attribute) {
        return unknown.isBoolean() ? unknown.booleanValue() : hasTrue(unknown.path(attribute));
    }

    /** Whether a status attribute doesn't say INACTIVE. */
    boolean isActive() {
        return !text("status").equals("INACTIVE");
    }

    /** The attributes of a block, as {@code rule} has several. */
    Attributes block(String attribute, int index) {
        return new Attributes(
                values.path(attribute).path(index),
                unknown.isBoolean() ? unknown : part(unknown.path(attribute), index),
                sensitive.isBoolean() ? sensitive : part(sensitive.path(attribute), index),
                pointer + "/" + attribute + "/" + index,
                unknownPointer + "/" + attribute + "/" + index);
    }

    private static JsonNode part(JsonNode marks, int index) {
        return marks.isBoolean() ? marks : marks.path(index);
    }

    /**
     * A pointer in the plan.
     *
     * @param within a pointer into the attributes; it may go on into a string of JSON. Into a sensitive value it doesn't
     *     go, since a name in it would be shown.
     */
    String inPlan(String within) {
        JsonNode marks = sensitive;
        JsonNode value = values;
        StringBuilder place = new StringBuilder(pointer);
        String[] steps = within.split("/");
        for (int i = 1; i < steps.length; i++) {
            if (marks.isBoolean() && marks.booleanValue() && !value.isContainerNode()) {
                break;
            }
            place.append('/').append(steps[i]);
            value = step(value, steps[i]);
            marks = marks.isBoolean() ? marks : step(marks, steps[i]);
        }
        return place.toString();
    }

    /** One step of a pointer: a member's name, or an element's place. */
    static JsonNode step(JsonNode node, String step) {
        if (node.isArray()) {
            return step.matches("\\d{1,9}") ? node.path(Integer.parseInt(step)) : MissingNode.getInstance();
        }
        return node.path(step.replace("~1", "/").replace("~0", "~"));
    }

    private static boolean hasTrue(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        for (JsonNode child : node) {
            if (hasTrue(child)) {
                return true;
            }
        }
        return false;
    }
}
