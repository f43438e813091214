package dev.claimsverdict.terraform;

import dev.claimsverdict.judge.RuleRequest.Subject;
import dev.claimsverdict.request.IdpRequestReader;
import dev.claimsverdict.verdict.Finding;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes findings about the requests that a plan was turned into point into the plan. */
final class PlanPointers {

    private final PlannedOrg org;
    private final Map<String, PlannedRule> rules;

    /**
     * Creates the conversion for a plan.
     *
     * @param rules all rules of the plan, by the pointers of their attributes
     */
    PlanPointers(PlannedOrg org, Map<String, PlannedRule> rules) {
        this.org = org;
        this.rules = rules;
    }

    /**
     * The finding about a change of an IdP, with a pointer into the plan.
     *
     * @param otherwise the pointer to use if the plan doesn't have the finding's place
     */
    Finding ofIdp(
            Finding finding,
            ResourceType type,
            Optional<Attributes> before,
            Optional<Attributes> after,
            String otherwise) {
        if (finding.pointer().filter(IdpRequestReader::isBesideRequest).isPresent()) {
            return finding;
        }
        Optional<PlannedRule> rule = finding.pointer().flatMap(this::ruleAt);
        if (rule.isPresent()) {
            Finding named = finding.pointer()
                    .flatMap(this::named)
                    .map(sentence -> finding.withSentence(sentence))
                    .orElse(finding);
            return named.movedTo(ofRule(finding, otherwise));
        }
        return finding.movedTo(finding.pointer().map(pointer -> {
            String step = Stream.of("/before", "/after")
                    .filter(each -> pointer.equals(each) || pointer.startsWith(each + "/"))
                    .findFirst()
                    .orElse("");
            Optional<Attributes> side = step.equals("/before") ? before : after;
            return side.isPresent() && !step.isEmpty()
                    ? side.get().inPlan(type.map().attributePointer(pointer.substring(step.length())))
                    : otherwise;
        }));
    }

    /** A sentence that names the rule at a pointer and tells how many others ask for the same. */
    Optional<String> named(String pointer) {
        Optional<PlannedRule> rule = ruleAt(pointer);
        int others = rule.map(each -> org.othersAskingTheSame(each.attributes().pointer()))
                .orElse(0);
        String alike =
                others == 1 ? "; another rule asks for the same." : "; " + others + " other rules ask for the same.";
        return rule.map(each -> "The rule is " + Names.shown(each.address()) + (others == 0 ? "." : alike));
    }

    /** The pointer into the plan for a finding about a rule. */
    Optional<String> ofRule(Finding finding, String otherwise) {
        return finding.pointer()
                .map(pointer -> ruleAt(pointer)
                        .map(rule -> rule.subject() instanceof Subject.Readable ? rule.inPlan(pointer) : pointer)
                        .orElse(pointer.startsWith(otherwise) ? pointer : otherwise));
    }

    /** The rule whose attributes, or a part of them, are at a pointer. */
    private Optional<PlannedRule> ruleAt(String pointer) {
        String place = pointer;
        while (!place.isEmpty()) {
            PlannedRule rule = rules.get(place);
            if (rule != null) {
                return Optional.of(rule);
            }
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return Optional.empty();
    }
}
