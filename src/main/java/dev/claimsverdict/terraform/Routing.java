package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A routing rule: which IdPs it sends people to.
 *
 * @param active whether it is in force
 * @param targets the IdPs; empty for a rule that chooses the IdP by an expression or sends people to Okta itself
 * @param faults findings about wrong attributes
 * @param notes findings about values that the plan doesn't know yet
 */
record Routing(
        String address,
        Attributes attributes,
        boolean active,
        List<Target> targets,
        List<Finding> faults,
        List<Finding> notes) {

    private static final String PROVIDERS = "idp_providers";
    private static final String ID = "idp_id";

    Routing {
        targets = List.copyOf(targets);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /**
     * An IdP that people are sent to.
     *
     * @param pointer where the plan names it
     */
    record Target(String id, String pointer) {}

    /** Reads the attributes of a routing rule. */
    static Routing of(String address, Attributes attributes, IdpIds idpIds) {
        List<Target> targets = new ArrayList<>();
        List<Finding> faults = new ArrayList<>();
        List<Finding> notes = new ArrayList<>();
        Reader reader = new Reader(address, attributes, idpIds, targets, faults, notes);
        JsonNode status = attributes.get("status");
        if (!status.isMissingNode() && !status.isNull() && !status.asText().matches("ACTIVE|INACTIVE")) {
            reader.malformed("/status", "must be ACTIVE or INACTIVE");
        }
        if (attributes.isUnknown("status")) {
            notes.add(Finding.at(attributes.unknownPointer() + "/status", FindingCode.RULE_VALUE_UNKNOWN));
        }
        reader.target(attributes.get(ID), attributes.isUnknown(ID), ID);
        JsonNode providers = attributes.get(PROVIDERS);
        if (!providers.isMissingNode() && !providers.isNull() && !providers.isArray()) {
            reader.malformed("/" + PROVIDERS, "must be an array of objects");
        } else if (providers.isEmpty() && attributes.isUnknown(PROVIDERS)) {
            // The list is computed and wholly unknown. If it refers to no IdP, the provider fills in Okta itself.
            idpIds.of(address, attributes, PROVIDERS, "0", "id")
                    .ifPresent(ids -> ids.forEach(
                            id -> targets.add(new Target(id, attributes.unknownPointer() + "/" + PROVIDERS))));
        }
        for (int i = 0; i < providers.size() && faults.size() < Finding.MOST; i++) {
            Attributes provider = attributes.block(PROVIDERS, i);
            if (provider.values().isObject()) {
                reader.target(provider.get("id"), provider.isUnknown("id"), PROVIDERS, Integer.toString(i), "id");
            } else if (providers.isArray()) {
                reader.malformed("/" + PROVIDERS + "/" + i, "must be an object");
            }
        }
        return new Routing(address, attributes, attributes.isActive(), targets, faults, notes);
    }

    private record Reader(
            String address,
            Attributes attributes,
            IdpIds idpIds,
            List<Target> targets,
            List<Finding> faults,
            List<Finding> notes) {

        void target(JsonNode id, boolean unknown, String... steps) {
            String within = "/" + String.join("/", steps);
            if (unknown) {
                Optional<List<String>> ids = idpIds.of(address, attributes, steps);
                ids.ifPresent(all ->
                        all.forEach(each -> targets.add(new Target(each, attributes.unknownPointer() + within))));
                if (ids.isEmpty()) {
                    notes.add(Finding.at(attributes.unknownPointer() + within, FindingCode.RULE_VALUE_UNKNOWN));
                }
            } else if (id.isTextual()) {
                if (!id.textValue().isEmpty()) {
                    targets.add(new Target(id.textValue(), attributes.inPlan(within)));
                }
            } else if (!id.isMissingNode() && !id.isNull()) {
                malformed(within, "must be a string");
            }
        }

        void malformed(String within, String what) {
            faults.add(
                    Finding.at(attributes.inPlan(within), FindingCode.RULE_MALFORMED, "The attribute " + what + "."));
        }
    }

    /** Whether both have the same status and send people to the same IdPs. */
    boolean sendsLike(Routing other) {
        return active == other.active
                && targets.stream()
                        .map(Target::id)
                        .toList()
                        .equals(other.targets.stream().map(Target::id).toList());
    }

    /** The routing rule as an object of the Management API. */
    ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", "IDP_DISCOVERY");
        for (AttributeMap.Row row : ResourceType.ROUTING_RULE.map().rows()) {
            if (!row.pointer().startsWith("/actions")
                    && attributes.get(row.attribute()).isValueNode()) {
                object.set(row.pointer().substring(1), attributes.get(row.attribute()));
            }
        }
        ArrayNode providers = object.putObject("actions").putObject("idp").putArray("providers");
        JsonNode blocks = attributes.get(PROVIDERS);
        blocks.forEach(block -> providers
                .addObject()
                .put("type", block.path("type").asText("OKTA"))
                .put("id", block.path("id").textValue()));
        if (!attributes.text(ID).isEmpty()) {
            providers
                    .addObject()
                    .put("type", attributes.get("idp_type").asText("OKTA"))
                    .put("id", attributes.text(ID));
        }
        return object;
    }
}
