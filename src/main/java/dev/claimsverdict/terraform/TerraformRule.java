package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.request.ConstraintMembers;
import dev.claimsverdict.terraform.ResourceType.Maps;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy rule's attributes as an object of the Management API. The provider takes {@code constraints} and {@code chains}
 * as strings of JSON. It used to drop unknown members of a constraint silently
 * (<a href="https://github.com/okta/terraform-provider-okta/issues/1242">issue 1242</a>).
 *
 * @param object the rule; faulty parts stay in it, so that it never seems to ask for less
 * @param faults findings about the strings; they point into the plan
 */
record TerraformRule(ObjectNode object, List<Finding> faults) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The most levels of a string's JSON. Valid ones have two or three. */
    private static final int MAX_DEPTH = 32;

    TerraformRule {
        faults = List.copyOf(faults);
    }

    /**
     * The rule that the provider would send to the Management API.
     *
     * @param idpIds the ids of the IdPs that the rule names, if it names any and the plan shows which
     */
    static TerraformRule of(ResourceType type, Attributes attributes, Optional<List<String>> idpIds) {
        ObjectNode object = NODES.objectNode();
        type.map().write(attributes, object);
        List<Finding> faults = new ArrayList<>();
        switch (type) {
            case APP_RULE, APP_RULES -> {
                strings(attributes, Maps.CONSTRAINTS, Maps.CONSTRAINTS_POINTER, object, faults);
                strings(attributes, Maps.CHAINS, Maps.CHAINS_POINTER, object, faults);
            }
            case SESSION_RULE -> condition(attributes, idpIds, object);
            case OIDC_IDP, SAML_IDP, SOCIAL_IDP, SAML_KEY, ROUTING_RULE -> {}
        }
        return new TerraformRule(object, faults);
    }

    /** Writes the condition on IdPs. Without a known provider there is no condition, and the rule holds for all IdPs. */
    private static void condition(Attributes attributes, Optional<List<String>> idpIds, ObjectNode object) {
        if (attributes.text("identity_provider").isEmpty()) {
            object.remove("conditions");
        }
        idpIds.ifPresent(ids -> {
            ArrayNode array = NODES.arrayNode();
            ids.forEach(array::add);
            AttributeMap.set(object, "/conditions/identityProvider/idpIds", array);
        });
    }

    private static void strings(
            Attributes attributes, String attribute, String pointer, ObjectNode object, List<Finding> faults) {
        JsonNode list = attributes.get(attribute);
        if (attributes.isUnknown(attribute) || !list.isArray()) {
            // The rule's reader reports a wrong type.
            return;
        }
        ArrayNode parsed = NODES.arrayNode();
        for (int i = 0; i < list.size() && faults.size() < Finding.MOST; i++) {
            String place = "/" + attribute + "/" + i;
            // Newer versions of okta_app_signon_policy_rules have chains as blocks.
            JsonNode element = list.get(i).isTextual()
                    ? json(attributes, place, list.get(i).textValue(), faults)
                    : list.get(i);
            parsed.add(
                    attribute.equals(Maps.CONSTRAINTS) && element.isObject()
                            ? constraint(attributes, place, element, faults)
                            : element);
        }
        AttributeMap.set(object, pointer, parsed);
    }

    private static JsonNode json(Attributes attributes, String place, String text, List<Finding> faults) {
        return switch (StrictTree.read(text, MAX_DEPTH)) {
            case Reading.Read<StrictTree>(StrictTree tree)
            when tree.root().isObject() && tree.duplicates().isEmpty() -> tree.root();
            case Reading.Read<StrictTree> _ -> {
                faults.add(Finding.at(
                        attributes.inPlan(place),
                        FindingCode.RULE_MALFORMED,
                        "The string must contain one JSON object without duplicate members."));
                yield NODES.textNode(text);
            }
            case Reading.Refused<StrictTree> _ -> {
                faults.add(Finding.at(
                        attributes.inPlan(place),
                        FindingCode.RULE_MALFORMED,
                        "The string is not JSON. The provider ignores what it can't read, so the rule would reach Okta"
                                + " without this part."));
                yield NODES.textNode(text);
            }
        };
    }

    /** The constraint with its members' names in Okta's spelling. Their case matters neither to the provider nor to Okta. */
    private static ObjectNode constraint(
            Attributes attributes, String place, JsonNode constraint, List<Finding> faults) {
        ObjectNode object = NODES.objectNode();
        constraint.properties().forEach(member -> {
            String within = StrictTree.pointer(place, member.getKey());
            ConstraintMembers.CONSTRAINT
                    .known(member.getKey())
                    .ifPresentOrElse(
                            name -> object.set(
                                    name,
                                    properties(
                                            attributes,
                                            within,
                                            name.equals("knowledge")
                                                    ? ConstraintMembers.KNOWLEDGE
                                                    : ConstraintMembers.POSSESSION,
                                            member.getValue(),
                                            faults)),
                            () -> {
                                object.set(member.getKey(), member.getValue());
                                unknown(attributes, within, ConstraintMembers.CONSTRAINT, member.getKey(), faults);
                            });
        });
        return object;
    }

    private static JsonNode properties(
            Attributes attributes, String place, ConstraintMembers members, JsonNode value, List<Finding> faults) {
        if (!value.isObject()) {
            return value;
        }
        ObjectNode object = NODES.objectNode();
        value.properties()
                .forEach(property -> members.known(property.getKey())
                        .ifPresentOrElse(name -> object.set(name, property.getValue()), () -> {
                            object.set(property.getKey(), property.getValue());
                            unknown(
                                    attributes,
                                    StrictTree.pointer(place, property.getKey()),
                                    members,
                                    property.getKey(),
                                    faults);
                        }));
        return object;
    }

    private static void unknown(
            Attributes attributes, String place, ConstraintMembers members, String name, List<Finding> faults) {
        if (faults.size() >= Finding.MOST) {
            return;
        }
        Finding finding = Finding.at(attributes.inPlan(place), FindingCode.CONSTRAINT_UNKNOWN);
        // The message doesn't repeat the name, because the value may be sensitive.
        faults.add(members.similar(name)
                .map(meant -> finding.withSentence("It looks like a misspelt " + meant + "."))
                .orElse(finding));
    }
}
