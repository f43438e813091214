package dev.claimsverdict.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Removes secrets from Okta's objects before anything is written. A secret is recognised by its member's name, since
 * Okta adds members: {@code client_secret}, {@code sharedSecret}, {@code secretKey} and the like, wherever they stand.
 */
final class Secrets {

    /** The ends of names, in lower case and without _ and -, whose values are secret whatever they are. */
    private static final List<String> SECRET = List.of(
            "secret",
            "secrets",
            "secretkey",
            "privatekey",
            "apikey",
            "apitoken",
            "accesstoken",
            "refreshtoken",
            "sessiontoken",
            "passphrase");

    /** Names of secrets if the value is a string; {@code endpoints.token} is an object. */
    private static final Set<String> SECRET_STRING = Set.of("token", "idtoken", "password", "authorization", "cookie");

    /** The private members of a JWK (RFC 7518 section 6), which is recognised by its {@code kty}. */
    private static final Set<String> PRIVATE_KEY = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final Authorization authorization;

    Secrets(Authorization authorization) {
        this.authorization = authorization;
    }

    /** Removes them from the object itself, at any depth, and tells how many they were. */
    int removeFrom(ObjectNode object) {
        int removed = 0;
        boolean isKey = object.path("kty").isTextual();
        for (Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            boolean secret = isSecret(member.getKey(), member.getValue())
                    || isKey && PRIVATE_KEY.contains(member.getKey())
                    || authorization.isIn(member.getKey());
            if (secret) {
                members.remove();
                removed++;
            } else {
                removed += removeWithin(member.getValue());
            }
        }
        return removed;
    }

    private int removeWithin(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> removeFrom(object);
            case ArrayNode array -> {
                int removed = 0;
                for (int i = array.size() - 1; i >= 0; i--) {
                    if (showsCredentials(array.get(i))) {
                        array.remove(i);
                        removed++;
                    } else {
                        removed += removeWithin(array.get(i));
                    }
                }
                yield removed;
            }
            default -> 0;
        };
    }

    private boolean isSecret(String name, JsonNode value) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return !value.isNull() && SECRET.stream().anyMatch(plain::endsWith)
                || value.isTextual() && SECRET_STRING.contains(plain)
                || showsCredentials(value);
    }

    private boolean showsCredentials(JsonNode value) {
        return value.isTextual() && authorization.isIn(value.textValue());
    }
}
