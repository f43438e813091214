package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Changes valid JSON in a few places, as the fuzzer's bytes say. */
final class JsonMutations {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Members of requests, IdPs, rules, keys, tokens, plans and events. */
    private static final List<String> NAMES = List.of(
            "",
            "idp",
            "idpId",
            "type",
            "status",
            "protocol",
            "policy",
            "trustClaims",
            "mapAMRClaims",
            "maxClockSkew",
            "issuer",
            "url",
            "endpoints",
            "jwks",
            "credentials",
            "client",
            "client_id",
            "client_secret",
            "trust",
            "audience",
            "kid",
            "scopes",
            "algorithms",
            "rule",
            "rules",
            "actions",
            "signon",
            "appSignOn",
            "access",
            "verificationMethod",
            "requireFactor",
            "factorMode",
            "constraints",
            "knowledge",
            "possession",
            "types",
            "methods",
            "authenticationMethods",
            "excludedAuthenticationMethods",
            "required",
            "deviceBound",
            "hardwareProtection",
            "phishingResistant",
            "userVerification",
            "userVerificationMethods",
            "userPresence",
            "reauthenticateIn",
            "conditions",
            "identityProvider",
            "provider",
            "idpIds",
            "org",
            "engine",
            "claimsSharing",
            "amrClaimsMapping",
            "securityQuestionForMfa",
            "idpUsage",
            "claimsSourcingFixed",
            "expect",
            "nonce",
            "maxAge",
            "audiences",
            "checkAzp",
            "sameTokenResponse",
            "amrTable",
            "at",
            "amr",
            "before",
            "after",
            "evidence",
            "context",
            "idps",
            "idToken",
            "accessToken",
            "samlResponse",
            "certificates",
            "claimsSupported",
            "keys",
            "kty",
            "crv",
            "x",
            "y",
            "n",
            "e",
            "d",
            "alg",
            "use",
            "key_ops",
            "iss",
            "aud",
            "sub",
            "exp",
            "iat",
            "nbf",
            "azp",
            "jti",
            "auth_time",
            "at_hash",
            "okta_auth",
            "typ",
            "cty",
            "crit",
            "b64",
            "jku",
            "jwk",
            "x5c",
            "resource_changes",
            "change",
            "after_unknown",
            "before_sensitive",
            "trust_claims",
            "format_version",
            "errored",
            "kind",
            "Records",
            "body",
            "detail",
            "detail-type",
            "source",
            "eventType",
            "data",
            "target",
            "changeDetails",
            "a/b~c",
            "__proto__");

    /** Their words. */
    private static final List<String> WORDS = List.of(
            "",
            "pwd",
            "kba",
            "mfa",
            "face",
            "hwk",
            "phr",
            "sms",
            "otp",
            "swk",
            "PWD",
            "fido",
            "OIDC",
            "SAML2",
            "OAUTH2",
            "GOOGLE",
            "OKTA_INTEGRATION",
            "X509",
            "ACTIVE",
            "INACTIVE",
            "DELETED",
            "1FA",
            "2FA",
            "3FA",
            "REQUIRED",
            "OPTIONAL",
            "required",
            "ALLOW",
            "DENY",
            "ASSURANCE",
            "AUTH_METHOD_CHAIN",
            "PASSWORD",
            "SECURITY_QUESTION",
            "PIN",
            "BIOMETRICS",
            "PHONE",
            "SPECIFIC_IDP",
            "ANY",
            "OKTA",
            "2025-04",
            "2026-07",
            "CLASSIC",
            "IDENTITY_ENGINE",
            "FACTOR_ONLY",
            "SSO",
            "https://idp.example.com",
            "http://idp.example.com",
            "https://login.microsoftonline.com/t/v2.0",
            "https://x.okta.com",
            "https://{yourOktaDomain}/",
            "https://idp.example.com:99999/",
            "https://[::1",
            "https://idp.example.com\\@evil",
            "client-1",
            "openid",
            "RS256",
            "ES256",
            "EdDSA",
            "none",
            "HS256",
            "RSA",
            "EC",
            "OKP",
            "oct",
            "P-256",
            "P-384",
            "Ed25519",
            "sig",
            "enc",
            "verify",
            "JWT",
            "at+jwt",
            "PT2H",
            "2026-11-24T12:00:00Z",
            "+1000000000-12-31T23:59:59Z",
            "okta_idp_oidc",
            "okta_idp_saml",
            "update",
            "delete",
            "no-op",
            "\u0000",
            "\ud83d\udd11",
            "\u202e",
            "e30.e30.e30",
            "Bearer x",
            "pwd,sms",
            " pwd ",
            "0oa1");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "2",
            "60",
            "300000",
            "300001",
            "1795521600",
            "1.5",
            "1e3",
            "1e400",
            "-1e400",
            "1e-400",
            "1E+2147483647",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999");

    private JsonMutations() {}

