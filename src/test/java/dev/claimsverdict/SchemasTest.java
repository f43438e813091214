package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.GoldenEvent;
import dev.claimsverdict.testing.GoldenPair;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.OpenApi;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The schemas of the OpenAPI document against what the program does, both ways: what it takes is valid and what it
 * refuses is not, in the golden pairs, the examples, and thousands of requests with something wrong.
 */
class SchemasTest {

    private static final Events EVENTS =
            TestApi.events(RequestSettings.DEFAULT, TestRegistry.ofFolder(), new TestLog());

    /** An exchange over HTTP: what was asked, if it is JSON, and what was answered. */
    private record Exchange(String name, String method, String path, Optional<String> request, HttpResult answer) {}

    private static Stream<Exchange> goldens() {
        return GoldenPair.all().stream().map(pair -> {
            String[] route = pair.route().split("[ ?]");
            Optional<String> request = Optional.of(pair.folder().resolve("request.json"))
                    .filter(Files::exists)
                    .map(OpenApi::text);
            JsonNode answer = pair.answer();
            return new Exchange(
                    pair.toString(),
                    route[0],
                    route[1],
                    request,
                    new HttpResult(
                            answer.path("status").asInt(),
                            TestApi.JSON.createObjectNode(),
                            answer.path("body").toString()));
        });
    }

    private static Stream<Exchange> goldenEvents() {
        return GoldenEvent.all().stream()
                .filter(each -> each.answer().has("statusCode"))
                .map(golden -> {
                    JsonNode event = TestApi.json(golden.event());
                    return new Exchange(
                            golden.toString(),
                            event.path("httpMethod")
                                    .asText(event.at("/requestContext/http/method")
                                            .asText()),
                            event.path("path").asText(event.path("rawPath").asText()),
                            Optional.ofNullable(event.path("body").textValue()),
                            HttpResult.of(golden.answer()));
                });
    }

    /** Why the schema takes a golden request that the program refuses; any other must be refused by both. */
    private static final Map<String, String> TAKEN_BY_THE_SCHEMA =
            Map.of("problem-400-duplicate-member", "JSON Schema sees one of the two");

    @TestFactory
    @DisplayName("golden pairs and golden events: requests and answers")
    Stream<DynamicTest> golden() {
        List<Exchange> all = Stream.concat(goldens(), goldenEvents()).toList();
        assertTrue(all.stream().filter(each -> each.answer().status() == 422).count() >= 3);
        assertTrue(all.stream().anyMatch(each -> each.path().equals("/v1/okta/event-hook")));
        return all.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
    }

    private static void check(Exchange exchange) {
        String route = exchange.method() + " " + exchange.path();
        if (OpenApi.operation(exchange.method(), exchange.path()).isMissingNode()) {
            assertTrue(Set.of(404, 405).contains(exchange.answer().status()), route);
            assertEquals(List.of(), OpenApi.errors("Problem", exchange.answer().json()));
            return;
        }
        Optional<String> answer = OpenApi.answer(
                exchange.method(), exchange.path(), exchange.answer().status());
        answer.ifPresent(schema ->
                assertEquals(List.of(), OpenApi.errors(schema, exchange.answer().json())));
        assertEquals(answer.isEmpty(), exchange.answer().body().isEmpty());
        if (exchange.request().isEmpty() || exchange.answer().status() == 401) {
            return;
        }
        if (StrictTree.read(exchange.request().get()) instanceof Reading.Read<StrictTree>(StrictTree tree)) {
            List<String> errors = OpenApi.errors(OpenApi.request(exchange.method(), exchange.path()), tree.root());
            boolean taken = exchange.answer().status() < 300 || TAKEN_BY_THE_SCHEMA.containsKey(exchange.name());
            assertEquals(taken, errors.isEmpty(), errors.toString());
        } else {
            assertEquals(400, exchange.answer().status());
        }
    }

    @Test
    @DisplayName("each reason for an exception is that of a golden pair which is there")
    void exceptionsAreThere() {
        Set<String> names = new TreeSet<>();
        goldens().forEach(each -> names.add(each.name()));
        assertTrue(names.containsAll(TAKEN_BY_THE_SCHEMA.keySet()));
    }

