package dev.claimsverdict.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.StrictTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds which members of an Okta object differ after a change. Returns their JSON pointers, never their values. */
final class Members {

    /** The most pointers. More would not help the reader. */
    private static final int MAX_POINTERS = 20;

    /** Members that change without a change of the object's settings. */
    private static final Set<String> VOLATILE = Set.of("created", "lastUpdated", "_links", "_embedded");

    private final List<String> changed = new ArrayList<>();

    private Members() {}

    /** The innermost members that differ; at most {@value #MAX_POINTERS}. */
    static List<String> changed(ObjectNode before, ObjectNode after) {
        Members members = new Members();
        for (String name : names(before, after)) {
            if (!VOLATILE.contains(name)) {
                members.compare(before.path(name), after.path(name), StrictTree.pointer("", name));
            }
        }
        return members.changed;
    }

    /** The members that differ in the object with this id; none if one of the maps doesn't have it. */
    static List<String> changed(Map<String, ObjectNode> before, Map<String, ObjectNode> after, String id) {
        return Optional.ofNullable(before.get(id))
                .flatMap(one -> Optional.ofNullable(after.get(id)).map(other -> changed(one, other)))
                .orElse(List.of());
    }

    private void compare(JsonNode before, JsonNode after, String pointer) {
        if (changed.size() >= MAX_POINTERS || same(before, after)) {
            return;
        }
        if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
            for (String name : names(one, other)) {
                compare(one.path(name), other.path(name), StrictTree.pointer(pointer, name));
            }
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(before.get(i), after.get(i), pointer + "/" + i);
            }
        } else {
            changed.add(pointer);
        }
    }

    /** Absent and null are the same to Okta. */
    private static boolean same(JsonNode before, JsonNode after) {
        boolean neither = (before.isMissingNode() || before.isNull()) && (after.isMissingNode() || after.isNull());
        return neither || before.equals(after);
    }

    private static Set<String> names(ObjectNode before, ObjectNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
