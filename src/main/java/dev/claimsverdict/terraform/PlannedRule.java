package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.judge.RuleRequest.Subject;
import dev.claimsverdict.verdict.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A policy rule on one side of a change, or in a state.
 *
 * @param address the address of the resource that contains the rule
 * @param object the rule as an object of the Management API
 * @param subject the rule as it is judged; if it is readable, its pointers are {@link Attributes#pointer} and a pointer into
 *     the object
 * @param notes findings about values that the plan doesn't know yet; they point into the plan
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

    /** Whether both rules have this attribute with the same text, which isn't empty. */
    boolean hasSame(String attribute, PlannedRule other) {
        String text = attributes.text(attribute);
        return !text.isEmpty() && text.equals(other.attributes.text(attribute));
    }

    /** The pointer of the first changed attribute that decides what the rule asks for. */
    Optional<String> changedFrom(PlannedRule before) {
        return type.requirementAttributes().stream()
                .filter(attribute -> !attributes.get(attribute).equals(before.attributes.get(attribute)))
                .findFirst()
                .map(attribute -> attributes.inPlan("/" + attribute));
    }

    /** Converts a pointer of {@link #subject} to a pointer into the plan. */
    String inPlan(String pointer) {
        String within = pointer.substring(attributes.pointer().length());
        return attributes.inPlan(type.map().attributePointer(within));
    }
}
