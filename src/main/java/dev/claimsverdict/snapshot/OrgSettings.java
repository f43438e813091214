package dev.claimsverdict.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.idp.Org.Engine;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Derives the {@code org} of a request from what an org shows. Settings that the org doesn't show are left out.
 */
final class OrgSettings {

    private static final Set<String> FOR_MFA = Set.of("any", "sso");

    private final ObjectNode org = JsonNodeFactory.instance.objectNode();

    private Optional<ObjectNode> claimsSourcing = Optional.empty();

    /** The engine that the {@code pipeline} in {@code /.well-known/okta-organization} means; absent if it is unknown. */
    static Optional<Engine> engine(String pipeline) {
        return switch (pipeline) {
            case "idx" -> Optional.of(Engine.IDENTITY_ENGINE);
            case "v1" -> Optional.of(Engine.CLASSIC);
            default -> Optional.empty();
        };
    }

    void engine(Optional<Engine> engine) {
        engine.ifPresent(each -> org.put("engine", each.name()));
    }

    /** The security question is used for MFA if its authenticator is active and allowed for more than recovery (R4.4). */
    void authenticators(List<ObjectNode> authenticators) {
        org.put(
                "securityQuestionForMfa",
                authenticators.stream()
                        .filter(each -> each.path("key").asText().equals("security_question"))
                        .filter(OrgSettings::isActive)
                        .map(each -> each.path("settings").path("allowedFor").asText())
                        .anyMatch(FOR_MFA::contains));
    }

    /**
     * The rules of the active identity claims sourcing policies (R4.14). A request's {@code org} has one value for all
     * IdPs, so it is true only if users are sent back to each active one.
     */
    void claimsSourcing(List<ObjectNode> rules, List<ObjectNode> idps) {
        Set<String> fixed = new TreeSet<>();
        boolean forAll = false;
        for (ObjectNode rule : rules) {
            JsonNode refresh = rule.path("actions").path("claimSourcing").path("refresh");
            if (!isActive(rule) || !refresh.path("redirectType").asText().equals("FIXED")) {
                continue;
            }
            JsonNode include = refresh.path("filter").path("include");
            forAll |= !include.isArray();
            include.forEach(idp -> fixed.add(idp.path("id").asText()));
        }
        Set<String> active = new HashSet<>();
        idps.stream()
                .filter(OrgSettings::isActive)
                .forEach(idp -> active.add(idp.path("id").asText()));
        org.put("claimsSourcingFixed", forAll || !active.isEmpty() && fixed.containsAll(active));
        ObjectNode note = JsonNodeFactory.instance.objectNode().put("fixedForAll", forAll);
        if (!forAll) {
            ArrayNode ids = note.putArray("fixedFor");
            fixed.forEach(ids::add);
        }
        claimsSourcing = Optional.of(note);
    }

    private static boolean isActive(JsonNode object) {
        return !object.path("status").asText().equals("INACTIVE");
    }

    /** The settings as a request's {@code org}. */
    ObjectNode org() {
        return org;
    }

    /** Which IdPs users are sent back to for reauthentication, for the snapshot's note; absent if that isn't known. */
    Optional<ObjectNode> claimsSourcing() {
        return claimsSourcing;
    }
}
