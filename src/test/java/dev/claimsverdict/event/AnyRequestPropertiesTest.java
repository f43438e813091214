package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nothing that a caller can send is answered with 500, and no event makes the function answer nonsense. */
class AnyRequestPropertiesTest {

    private static final Set<Integer> STATUSES = Set.of(200, 400, 404, 405, 413, 415, 422);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String RULE = """
            {"actions": {"appSignOn": {"access": "ALLOW", "verificationMethod": {"type": "ASSURANCE",
              "factorMode": "2FA", "constraints": [{"knowledge": {"types": ["PASSWORD"]},
              "possession": {"deviceBound": "REQUIRED", "userVerificationMethods": ["BIOMETRICS"]}}]}}}}""";
    private static final String REST = """
            "org": {"engine": "IDENTITY_ENGINE", "claimsSharing": true, "idpUsage": "SSO"}, "amrTable": "2025-04"}""";

    /** One valid request for each route, and one that is all a bare IdP. */
    private static final List<Map.Entry<String, JsonNode>> REQUESTS = List.of(
            Map.entry("/v1/token-verdicts", token()),
            Map.entry(
                    "/v1/amr-verdicts",
                    TestApi.json("{\"amr\": [\"pwd\", \"face\"], \"idp\": " + TestIdp.oidc() + ", \"rule\": " + RULE
                            + ", " + REST)),
            Map.entry("/v1/amr-verdicts", TestApi.json("{\"amr\": [\"pwd,sms\"], \"idp\": " + TestIdp.saml() + "}")),
            Map.entry(
                    "/v1/idp-verdicts",
                    TestApi.json("{\"before\": " + TestIdp.saml() + ", \"after\": "
                            + TestIdp.oidc() + ", \"evidence\": {\"amr\": [\"pwd\"], \"claimsSupported\": [\"amr\"]}, "
                            + "\"context\": {\"idps\": [], \"rules\": []}, " + REST)),
            Map.entry("/v1/idp-verdicts", TestIdp.oidc()),
            Map.entry("/v1/idp-verdicts", TestApi.json("""
                    {"format_version": "1.2", "errored": false, "resource_changes": [
                      {"address": "okta_idp_oidc.a", "mode": "managed", "type": "okta_idp_oidc", "change": {
                        "actions": ["update"], "before": {"trust_claims": false},
                        "after": {"trust_claims": true, "scopes": ["openid"], "client_secret": "s"},
                        "after_unknown": {"client_id": true, "scopes": [false]}}}]}""")));

    private static JsonNode token() {
        ObjectNode request = TestToken.request(
                TestKey.RS256.sign(TestToken.claims("pwd", "sms").toString()), TestKey.RS256);
        request.put("accessToken", TestKey.RS256.sign(TestToken.claims("mfa").toString()));
        request.set("rule", TestApi.json(RULE));
        request.putObject("expect").put("nonce", "n").put("maxAge", 60);
        return request.put("at", "2026-11-24T12:00:00Z");
    }

    @Property(tries = 1500)
    @Label("any JSON anywhere in a valid request gets an answer that is no 500")
    void mutatedRequests(
            @ForAll("requests") Map.Entry<String, JsonNode> request, @ForAll("mutations") List<Mutation> all) {
        JsonNode body = request.getValue().deepCopy();
        for (Mutation mutation : all) {
            body = mutation.applyTo(body);
        }
        check(TestApi.http("POST", request.getKey(), body.toString()));
    }

    @Property(tries = 500)
    @Label("any JSON as a request gets an answer that is no 500")
    void anyJson(@ForAll("routes") String route, @ForAll("json") JsonNode body) {
        check(TestApi.http("POST", route, body.toString()));
    }

    @Property(tries = 500)
    @Label("any text as a body gets an answer that is no 500")
    void anyText(@ForAll("routes") String route, @ForAll("texts") String body) {
        check(TestApi.http("POST", route, body));
    }

    @Property(tries = 500)
    @Label("any event that has the shape of an HTTP request gets an answer, whatever else is in it")
    void anyHttpEvent(@ForAll("mutations") List<Mutation> all, @ForAll boolean rest) {
        JsonNode event = TestApi.httpEvent(
                "POST", "/v1/amr-verdicts", REQUESTS.get(1).getValue().toString());
        for (Mutation mutation : all) {
            event = mutation.applyTo(event);
        }
        ObjectNode shaped = event instanceof ObjectNode object ? object : NODES.objectNode();
        if (!shaped.path("requestContext").isObject()) {
            shaped.putObject("requestContext");
        }
        if (rest) {
            shaped.put("version", "1.0").put("httpMethod", "POST").put("path", "/v1/amr-verdicts");
        } else {
            shaped.put("version", "2.0");
            if (!shaped.path("requestContext").path("http").isObject()) {
                ((ObjectNode) shaped.path("requestContext")).putObject("http");
            }
        }
        check(TestApi.invoke(shaped.toString()));
    }

