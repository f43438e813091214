package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.claimsverdict.judge.RuleRequest.Subject;
import dev.claimsverdict.request.RuleChangeReader;
import dev.claimsverdict.terraform.ResourceType.Maps;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads policy rules from the attributes of a resource. */
final class RuleAttributes {

    /** The most rules of a resource. Okta allows 99 in a policy. */
    static final int MAX_RULES = 1000;

    private static final String PROVIDER = "identity_provider";
    private static final String PROVIDER_IDS = "identity_provider_ids";

    private final RuleChangeReader reader;
    private final IdpIds idpIds;

    RuleAttributes(RuleChangeReader reader, IdpIds idpIds) {
        this.reader = reader;
        this.idpIds = idpIds;
    }

    /** The rules of a resource: one, or one for each of its blocks. */
    List<PlannedRule> of(ResourceType type, String address, Attributes attributes) {
        if (type != ResourceType.APP_RULES) {
            return List.of(one(type, address, attributes));
        }
        JsonNode blocks = attributes.get(Maps.RULE_BLOCKS);
        if (blocks.isMissingNode() && attributes.isUnknown(Maps.RULE_BLOCKS)) {
            return List.of(unreadable(type, address, attributes, List.of(unknown(attributes, Maps.RULE_BLOCKS))));
        }
        if (!blocks.isMissingNode() && !blocks.isNull() && !blocks.isArray()) {
            return List.of(unreadable(
                    type, address, attributes, List.of(malformed(attributes, "/" + Maps.RULE_BLOCKS, "an array"))));
        }
        if (blocks.size() > MAX_RULES) {
            return List.of(unreadable(
                    type,
                    address,
                    attributes,
                    List.of(malformed(attributes, "/" + Maps.RULE_BLOCKS, "at most " + MAX_RULES + " rules"))));
        }
        List<PlannedRule> rules = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Attributes block = attributes.block(Maps.RULE_BLOCKS, i);
            rules.add(
                    block.values().isObject()
                            ? one(type, address, block)
                            : unreadable(type, address, block, List.of(malformed(block, "", "an object"))));
        }
        return rules;
    }

    private static Finding malformed(Attributes attributes, String within, String what) {
        return Finding.at(attributes.inPlan(within), FindingCode.RULE_MALFORMED, "The attribute must be " + what + ".");
    }

    private PlannedRule one(ResourceType type, String address, Attributes attributes) {
        List<Finding> unknown = new ArrayList<>();
        for (String attribute : type.requirementAttributes()) {
            if (attributes.isUnknown(attribute)) {
                unknown.add(unknown(attributes, attribute));
            }
        }
        if (!unknown.isEmpty()) {
            return unreadable(type, address, attributes, unknown);
        }
        Optional<List<String>> ids = Optional.empty();
        if (attributes.isUnknown("status")) {
            unknown.add(unknown(attributes, "status"));
        }
        if (type == ResourceType.SESSION_RULE && attributes.isUnknown(PROVIDER_IDS)) {
            ids = idpIds.of(address, attributes, PROVIDER_IDS);
            if (ids.isEmpty()) {
                unknown.add(unknown(attributes, PROVIDER_IDS));
            }
        }
        if (type == ResourceType.SESSION_RULE && attributes.isUnknown(PROVIDER)) {
            unknown.add(unknown(attributes, PROVIDER));
        }
        TerraformRule rule = TerraformRule.of(type, attributes, ids);
        if (attributes.isUnknown(PROVIDER_IDS) && ids.isEmpty()) {
            rule.object().remove("conditions");
        }
        Subject subject = reader.rule(rule.object(), attributes.pointer());
        PlannedRule read = new PlannedRule(type, address, attributes, rule.object(), subject, unknown);
        List<Finding> faults = new ArrayList<>(rule.faults());
        if (subject instanceof Subject.Unreadable(List<Finding> reasons)) {
            Set<Optional<String>> reported =
                    rule.faults().stream().map(Finding::pointer).collect(Collectors.toSet());
            reasons.stream()
                    .map(reason -> reason.movedTo(reason.pointer().map(read::inPlan)))
                    .filter(reason -> !reported.contains(reason.pointer()))
                    .forEach(faults::add);
        }
        return faults.isEmpty() ? read : unreadable(type, address, attributes, faults);
    }

    private static PlannedRule unreadable(
            ResourceType type, String address, Attributes attributes, List<Finding> reasons) {
        return new PlannedRule(
                type,
                address,
                attributes,
                JsonNodeFactory.instance.objectNode(),
                new Subject.Unreadable(reasons),
                List.of());
    }

    private static Finding unknown(Attributes attributes, String attribute) {
        return Finding.at(attributes.unknownPointer() + "/" + attribute, FindingCode.RULE_VALUE_UNKNOWN);
    }
}
