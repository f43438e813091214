package dev.claimsverdict.terraform;

import dev.claimsverdict.judge.Neighbour;
import dev.claimsverdict.terraform.ResourceChange.Effect;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Which SAML IdPs use which signing keys. When a key's certificate changes, the provider creates a new key, gives it to all
 * IdPs that use the old one, and deletes the old one ({@code resource_okta_idp_saml_key.go}). Okta refuses to delete a key
 * that an active or inactive IdP uses (<a
 * href="https://developer.okta.com/docs/api/openapi/okta-management/management/tag/IdentityProviderKeys/">source</a>).
 */
final class SamlKeys {

    /** The IdPs that use a key before the apply, by the key's id. */
    private final Map<String, SequencedSet<String>> before = new HashMap<>();

    /** The IdPs that use a key after the apply, by the key's id. */
    private final Map<String, SequencedSet<String>> after = new HashMap<>();

    SamlKeys(List<StateResource> remaining, List<ResourceChange> changes, List<StateResource> prior) {
        remaining.forEach(each -> add(after, each.type(), each.address(), each.attributes()));
        prior.forEach(each -> add(before, each.type(), each.address(), each.attributes()));
        changes.forEach(change ->
                change.before().ifPresent(attributes -> add(before, change.type(), change.address(), attributes)));
    }

    private static void add(
            Map<String, SequencedSet<String>> users, ResourceType type, String address, Attributes attributes) {
        String kid = attributes.text("kid");
        if (type == ResourceType.SAML_IDP && !kid.isEmpty()) {
            users.computeIfAbsent(kid, _ -> new LinkedHashSet<>()).add(Names.shown(address));
        }
    }

    /** The key's id before the change: its {@code kid}. */
    String id(ResourceChange key) {
        return key.before()
                .map(attributes -> attributes.text("id").isEmpty() ? attributes.text("kid") : attributes.text("id"))
                .orElse("");
    }

    /** The finding about the change of a key; absent for a new key. */
    Optional<Finding> finding(ResourceChange key) {
        if (!key.effect().hasBefore() || key.before().isEmpty()) {
            return Optional.empty();
        }
        String id = id(key);
        boolean stays = key.effect() == Effect.CHANGED;
        String pointer = key.effect().hasAfter() && key.after().isPresent()
                ? key.after().get().pointer() + "/x5c"
                : key.before().get().pointer();
        if (stays && !changes(key)) {
            return Optional.of(Finding.at(
                    key.after().map(Attributes::pointer).orElse(key.pointer()),
                    FindingCode.NO_RELEVANT_CHANGE,
                    "The change doesn't affect the certificate."));
        }
        List<String> users = new ArrayList<>((stays ? before : after).getOrDefault(id, new LinkedHashSet<>()));
        return Optional.of(new Finding(
                FindingCode.SAML_KEY_CHANGES,
                users.isEmpty() ? Level.INFO : FindingCode.SAML_KEY_CHANGES.level(),
                message(stays, users),
                Optional.of(pointer)));
    }

    private static boolean changes(ResourceChange key) {
        return key.after()
                .filter(attributes -> !attributes.isUnknown("x5c")
                        && attributes.get("x5c").equals(key.before().get().get("x5c")))
                .isEmpty();
    }

    private static String message(boolean stays, List<String> users) {
        String whose = Neighbour.names(users);
        if (stays) {
            return "The certificate of a SAML signing key changes. Okta then refuses responses that are signed with the old key, so"
                    + " users can't sign in until the IdP signs with the new one. "
                    + (users.isEmpty() ? "The plan shows no IdP that uses it. " : "It is the key of " + whose + ". ")
                    + FindingCode.SAML_KEY_CHANGES.remedy();
        }
        return "A SAML signing key is deleted. Okta refuses that while an IdP uses the key. "
                + (users.isEmpty()
                        ? "The plan shows no IdP that does."
                        : "It is the key of " + whose + ": first give them another key.");
    }
}
