package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.judge.Neighbour;
import dev.claimsverdict.request.IdpRequestReader;
import dev.claimsverdict.terraform.ResourceType.Maps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The IdPs that Okta has after the apply, as far as a plan or a state shows them. */
final class PlannedIdps {

    private final List<PlannedIdp> all = new ArrayList<>();
    private final Map<Attributes, PlannedIdp> byAttributes = new IdentityHashMap<>();
    private final Map<Address, PlannedIdp> byAddress = new HashMap<>();
    private final Map<String, List<Address>> byConfigured = new HashMap<>();

    /**
     * An IdP after the apply.
     *
     * @param id its id, or a placeholder while the id isn't known
     * @param object the IdP as an object of the Management API
     */
    record PlannedIdp(StateResource resource, String id, boolean idKnown, ObjectNode object) {

        /** Whether it signs users in, as far as the plan shows it. */
        boolean isActive() {
            return resource.attributes().isActive();
        }

        /** Whether it is certainly active and trusted. Only then can it stand in for another trusted IdP. */
        boolean isTrusted() {
            Attributes attributes = resource.attributes();
            return !attributes.isUnknown(Maps.TRUST_CLAIMS)
                    && !attributes.isUnknown("status")
                    && attributes.get(Maps.TRUST_CLAIMS).booleanValue()
                    && attributes.isActive();
        }

        /** The IdP as the context of other changes. If its object can't be read, only what is certain is kept. */
        Neighbour neighbour() {
            return new Neighbour(
                    Names.shown(resource.address()),
                    IdpRequestReader.neighbour(object)
                            .or(() -> IdpRequestReader.neighbour(certain()))
                            .orElseThrow(() -> new IllegalStateException("the certain members can always be read")));
        }

        private ObjectNode certain() {
            ObjectNode certain = JsonNodeFactory.instance.objectNode();
            certain.put("id", id).put("type", object.path("type").asText("?"));
            certain.put("status", isActive() ? "ACTIVE" : "INACTIVE");
            certain.putObject("policy").put("trustClaims", isTrusted());
            return certain;
        }
    }

    /** Collects the IdPs among these resources. An IdP of a data source is left out if a resource manages it, too. */
    PlannedIdps(List<StateResource> remaining) {
        Set<String> managed = remaining.stream()
                .filter(each -> each.type().kind() == ResourceType.Kind.IDP && !each.data())
                .map(each -> each.attributes().text("id"))
                .collect(Collectors.toSet());
        for (StateResource resource : remaining) {
            boolean shownTwice =
                    resource.data() && managed.contains(resource.attributes().text("id"));
            if (resource.type().kind() == ResourceType.Kind.IDP && !shownTwice) {
                add(resource);
            }
        }
    }

    private void add(StateResource resource) {
        String known = resource.attributes().text("id");
        String id = known.isEmpty() ? "{known-after-apply-" + (all.size() + 1) + "}" : known;
        ObjectNode object = object(resource.type(), resource.attributes());
        if (!object.has("id") || resource.attributes().isUnknown("id")) {
            object.put("id", id);
        }
        PlannedIdp idp = new PlannedIdp(resource, id, !known.isEmpty(), object);
        all.add(idp);
        byAttributes.put(resource.attributes(), idp);
        Address address = Address.of(resource.address());
        byAddress.putIfAbsent(address, idp);
        byConfigured
                .computeIfAbsent(address.configured(), _ -> new ArrayList<>())
                .add(address);
    }

    /** The object that the provider would send to the Management API. */
    static ObjectNode object(ResourceType type, Attributes attributes) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        // The provider sets these itself. For OIDC, an attribute may set the protocol to OAUTH2.
        switch (type) {
            case OIDC_IDP -> object.put("type", "OIDC").putObject("protocol").put("type", "OIDC");
            case SAML_IDP -> object.put("type", "SAML2").putObject("protocol").put("type", "SAML2");
            case SOCIAL_IDP -> object.putObject("protocol");
            case SAML_KEY, APP_RULE, APP_RULES, SESSION_RULE, ROUTING_RULE ->
                throw new IllegalArgumentException(type + " isn't an IdP");
        }
        type.map().write(attributes, object);
        return object;
    }

    List<PlannedIdp> all() {
        return all;
    }

    /** The IdP with these attributes. */
    Optional<PlannedIdp> with(Attributes attributes) {
        return Optional.ofNullable(byAttributes.get(attributes));
    }

    /** The ids of the IdPs that an attribute refers to. */
    List<String> ids(References.Found found) {
        return found.among(byConfigured).stream()
                .map(byAddress::get)
                .map(PlannedIdp::id)
                .distinct()
                .toList();
    }
}
