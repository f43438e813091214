package dev.claimsverdict.terraform;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * How the attributes of a resource map to the members of an object of the Management API. If several rows map to the same
 * member, findings about it point to the attribute of the first row.
 */
record AttributeMap(List<Row> rows) {

    AttributeMap {
        rows = List.copyOf(rows);
    }

    /**
     * An attribute that is read.
     *
     * @param pointer JSON pointer of its value in the object
     * @param unknown the value to judge with while the real one isn't known
     * @param absent the provider's default value
     */
    record Row(String attribute, String pointer, Optional<JsonNode> unknown, Optional<JsonNode> absent) {

        /** Whether a pointer into the object is that of the attribute's value or of a part of it. */
        boolean contains(String place) {
            return place.startsWith(pointer)
                    && (place.length() == pointer.length() || place.charAt(pointer.length()) == '/');
        }
    }

    static Row row(String attribute, String pointer) {
        return new Row(attribute, pointer, Optional.empty(), Optional.empty());
    }

    static Row whileUnknown(String attribute, String pointer, JsonNode unknown) {
        return new Row(attribute, pointer, Optional.of(unknown), Optional.empty());
    }

    static Row withDefault(String attribute, String pointer, String absent) {
        return new Row(attribute, pointer, Optional.empty(), Optional.of(JsonNodeFactory.instance.textNode(absent)));
    }

    /** The names of the attributes that are read. */
    List<String> attributes() {
        return rows.stream().map(Row::attribute).distinct().toList();
    }

    /** Writes the attributes into the object. Values of a wrong type stay, so that the reader of the object reports them. */
    void write(Attributes attributes, ObjectNode object) {
        for (Row row : rows) {
            JsonNode value = attributes.get(row.attribute);
            if (attributes.isUnknown(row.attribute)) {
                row.unknown.ifPresent(standIn -> set(object, row.pointer, standIn));
            } else if (!value.isMissingNode() && !value.isNull()) {
                set(object, row.pointer, value);
            } else {
                row.absent.ifPresent(standIn -> set(object, row.pointer, standIn));
            }
        }
    }

    /**
     * Converts a pointer into the object to a pointer into the attributes. If no attribute maps to that place, the result is
     * the empty pointer.
     */
    String attributePointer(String pointer) {
        for (Row row : rows) {
            if (row.contains(pointer)) {
                return "/" + row.attribute + pointer.substring(row.pointer.length());
            }
        }
        return "";
    }

    static void set(ObjectNode object, String pointer, JsonNode value) {
        JsonPointer path = JsonPointer.compile(pointer);
        object.withObject(path.head()).set(path.last().getMatchingProperty(), value);
    }
}
