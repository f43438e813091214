package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.judge.RuleRequest.Subject;
import dev.claimsverdict.verdict.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A policy rule on one side of a change, or in a state.
 *
 * @param address the resource that has it
 * @param object it as the Management API's object
 * @param subject it as it is judged; the pointers of a readable one continue {@link Attributes#pointer} into the object
 * @param notes what the plan doesn't know of it; their pointers are in the plan
 */
record PlannedRule(
        ResourceType type,
        String address,
        Attributes attributes,
        ObjectNode object,
        Subject subject,
        List<Finding> notes) {

    PlannedRule {
        notes = List.copyOf(notes);
    }

    /** Whether both have this attribute, with the same text. */
    boolean hasSame(String attribute, PlannedRule other) {
        String text = attributes.text(attribute);
        return !text.isEmpty() && text.equals(other.attributes.text(attribute));
    }

    /** Where the first attribute is that makes it ask something else than before. */
    Optional<String> changedFrom(PlannedRule before) {
        return type.asks().stream()
                .filter(attribute -> !attributes.get(attribute).equals(before.attributes.get(attribute)))
                .findFirst()
                .map(attribute -> attributes.inPlan("/" + attribute));
    }

    /** Converts a pointer into the object, behind that of the attributes, to one in the plan. */
    String inPlan(String pointer) {
        String within = pointer.substring(attributes.pointer().length());
        return attributes.inPlan(type.map().attributePointer(within));
    }
}