    /** The JSON with up to three changes in its tree and sometimes one in its text. */
    static String mutate(JsonNode valid, FuzzBytes bytes) {
        JsonNode tree = valid.deepCopy();
        for (int i = bytes.below(4); i > 0; i--) {
            tree = changed(tree, bytes);
        }
        String text = tree.toString();
        return bytes.below(8) == 1 ? text(text, bytes) : text;
    }

    /** The tree with one change. */
    static JsonNode changed(JsonNode tree, FuzzBytes bytes) {
        List<Place> places = new ArrayList<>();
        ArrayNode root = NODES.arrayNode().add(tree);
        collect(root, places);
        Place place = places.get(bytes.below(Math.min(places.size(), 65_536)));
        switch (bytes.below(8)) {
            case 0, 1 -> place.set(value(bytes, 3));
            case 2 -> place.remove();
            case 3 -> {
                if (place.value() instanceof ObjectNode object) {
                    object.set(bytes.one(NAMES), value(bytes, 2));
                } else if (place.value() instanceof ArrayNode array) {
                    array.add(value(bytes, 2));
                } else {
                    place.set(NODES.arrayNode().add(place.value()));
                }
            }
            case 4 ->
                place.set(places.get(bytes.below(Math.min(places.size(), 65_536)))
                        .value()
                        .deepCopy());
            case 5 -> {
                if (place.value() instanceof ArrayNode array && !array.isEmpty()) {
                    for (int i = 1 + bytes.below(120); i > 0; i--) {
                        array.add(array.get(0).deepCopy());
                    }
                } else {
                    place.set(NODES.objectNode().set(bytes.one(NAMES), place.value()));
                }
            }
            case 6 -> place.set(NODES.textNode(spoiled(place.value().asText(), bytes)));
            default -> place.set(NODES.rawValueNode(new RawValue(bytes.one(NUMBERS))));
        }
        return root.isEmpty() ? NODES.nullNode() : root.get(0);
    }

    /** Text with one change, by which it may be JSON no more. */
    static String text(String text, FuzzBytes bytes) {
        int at = text.isEmpty() ? 0 : bytes.below(Math.min(text.length(), 65_536));
        return switch (bytes.below(5)) {
            case 0 -> text.substring(0, at) + bytes.text(8) + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + bytes.below(16)));
            case 2 -> {
                // A member more at the start of an object, perhaps one that is there already.
                int object = text.indexOf('{', at);
                yield object < 0 || text.startsWith("{}", object)
                        ? text
                        : text.substring(0, object + 1) + "\"" + bytes.one(NAMES) + "\":" + value(bytes, 1) + ","
                                + text.substring(object + 1);
            }
            case 3 -> "[".repeat(1 + bytes.below(100)) + text;
            default -> text.substring(0, at);
        };
    }

    /** A string with one change. */
    static String spoiled(String text, FuzzBytes bytes) {
        int at = text.isEmpty() ? 0 : bytes.below(Math.min(text.length(), 65_536));
        return switch (bytes.below(6)) {
            case 0 -> text.substring(0, at) + bytes.text(4) + text.substring(at);
            case 1 -> text.substring(0, at);
            case 2 -> text.toUpperCase(java.util.Locale.ROOT);
            // Lambda takes 6 MB, and all changes together should stay below that.
            case 3 -> text.repeat(1 + bytes.below(64) % (1 + 10_000 / (1 + text.length())));
            case 4 ->
                text.isEmpty() ? "x" : text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
            default -> bytes.text(24);
        };
    }

    private static JsonNode value(FuzzBytes bytes, int depth) {
        return switch (bytes.below(depth == 0 ? 5 : 8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(bytes.flag());
            case 2, 3 -> NODES.textNode(bytes.one(WORDS));
            case 4 -> NODES.rawValueNode(new RawValue(bytes.one(NUMBERS)));
            case 5 -> NODES.textNode(bytes.text(24));
            case 6 -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = bytes.below(4); i > 0; i--) {
                    array.add(value(bytes, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (int i = bytes.below(4); i > 0; i--) {
                    object.set(bytes.one(NAMES), value(bytes, depth - 1));
                }
                yield object;
            }
        };
    }

    /** A value in a tree, and how to put another in its place. */
    private record Place(JsonNode value, Consumer<JsonNode> setter, Runnable remover) {

        void set(JsonNode other) {
            setter.accept(other);
        }

        void remove() {
            remover.run();
        }
    }

    private static void collect(JsonNode node, List<Place> places) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(member -> {
                    places.add(new Place(
                            member.getValue(),
                            other -> object.set(member.getKey(), other),
                            () -> object.remove(member.getKey())));
                    collect(member.getValue(), places);
                });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    int index = i;
                    places.add(new Place(array.get(i), other -> array.set(index, other), () -> array.remove(index)));
                    collect(array.get(i), places);
                }
            }
            default -> {}
        }
    }
}
