package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * A resource's attributes on one side of a change, or in a state.
 *
 * @param values the attributes; values of a wrong type are possible
 * @param unknown marks the values that are known only after the apply: true for all, or a structure like that of the values
 *     with true at some places
 * @param sensitive marks the sensitive values in the same way
 * @param pointer where the attributes are in the plan
 * @param unknownPointer where {@code unknown} is in the plan
 */
record Attributes(JsonNode values, JsonNode unknown, JsonNode sensitive, String pointer, String unknownPointer) {

    /** Attributes whose values are all known. */
    static Attributes known(JsonNode values, JsonNode sensitive, String pointer) {
        return new Attributes(values, MissingNode.getInstance(), sensitive, pointer, pointer);
    }

    /** The value; missing if there is none. */
    JsonNode get(String attribute) {
        return values.path(attribute);
    }

    /** The value if it is a known string, or else an empty string. */
    String text(String attribute) {
        JsonNode value = values.path(attribute);
        return value.isTextual() && !isUnknown(attribute) ? value.textValue() : "";
    }

    /** Whether the value, or a part of it, is known only after the apply. */
    boolean isUnknown(String attribute) {
        return unknown.isBoolean() ? unknown.booleanValue() : hasTrue(unknown.path(attribute));
    }

    /** Whether {@code status} isn't INACTIVE. */
    boolean isActive() {
        return !text("status").equals("INACTIVE");
    }

    /** The attributes of a nested block, such as one of the blocks {@code rule}. */
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
     * Converts a pointer into the attributes to a pointer into the plan. It ends at a sensitive value, so that no name inside
     * the value is shown.
     *
     * @param within a pointer into the attributes; it may continue into a string of JSON
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

    /** Follows one step of a pointer: the name of a member or the index of an element. */
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