    @Property(tries = 500)
    @Label("any event at all is answered, or refused with a sentence")
    void anyEvent(@ForAll("json") JsonNode event) {
        try {
            JsonNode answer = TestApi.invoke(event.toString());
            assertTrue(answer.has("statusCode") || answer.has("verdict"), answer.toString());
        } catch (UnreadableEvent refused) {
            assertTrue(refused.getMessage().endsWith("."));
        }
    }

    @Property(tries = 1000)
    @Label("R5.5: a mutated token request is ACCEPTED only with the token's own signature and key in place")
    void noMutationForges(@ForAll("mutations") List<Mutation> all) {
        ObjectNode request = (ObjectNode) REQUESTS.getFirst().getValue().deepCopy();
        String idToken = request.path("idToken").asText();
        request.put("idToken", idToken.substring(0, idToken.length() - 4) + "AAAA");
        JsonNode body = request;
        for (Mutation mutation : all) {
            body = mutation.applyTo(body);
        }
        HttpResult result = HttpResult.of(TestApi.http("POST", "/v1/token-verdicts", body.toString()));
        if (result.status() == 200) {
            assertNotEquals("ACCEPTED", result.json().path("verdict").asText());
        }
    }

    private static void check(JsonNode answer) {
        HttpResult result = HttpResult.of(answer);
        assertTrue(STATUSES.contains(result.status()), answer.toString());
        assertEquals("no-store", result.header("cache-control"));
        assertTrue(result.json().isObject());
    }

    @Provide
    Arbitrary<Map.Entry<String, JsonNode>> requests() {
        return Arbitraries.of(REQUESTS);
    }

    @Provide
    Arbitrary<String> routes() {
        return Arbitraries.of("/v1/token-verdicts", "/v1/amr-verdicts", "/v1/idp-verdicts");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40).filter(AnyRequestPropertiesTest::isUnicode),
                // What JSON is made of, in any order.
                Arbitraries.strings()
                        .withChars("{}[]\",:0123456789.eE+-truefalsn \\ud8")
                        .ofMaxLength(30));
    }

    /** An event is JSON in UTF-8, so a string in it is Unicode text. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Arbitraries.randomValue(random -> {
            List<Mutation> mutations = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutations.add(new Mutation(random.nextInt(10_000), json(random, 3)));
            }
            return mutations;
        });
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return Arbitraries.randomValue(random -> json(random, 5));
    }

    private static final List<String> NAMES = List.of(
            "idp",
            "type",
            "protocol",
            "policy",
            "trustClaims",
            "keys",
            "amr",
            "access",
            "actions",
            "signon",
            "appSignOn",
            "verificationMethod",
            "factorMode",
            "constraints",
            "possession",
            "knowledge",
            "types",
            "required",
            "deviceBound",
            "kind",
            "after",
            "before",
            "x",
            "",
            "a/b~c",
            "headers",
            "body",
            "requestContext");
    private static final List<String> WORDS = List.of(
            "",
            "pwd",
            "mfa",
            "face",
            "OIDC",
            "SAML2",
            "GOOGLE",
            "2FA",
            "1FA",
            "REQUIRED",
            "OPTIONAL",
            "DENY",
            "AUTH_METHOD_CHAIN",
            "2026-07",
            "CLASSIC",
            "FACTOR_ONLY",
            "a,b",
            "e30.e30.e30",
            "token",
            "amr",
            "idp",
            "2.0",
            "\u0000",
            "\ud83d\udd11");
    private static final List<String> NUMBERS =
            List.of("0", "-1", "60", "1e400", "1e-400", "0.5", "1E+2147483647", "1E-2147483647", "9223372036854775808");

    /** Words of the requests' own vocabulary, so that much of what comes out is nearly a request. */
    private static JsonNode json(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(new BigDecimal(one(random, NUMBERS)));
            case 3, 4 -> NODES.textNode(one(random, WORDS));
            case 5 -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(json(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(one(random, NAMES), json(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String one(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** Puts a value into the place of that number, counted through the whole tree, the root included. */
    record Mutation(int place, JsonNode value) {

        JsonNode applyTo(JsonNode tree) {
            List<Runnable> places = new ArrayList<>();
            collect(tree, places);
            int chosen = place % (places.size() + 1);
            if (chosen == places.size()) {
                return place % 7 == 0 ? value.deepCopy() : tree;
            }
            places.get(chosen).run();
            return tree;
        }

        private void collect(JsonNode node, List<Runnable> places) {
            switch (node) {
                case ObjectNode object ->
                    object.properties().forEach(member -> {
                        places.add(() -> object.set(member.getKey(), value.deepCopy()));
                        places.add(() -> object.remove(member.getKey()));
                        collect(member.getValue(), places);
                    });
                case ArrayNode array -> {
                    places.add(() -> array.add(value.deepCopy()));
                    for (int i = 0; i < array.size(); i++) {
                        int index = i;
                        places.add(() -> array.set(index, value.deepCopy()));
                        collect(array.get(i), places);
                    }
                }
                default -> {}
            }
        }
    }
}
