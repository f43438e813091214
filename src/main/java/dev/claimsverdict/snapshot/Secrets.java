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
 * Removes secrets from Okta's objects before anything is written. Secrets are recognized by the names of their members,
 * such as {@code client_secret}, {@code sharedSecret} or {@code secretKey}, at any depth, because Okta adds members. Texts
 * that contain the credentials of the run are removed, too.
 */
final class Secrets {

    /** If a name ends like this, its value is secret, whatever its type. In lower case, without _ and -. */
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

    /** A string with this name is secret. Other values aren't: {@code endpoints.token} is an object. */
    private static final Set<String> SECRET_STRING = Set.of("token", "idtoken", "password", "authorization", "cookie");

    /** The private members of a JWK (RFC 7518 section 6). A JWK is recognized by its {@code kty}. */
    private static final Set<String> PRIVATE_KEY = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final Authorization authorization;

    Secrets(Authorization authorization) {
        this.authorization = authorization;
    }

    /** Removes the secrets from this object, at any depth. Returns how many there were. */
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
                    if (containsCredentials(array.get(i))) {
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
                || containsCredentials(value);
    }

    private boolean containsCredentials(JsonNode value) {
        return value.isTextual() && authorization.isIn(value.textValue());
    }
}
