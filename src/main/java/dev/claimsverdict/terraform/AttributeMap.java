package dev.claimsverdict.terraform;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * How the attributes of a resource map to the members of the Management API's object. The first row that maps to a
 * member is the one that findings about it name.
 */
record AttributeMap(List<Row> rows) {

    AttributeMap {
        rows = List.copyOf(rows);
    }

    /**
     * An attribute that is read.
     *
     * @param pointer where its value stands in the object
     * @param unknown the value to judge by while the real one is known only after the apply
     * @param absent the provider's default
     */
    record Row(String attribute, String pointer, Optional<JsonNode> unknown, Optional<JsonNode> absent) {

        /** Whether that place in the object is the attribute's or a part of it. */
        boolean holds(String place) {
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

    /** Writes the attributes into the object. Values of a wrong type stay, for the object's reader to report. */
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
     * Converts a pointer into the object to one into the resource: to the attribute or a part of it, otherwise to the
     * whole resource.
     */
    String attributePointer(String pointer) {
        for (Row row : rows) {
            if (row.holds(pointer)) {
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