    @TestFactory
    @DisplayName("examples: each that is sent to a route is valid, and so is its answer")
    Stream<DynamicTest> examples() throws IOException {
        Map<String, String> routes = new LinkedHashMap<>();
        Matcher curl = Pattern.compile("http://localhost:8080(/v1/[a-z-]+) .*-d @(examples/[a-z-]+\\.json)")
                .matcher(OpenApi.text(Path.of("examples/README.md")));
        while (curl.find()) {
            routes.put(curl.group(2), curl.group(1));
        }
        assertTrue(routes.size() >= 7);
        return routes.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    String request = OpenApi.text(Path.of(each.getKey()));
                    HttpResult answer = HttpResult.post(each.getValue(), request);
                    assertEquals(200, answer.status());
                    check(new Exchange(each.getKey(), "POST", each.getValue(), Optional.of(request), answer));
                }));
    }

    // Answers are closed

    /** What an answer may lack. */
    private static final Set<String> OPTIONAL =
            Set.of("amr", "assurance", "token", "rule", "pointer", "errors", "name", "type", "policyId", "priority");

    @TestFactory
    @DisplayName("answers with a member more, a member less or a value of another type are refused, wherever that is")
    Stream<DynamicTest> answersAreClosed() {
        Map<String, List<JsonNode>> answers = new LinkedHashMap<>();
        Stream.concat(goldens(), goldenEvents()).forEach(each -> {
            if (!OpenApi.operation(each.method(), each.path()).isMissingNode()
                    && !each.answer().body().isEmpty()) {
                OpenApi.answer(each.method(), each.path(), each.answer().status())
                        .ifPresent(schema -> answers.computeIfAbsent(schema, _ -> new ArrayList<>())
                                .add(each.answer().json()));
            }
        });
        answers.put("TokenHookAnswer", List.of(TestApi.json("""
            {"error": {"errorSummary": "a", "errorCauses": [{"errorSummary": "b", "reason": "AMR_EMPTY",
             "locationType": "body", "location": "c", "domain": "d"}]}}\
            """), TestApi.json("""
                {"commands": [{"type": "com.okta.identity.patch", "value": [{"op": "add",
                 "path": "/claims/amr_verdict", "value": {"verdict": "ACCEPTED", "factorTypes": ["POSSESSION"],
                 "amrTable": "2025-04"}}]}]}\
                """)));
        assertEquals(
                Set.of(
                        "TokenVerdict",
                        "AmrVerdict",
                        "IdpVerdict",
                        "OrgVerdict",
                        "AmrTable",
                        "Problem",
                        "HookVerification",
                        "TokenHookAnswer"),
                answers.keySet());
        return answers.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    for (JsonNode answer : each.getValue()) {
                        for (Mutation mutation : answerMutations(answer)) {
                            assertFalse(
                                    OpenApi.errors(each.getKey(), mutation.json())
                                            .isEmpty(),
                                    mutation.what());
                        }
                    }
                }));
    }

    private record Mutation(String what, JsonNode json) {}

    private static List<Mutation> answerMutations(JsonNode answer) {
        List<Mutation> mutations = new ArrayList<>();
        for (String pointer : pointers(answer)) {
            JsonNode node = answer.at(pointer);
            if (node.isObject()) {
                mutations.add(new Mutation(pointer + "/added", with(answer, pointer + "/added", TestApi.json("1"))));
            }
            if (!pointer.isEmpty()) {
                mutations.add(new Mutation(pointer + " = {}", with(answer, pointer, TestApi.json("{\"x\": 1}"))));
                String other = node.isNumber() ? "\"x\"" : "99";
                mutations.add(new Mutation(pointer + " = " + other, with(answer, pointer, TestApi.json(other))));
                String name = pointer.substring(pointer.lastIndexOf('/') + 1);
                // A plan's verdict that loses its changes is one of a configuration that lacks the rest.
                if (answer.at(pointer.substring(0, pointer.lastIndexOf('/'))).isObject() && !OPTIONAL.contains(name)) {
                    mutations.add(new Mutation(pointer + " removed", without(answer, pointer)));
                }
            }
        }
        return mutations;
    }

    // Requests are as strict as the reader

    /** Whatever JSON can be in the stead of a value. */
    private static final List<JsonNode> VALUES = Stream.of(
                    "null", "7", "1.5", "true", "\"x\"", "\"\"", "[]", "[7]", "{}", "{\"x\": 1}")
            .map(TestApi::json)
            .toList();

    private static final Map<String, String> REQUESTS = Map.of(
            "everything of a token request", """
            POST /v1/token-verdicts {"idToken": "x", "accessToken": "x", "idp": {"id": "0oa1", "type": "OIDC",
            "status": "ACTIVE", "name": "x", "protocol": {"type": "OIDC", "scopes": ["openid"], "issuer": {"url": "x"},
            "endpoints": {"jwks": {"url": "x", "binding": "x"}}, "credentials": {"client": {"client_id": "x",
            "client_secret": "x", "pkce_required": true}}, "algorithms": {"request": {"signature": {"algorithm": "x"}}}},
            "policy": {"trustClaims": true, "mapAMRClaims": false, "maxClockSkew": 0, "accountLink": {"action": "AUTO"},
            "subject": {"filter": "x"}}}, "jwks": {"keys": [{"kty": "x"}]}, "org": {"engine": "CLASSIC",
            "claimsSharing": true, "amrClaimsMapping": true, "securityQuestionForMfa": false, "idpUsage": "SSO",
            "claimsSourcingFixed": false}, "expect": {"nonce": "x", "maxAge": 60, "audiences": ["x"], "checkAzp": true, "sameTokenResponse": true},
            "amrTable": "2025-04"}\
            """,
            "a constraint", """
            POST /v1/amr-verdicts {"amr": ["pwd"], "idpId": "0oa1", "rule": {"type": "ASSURANCE", "factorMode": "2FA",
            "reauthenticateIn": "PT2H", "constraints": [{"knowledge": {"types": ["PASSWORD"], "required": true,
            "reauthenticateIn": "PT2H", "methods": ["x"]}, "possession": {"deviceBound": "REQUIRED",
            "hardwareProtection": "OPTIONAL", "phishingResistant": "OPTIONAL", "userPresence": "REQUIRED",
            "userVerification": "OPTIONAL", "userVerificationMethods": ["PIN"], "types": ["x"], "required": false,
            "excludedAuthenticationMethods": [{"key": "x"}]}}]}}\
            """,
            "a whole rule", """
            POST /v1/amr-verdicts {"amr": [], "idpId": "0oa1", "rule": {"name": "x", "type": "ACCESS_POLICY",
            "actions": {"appSignOn": {"access": "ALLOW", "verificationMethod": {"type": "ASSURANCE",
            "factorMode": "1FA"}}}}}\
            """,
            "a global session rule", """
            POST /v1/amr-verdicts {"amr": [], "idpId": "0oa1", "rule": {"actions": {"signon": {"access": "ALLOW",
            "requireFactor": true}}}}\
            """,
            "an app sign-on rule", """
            POST /v1/amr-verdicts {"amr": [], "idpId": "0oa1", "rule": {"access": "DENY",
            "verificationMethod": {"type": "AUTH_METHOD_CHAIN"}}}\
            """,
            "a change", """
            POST /v1/idp-verdicts {"after": {"type": "OIDC", "protocol": {}}, "before": {"type": 1},
            "org": {"idpUsage": "FACTOR_ONLY"}, "evidence": {"idToken": "x", "samlResponse": "x", "amr": ["pwd"], "claimsSupported": ["amr"]},
            "context": {"idps": [{"type": "OIDC", "policy": {"trustClaims": true}}], "rules": [{"factorMode": "2FA"}]},
            "amrTable": "2026-07"}\
            """,
            "an IdP as it stands", """
            POST /v1/idp-verdicts {"type": "OIDC", "protocol": {"type": "OIDC"}, "policy": {"trustClaims": 7}}\
            """,
            "a plan", """
            POST /v1/idp-verdicts {"format_version": "1.2", "errored": false, "resource_changes": [{"address": "x",
            "mode": "managed", "type": "okta_idp_oidc", "change": {"actions": ["update"], "before": {"name": "x"},
            "after": {"name": "x"}, "after_unknown": {"id": true}}}, {"type": "x", "mode": 7}]}\
            """,
            "a delivery", """
            POST /v1/okta/event-hook {"eventType": "com.okta.event_hook", "eventId": "x", "data": {"events": [{"uuid": "x",
            "eventType": "system.idp.lifecycle.update", "outcome": {"result": "SUCCESS"}, "target": [{"id": "0oa1",
            "type": "IdentityProvider", "changeDetails": {}}]}]}}\
            """,
            "a token hook", """
            POST /v1/okta/token-hook {"eventType": "com.okta.oauth2.tokens.transform", "data": {"context": {"session":
            {"idp": {"id": "0oa1"}}}, "identity": {"claims": {"amr": ["pwd"]}}, "access": {}}}\
            """);

    private static final Map<String, String> MORE_REQUESTS = Map.of("an org", """
            POST /v1/org-verdicts {"idps": [{"id": "0oa1", "name": "x", "type": "OIDC", "protocol": {"type": "OIDC"}}],
            "rules": [{"id": "0pr1", "policyId": "x", "name": "x", "priority": 1, "status": "ACTIVE",
            "factorMode": "2FA", "conditions": {"identityProvider": {"provider": "ANY"}}}],
            "evidence": {"0oa1": {"idToken": "x", "samlResponse": "x", "amr": ["pwd"], "claimsSupported": ["amr"]}},
            "org": {"idpUsage": "FACTOR_ONLY"}, "amrTable": "2026-07"}\
            """, "everything of a SAML request", """
            POST /v1/saml-verdicts {"samlResponse": "x", "idp": {"id": "0oa2", "type": "SAML2", "protocol": {"type": "SAML2",
            "credentials": {"trust": {"issuer": "x", "audience": "x"}}}, "policy": {"trustClaims": true}},
            "certificates": [], "rule": {"factorMode": "2FA"}, "org": {"claimsSharing": true}, "expect": {"audience": "x",
            "recipient": "x", "inResponseTo": "x"}, "amrTable": "2025-04"}\
            """);

    /** Where the program and a schema differ, as request, place and value, and why that is so. */
    private static final Map<String, String> DIFFERENCES = Map.of(
            "(a constraint|a change): .*/constraints = \\{\\}", "Okta's examples have one object without its array",
            "an app sign-on rule: /rule/verificationMethod.*", "a rule that denies is not read any further",
            "a whole rule: /rule/type = .*", "not read beside actions",
            "a plan: .*/after_unknown(/added| = .\"x\".*)", "an attribute that is not read",
            "an org: /idps(/0/id = \"x\"| = \\[]|/0 removed)", "the evidence is then for no IdP of the request");

    @TestFactory
    @DisplayName("requests with something wrong: the schema refuses what the program refuses, and nothing else")
    Stream<DynamicTest> requests() {
        return Stream.concat(REQUESTS.entrySet().stream(), MORE_REQUESTS.entrySet().stream())
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    String[] parts = each.getValue().split(" ", 3);
                    JsonNode request = TestApi.json(parts[2]);
                    assertTrue(taken(parts[1], request), "the program takes it");
                    List<String> differences = new ArrayList<>();
                    int refused = 0;
                    for (Mutation mutation : requestMutations(request)) {
                        List<String> errors = OpenApi.errors(OpenApi.request(parts[0], parts[1]), mutation.json());
                        boolean taken = taken(parts[1], mutation.json());
                        refused += taken ? 0 : 1;
                        if (taken != errors.isEmpty() && !isKnown(each.getKey() + ": " + mutation.what())) {
                            differences.add(mutation.what() + (taken ? " is taken, but " + errors : " is refused"));
                        }
                    }
                    assertEquals(List.of(), differences);
                    assertTrue(refused > 5, "some are refused");
                }));
    }

    private static boolean isKnown(String difference) {
        return DIFFERENCES.keySet().stream().anyMatch(difference::matches);
    }

    private static List<Mutation> requestMutations(JsonNode request) {
        List<Mutation> mutations = new ArrayList<>();
        mutations.add(new Mutation("as it is", request));
        for (String pointer : pointers(request)) {
            if (request.at(pointer).isObject()) {
                mutations.add(new Mutation(pointer + "/added", with(request, pointer + "/added", TestApi.json("1"))));
            }
            if (!pointer.isEmpty()) {
                VALUES.forEach(
                        value -> mutations.add(new Mutation(pointer + " = " + value, with(request, pointer, value))));
                mutations.add(new Mutation(pointer + " removed", without(request, pointer)));
            }
        }
        return mutations;
    }

    private static boolean taken(String path, JsonNode request) {
        ObjectNode event = TestApi.httpEvent("POST", path, request.toString());
        ((ObjectNode) event.path("headers")).put("authorization", TestApi.HOOK_SECRET);
        HttpResult answer = HttpResult.of(TestApi.invoke(EVENTS, event.toString()));
        // The token hook's problems are answers: after anything else Okta would go on.
        boolean unreadable = answer.body().contains("\"reason\":\"UNREADABLE\"");
        assertTrue(Set.of(200, 204, 422).contains(answer.status()), answer.body());
        return answer.status() < 300 && !unreadable;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // One constraint without its array; words and names in another letter case.
                "{\"factorMode\": \"2FA\", \"constraints\": {\"knowledge\": {}}}",
                "{\"factorMode\": \"2fa\"}",
                "{\"access\": \"deny\"}",
                "{\"factorMode\": \"1FA\", \"constraints\": [{\"possession\": {\"deviceBound\": \"required\"}}]}",
                "{\"factorMode\": \"1FA\", \"constraints\": [{\"possession\": {\"devicebound\": \"REQUIRED\"}}]}",
            })
    @DisplayName("what the program takes beyond the schema, as docs/schemas/README.md says")
    void lenient(String rule) {
        ObjectNode request = TestApi.JSON.createObjectNode().put("idpId", "0oa1");
        request.putArray("amr");
        request.set("rule", TestApi.json(rule));
        assertTrue(taken("/v1/amr-verdicts", request));
        assertFalse(OpenApi.errors("AmrVerdictRequest", request).isEmpty());
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Org                  | {\"engine\": \"CLASSIC\"}                                   | true",
                "Org                  | {\"engine\": \"classic\"}                                   | false",
                "Org                  | {\"claimSharing\": true}                                    | false",
                "Jwks                 | {\"keys\": []}                                              | true",
                "Jwks                 | {}                                                          | false",
                "Jwks                 | {\"keys\": {}}                                              | false",
                "Idp                  | {\"type\": \"OIDC\", \"x\": 1}                              | true",
                "Idp                  | {\"policy\": {}}                                            | false",
                "PolicyRule           | {\"factorMode\": \"2FA\"}                                   | true",
                "PolicyRule           | {\"factorMode\": \"3FA\"}                                   | false",
                "PolicyRule           | {}                                                          | false",
                "TokenVerdictRequest  | {\"idToken\": \"x\", \"idpId\": \"y\", \"at\": \"1970-01-01T00:00:00Z\"} |"
                        + " true",
                "TokenVerdictRequest  | {\"idToken\": \"x\", \"idpId\": \"y\", \"at\": \"1969-12-31T23:59:59Z\"} |"
                        + " false",
                "TokenVerdictRequest  | {\"idToken\": \"x\", \"idpId\": \"y\", \"at\": \"2026-11-24\"} | false",
                "TokenVerdictRequest  | {\"idToken\": \"x\"}                                        | false",
                "TokenVerdictRequest  | {\"idToken\": \"x\", \"idpId\": \"y\", \"idp\": {\"type\": \"OIDC\"}} | false",
                "AmrVerdictRequest    | {\"amr\": [], \"idpId\": \"y\", \"at\": \"2026-11-24T00:00:00Z\"} | false",
                "IdpVerdictRequest    | {\"before\": {}}                                            | true",
                "IdpVerdictRequest    | {\"before\": null}                                          | false",
                "IdpVerdictRequest    | {\"type\": \"OIDC\"}                                        | false",
                "OrgVerdictRequest    | {\"idps\": []}                                             | true",
                "OrgVerdictRequest    | {\"rules\": []}                                            | false",
                "OrgVerdictRequest    | {\"idps\": [{\"type\": \"OIDC\"}]}                      | false",
                "OrgVerdictRequest    | {\"idps\": [{\"id\": \"a\"}], \"rules\": [{\"id\": \"a\"}]} | true",
                "OrgVerdictRequest    | {\"idps\": [{\"id\": \" \"}]}                          | false",
                "EventHookDelivery    | {\"eventType\": \"com.okta.event_hook\", \"data\": {\"events\": []}} | true",
                "EventHookDelivery    | {\"eventType\": \"x\", \"data\": {\"events\": []}}          | false",
                "TokenHookRequest     | {\"data\": {\"context\": {}}}                               | true",
                "TokenHookRequest     | {\"data\": {}}                                              | false",
                "FindingsCatalogue    | {\"findings\": []}                                          | true",
                "FindingsCatalogue    | {\"findings\": [{\"code\": \"AMR_EMPTY\"}]}                 | false",
                "TokenHookAnswer      | {\"commands\": []}                                          | true",
                "TokenHookAnswer      | {}                                                          | false",
                "TokenHookAnswer      | {\"commands\": [], \"error\": {\"errorSummary\": \"a\", \"errorCauses\": []}}"
                        + " | false",
            })
    @DisplayName("both sides of what the schemas tell apart")
    void bothSides(String schema, String json, boolean valid) {
        assertEquals(valid, OpenApi.errors(schema, TestApi.json(json)).isEmpty());
    }

    @Test
    @DisplayName("a JWKS has at most 100 keys, a rule at most 100 constraints")
    void limits() {
        for (int count : new int[] {100, 101}) {
            ObjectNode jwks = TestApi.JSON.createObjectNode();
            ArrayNode keys = jwks.putArray("keys");
            ObjectNode rule = TestApi.JSON.createObjectNode().put("factorMode", "1FA");
            ArrayNode constraints = rule.putArray("constraints");
            for (int i = 0; i < count; i++) {
                keys.addObject();
                constraints.addObject();
            }
            ObjectNode request =
                    TestApi.JSON.createObjectNode().put("idToken", "x").put("idpId", "0oa1");
            for (Map.Entry<String, ObjectNode> each :
                    Map.of("jwks", jwks, "rule", rule).entrySet()) {
                ObjectNode whole = request.deepCopy();
                whole.set(each.getKey(), each.getValue());
                assertEquals(count == 100, taken("/v1/token-verdicts", whole));
                assertEquals(
                        count == 100,
                        OpenApi.errors("TokenVerdictRequest", whole).isEmpty());
            }
        }
    }

    // JSON at a pointer

    private static List<String> pointers(JsonNode json) {
        List<String> pointers = new ArrayList<>();
        pointers("", json, pointers);
        return pointers;
    }

    private static void pointers(String pointer, JsonNode node, List<String> pointers) {
        pointers.add(pointer);
        node.properties().forEach(member -> pointers(pointer + "/" + member.getKey(), member.getValue(), pointers));
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            pointers(pointer + "/" + i, node.get(i), pointers);
        }
    }

    private static JsonNode with(JsonNode json, String pointer, JsonNode value) {
        JsonNode copy = json.deepCopy();
        JsonNode parent = copy.at(pointer.substring(0, pointer.lastIndexOf('/')));
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), value);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
        return copy;
    }

    private static JsonNode without(JsonNode json, String pointer) {
        JsonNode copy = json.deepCopy();
        JsonNode parent = copy.at(pointer.substring(0, pointer.lastIndexOf('/')));
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(name));
        } else {
            ((ObjectNode) parent).remove(name);
        }
        return copy;
    }
}
