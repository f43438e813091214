package dev.claimsverdict.event;

import static dev.claimsverdict.testing.HttpResult.with;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.testing.TestToken;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.verdict.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API Gateway's authorizers, on AWS's own sample events (docs/reference.md, Authorizers). */
class AuthorizersTest {

    private static final Path SAMPLES = Path.of("src/test/resources/aws-lambda-events");
    private static final String ARN = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/";

    private static final String TOKEN =
            TestKey.ES256.sign(TestToken.claims("pwd", "sms").toString());
    private static final String ONE_FACTOR =
            TestKey.ES256.sign(TestToken.claims("pwd").toString());

    /** {@link TestIdp#oidc()}, whose rule asks for two factor types but on two routes, and an IdP with other keys. */
    private static final Registry REGISTRY = registry();

    private final TestLog log = new TestLog();
    private Events events;

    private static Registry registry() {
        ObjectNode entry = TestRegistry.entry(TestIdp.oidc(), TestKey.ES256);
        entry.set("rule", TestRegistry.rule("2FA"));
        ObjectNode routes = entry.putObject("rulesByRoute");
        routes.set("GET /profile", TestRegistry.rule("1FA"));
        routes.set("ANY /orders/{id}", TestApi.json("{\"access\": \"DENY\"}"));
        ObjectNode other = (ObjectNode) with(
                TestIdp.oidc().put("id", "0oa9"),
                "/protocol/issuer/url",
                TestApi.json("\"https://other.example.com\""));
        return TestRegistry.of(entry, TestRegistry.entry(other, TestKey.RS256));
    }

    @BeforeEach
    void events() {
        events = TestApi.events(RequestSettings.DEFAULT, REGISTRY, log);
    }

    // Events

    private static ObjectNode sample(String name) {
        try {
            return (ObjectNode) TestApi.json(Files.readString(SAMPLES.resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** An HTTP API's event, format 2.0. */
    private static ObjectNode http(String token) {
        ObjectNode event =
                sample("go/apigw-v2-custom-authorizer-v2-request.json").put("routeKey", "GET /request");
        event.putArray("identitySource").add("Bearer " + token);
        ((ObjectNode) event.path("headers")).put("authorization", "Bearer " + token);
        return event;
    }

    /** An HTTP API's event, format 1.0. */
    private static ObjectNode http1(String token) {
        ObjectNode event = sample("java-tests/apigw_auth.json")
                .put("identitySource", "Bearer " + token + ",x")
                .put("authorizationToken", "Bearer " + token + ",x");
        ((ObjectNode) event.path("headers")).put("Authorization", "Bearer " + token);
        return event;
    }

    /** A REST API's event of type REQUEST. */
    private static ObjectNode request(String token) {
        ObjectNode event = sample("go/apigw-custom-auth-request-type-request.json");
        ((ObjectNode) event.path("headers")).put("Authorization", "Bearer " + token);
        ((ObjectNode) event.path("multiValueHeaders")).putArray("Authorization").add("Bearer " + token);
        return event;
    }

    /** A REST API's event of type TOKEN. */
    private static ObjectNode token(String authorizationToken) {
        return sample("go/apigw-custom-auth-request.json").put("authorizationToken", authorizationToken);
    }

    static Stream<ObjectNode> shapesOf(String token) {
        return Stream.of(http(token), http1(token), request(token), token("Bearer " + token));
    }

    static Stream<JsonNode> shapes() {
        return shapesOf(TOKEN).map(JsonNode.class::cast);
    }

    /** What API Gateway is told. */
    private String outcome(JsonNode event) {
        return outcome(events, event.toString());
    }

    private static String outcome(Events events, String event) {
        try {
            JsonNode answer = TestApi.invoke(events, event);
            return answer.has("isAuthorized")
                    ? answer.path("isAuthorized").toString()
                    : answer.at("/policyDocument/Statement/0/Effect").asText();
        } catch (Unauthorized e) {
            return e.getMessage();
        }
    }

    private JsonNode context(JsonNode event) {
        return TestApi.invoke(events, event.toString()).path("context");
    }

    // Authorized only on ACCEPTED

    @ParameterizedTest
    @MethodSource("shapes")
    @DisplayName(
            "each of AWS's sample events, with a good token, is authorized, and the context has all members as strings")
    void authorized(JsonNode event) {
        assertTrue(List.of("true", "Allow").contains(outcome(event)));
        JsonNode context = context(event);
        assertEquals(
                "{\"verdict\":\"ACCEPTED\",\"reason\":\"RULE_SATISFIED\",\"idp\":\"0oa1\",\"amr\":\"pwd sms\","
                        + "\"factorTypes\":\"KNOWLEDGE POSSESSION\",\"amrTable\":\"2025-04\"}",
                context.toString());
    }

    @Test
    @DisplayName("R1.4 where the editions disagree, the context and the decision line say so; it decides nothing")
    void editionsDisagree() {
        String face = TestKey.ES256.sign(TestToken.claims("face").toString());
        for (ObjectNode event : shapesOf(face).toList()) {
            log.decisions.clear();
            JsonNode context = context(event);
            assertEquals("ACCEPTED", context.path("verdict").asText());
            assertEquals("RULE_SATISFIED", context.path("reason").asText());
            String editions = context.path("editions").asText();
            assertTrue(
                    editions.startsWith(
                            "EDITIONS_DISAGREE: By edition 2026-07 of the AMR table this sign-in is STEP_UP"),
                    editions);
            assertEquals(
                    List.of(FindingCode.RULE_SATISFIED, FindingCode.EDITIONS_DISAGREE),
                    log.decisions.getFirst().findings());
        }
    }

    @Test
    @DisplayName("STEP_UP is not authorized, and the reason says what is missing")
    void stepUp() {
        for (ObjectNode event : shapesOf(ONE_FACTOR).toList()) {
            assertTrue(List.of("false", "Deny").contains(outcome(event)));
            JsonNode context = context(event);
            assertEquals("STEP_UP", context.path("verdict").asText());
            assertEquals(
                    "FACTORS_MISSING, missing: POSSESSION|BIOMETRIC",
                    context.path("reason").asText());
            assertEquals("pwd", context.path("amr").asText());
        }
    }

    static Stream<String> refusedTokens() {
        ObjectNode late = TestToken.claims("pwd", "sms").put("exp", TestApi.NOW.getEpochSecond() - 1);
        ObjectNode other = TestToken.claims("pwd", "sms").put("iss", "https://unknown.example.com");
        ObjectNode noAmr = TestToken.claims();
        noAmr.remove("amr");
        return Stream.of(
                "TOKEN_EXPIRED|" + TestKey.ES256.sign(late.toString()),
                "IDP_UNKNOWN|" + TestKey.ES256.sign(other.toString()),
                "AMR_MISSING|" + TestKey.ES256.sign(noAmr.toString()),
                "TOKEN_KEY_NOT_FOUND|"
                        + TestKey.RS256.sign(TestToken.claims("pwd", "sms").toString()),
                "TOKEN_SIGNATURE_INVALID|" + TOKEN.substring(0, TOKEN.length() - 4) + "AAAA",
                "TOKEN_ALGORITHM_REFUSED|" + TestKey.encode("{\"alg\":\"none\"}") + "."
                        + TestKey.encode(TestToken.claims("pwd", "sms").toString()) + ".",
                "IDP_UNKNOWN|allow",
                "IDP_UNKNOWN|a.b.c");
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    @DisplayName(
            "REJECTED is not authorized, the reason is the finding that decides, and nothing of the token is in the"
                    + " context")
    void rejected(String codeAndToken) {
        String[] parts = codeAndToken.split("\\|");
        for (ObjectNode event : shapesOf(parts[1]).toList()) {
            assertTrue(List.of("false", "Deny").contains(outcome(event)));
            JsonNode context = context(event);
            assertEquals(parts[0], context.path("reason").asText());
            assertEquals("REJECTED", context.path("verdict").asText());
            assertEquals("", context.path("factorTypes").asText());
        }
    }

    @Test
    @DisplayName("each is told to the log once, with API Gateway's request id")
    void logged() {
        outcome(http(TOKEN));
        outcome(token(ONE_FACTOR));
        outcome(token(""));
        assertEquals(List.of("ACCEPTED", "STEP_UP"), log.verdicts());
        assertEquals("id", log.decisions.getFirst().requestId());
        assertEquals("HTTP_API_AUTHORIZER", log.decisions.getFirst().shape());
        assertEquals("invocation-1", log.decisions.getLast().requestId());
        assertEquals(List.of("UNREADABLE: There is no bearer token."), log.undecided);
    }

    // The token

    @ParameterizedTest(name = "Authorization {0}, identity source {1} -> {2}")
    @CsvSource({
        "Bearer T,     ,         true",
        "bearer T,     ,         true",
        "BEARER   T,   ,         true",
        ",             T,        true",
        ",             Bearer T, true",
        ",             bEARER T, true",
        "Basic x,      T,        true",
        "T,            T,        true",
        "Bearer T,     bad,      true",
        "T,            ,         false",
        "Basic T,      ,         false",
        "BearerT,      ,         false",
        "Bearer,       ,         false",
        "'',           '',       false",
        ",             ,         false",
        ",             Basic T,  false",
        ",             Bearer,   false",
        "'Bearer T,T', T,        false",
        "'T, T',       T,        false",
        "'Bearer T T', ,         false",
        "Bearer bad,   T,        false",
    })
    @DisplayName("HTTP API: Authorization with the scheme Bearer, else the first identity source with or without it")
    void httpToken(String authorization, String source, String authorized) {
        ObjectNode event = http(TOKEN);
        ObjectNode headers = (ObjectNode) event.path("headers");
        headers.remove("authorization");
        event.putArray("identitySource");
        if (authorization != null) {
            headers.put("Authorization", tokenFor(authorization));
        }
        if (source != null) {
            event.putArray("identitySource").add(tokenFor(source)).add(TOKEN);
        }
        assertEquals(authorized, outcome(event));
    }

    private static String tokenFor(String pattern) {
        return pattern.replaceAll("\\bT\\b", TOKEN);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "Bearer T,   Allow",
        "bearer T,   Allow",
        "T,          Allow",
        "' T ',      Allow",
        "Bearer bad, Deny",
        "allow,      Deny",
        "'',         Unauthorized",
        "Bearer,     Unauthorized",
        "'Bearer ',  Unauthorized",
        "Basic T,    Unauthorized",
        "'T,T',      Unauthorized",
        "Bearer T T, Unauthorized",
        "'T\u0000',  Unauthorized",
    })
    @DisplayName("REST API, TOKEN: the authorizationToken, with or without the scheme")
    void restToken(String authorizationToken, String outcome) {
        assertEquals(outcome, outcome(token(tokenFor(authorizationToken))));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"null", "1", "true", "[]", "{}", "[\"Bearer x\"]"})
    @DisplayName("REST API: no token, or one that is no string, fails with exactly Unauthorized")
    void noToken(String json) {
        assertEquals("Unauthorized", outcome(with(token(""), "/authorizationToken", TestApi.json(json))));
        assertEquals("Unauthorized", outcome(with(token(""), "/authorizationToken", null)));
        JsonNode event = with(request(TOKEN), "/multiValueHeaders", null);
        assertEquals("Unauthorized", outcome(with(event, "/headers/Authorization", TestApi.json(json))));
        assertEquals("Unauthorized", outcome(with(event, "/headers", TestApi.json(json))));
        assertEquals(
                "false", outcome(with(with(http(TOKEN), "/identitySource", null), "/headers", TestApi.json(json))));
    }

    @Test
    @DisplayName("Unauthorized is all that it says, whoever writes it")
    void unauthorized() {
        Unauthorized failure = assertThrows(
                Unauthorized.class, () -> TestApi.invoke(events, token("").toString()));
        assertEquals("Unauthorized", failure.getMessage());
        assertEquals("Unauthorized", failure.toString());
        assertEquals("Unauthorized", new RuntimeException(failure).getMessage());
    }

    @Test
    @DisplayName("REST API, REQUEST: an Authorization that stands twice is refused, in whatever case and map")
    void twoTokens() {
        ObjectNode multiple = request(TOKEN);
        ((ObjectNode) multiple.path("multiValueHeaders"))
                .withArray("Authorization")
                .add("Bearer " + ONE_FACTOR);
        ObjectNode same = request(TOKEN);
        ((ObjectNode) same.path("multiValueHeaders")).withArray("Authorization").add("Bearer " + TOKEN);
        ObjectNode differ = request(TOKEN);
        ((ObjectNode) differ.path("headers")).put("Authorization", "Bearer " + ONE_FACTOR);
        ObjectNode cases = request(TOKEN);
        ((ObjectNode) cases.path("headers")).put("authorization", "Bearer " + ONE_FACTOR);
        ObjectNode number = request(TOKEN);
        ((ObjectNode) number.path("multiValueHeaders"))
                .putArray("Authorization")
                .add(1);
        ObjectNode joined = http1(TOKEN).put("identitySource", TOKEN + "," + TOKEN);
        ((ObjectNode) joined.path("headers")).put("Authorization", TOKEN + "," + TOKEN);
        for (ObjectNode event : List.of(multiple, same, differ, cases, number, joined)) {
            assertEquals("Unauthorized", outcome(event));
        }
    }

    @Test
    @DisplayName("REST API, REQUEST: either map of headers may be missing, and names are in any case")
    void eitherMap() {
        assertEquals("Allow", outcome(with(request(TOKEN), "/multiValueHeaders", null)));
        assertEquals("Allow", outcome(with(request(TOKEN), "/headers", null)));
        assertEquals("Allow", outcome(with(request(TOKEN), "/headers", TestApi.json("null"))));
        ObjectNode event = request("x");
        event.remove("multiValueHeaders");
        event.putObject("headers").put("aUTHORIZATION", "Bearer " + TOKEN);
        assertEquals("Allow", outcome(event));
    }

    @Test
    @DisplayName("format 1.0: the first identity source is what stands before the first comma")
    void identitySource() {
        JsonNode event = with(http1(TOKEN), "/headers/Authorization", null);
        assertEquals("Allow", outcome(event));
        assertEquals("Allow", outcome(with(event, "/identitySource", TestApi.json("\"" + TOKEN + "\""))));
        assertEquals("Allow", outcome(with(event, "/identitySource", TestApi.json("[\"" + TOKEN + "\"]"))));
        assertEquals("Deny", outcome(with(event, "/identitySource", TestApi.json("\"x," + TOKEN + "\""))));
        assertEquals("Unauthorized", outcome(with(event, "/identitySource", null)));
    }

    // The IdP

    @ParameterizedTest(name = "x-idp-id {0} -> {1} {2}")
    @CsvSource({
        "0oa1,        true,  0oa1, RULE_SATISFIED",
        "0oa9,        false, 0oa9, TOKEN_KEY_NOT_FOUND",
        "0oa2,        false, '',   IDP_UNKNOWN",
        "'0oa1,0oa1', false, '',   IDP_UNKNOWN",
        "'\u00e9',    false, '',   IDP_UNKNOWN",
        "'',          true,  0oa1, RULE_SATISFIED",
    })
    @DisplayName("the IdP is the one that x-idp-id names, if it is in the registry, and is compared with the token")
    void idpByHeader(String header, String authorized, String idp, String reason) {
        ObjectNode event = http(TOKEN);
        ((ObjectNode) event.path("headers")).put("X-Idp-Id", header);
        assertAll(
                () -> assertEquals(authorized, outcome(event)),
                () -> assertEquals(idp, context(event).path("idp").asText()),
                () -> assertEquals(reason, context(event).path("reason").asText()));
    }

    @Test
    @DisplayName("an x-idp-id that stands twice, or is no string, is not passed over")
    void idpTwice() {
        ObjectNode event = request(TOKEN);
        ((ObjectNode) event.path("multiValueHeaders"))
                .putArray("x-idp-id")
                .add("0oa1")
                .add("0oa9");
        assertEquals("Deny", outcome(event));
        ObjectNode number = http(TOKEN);
        ((ObjectNode) number.path("headers")).put("x-idp-id", 1);
        assertEquals("false", outcome(number));
        assertEquals("", context(number).path("amrTable").asText());
        assertEquals(
                "The header x-idp-id must have exactly one value.",
                context(number).path("reason").asText());
    }

    @Test
    @DisplayName("R5.4 a token that names another IdP of the registry as its issuer is verified with that one's keys")
    void idpByIssuer() {
        String other = TestKey.RS256.sign(TestToken.claims("pwd", "sms")
                .put("iss", "https://other.example.com")
                .toString());
        assertEquals("0oa9", context(http(other)).path("idp").asText());
        assertEquals("AMR_USABLE", context(http(other)).path("reason").asText());
        String forged = TestKey.ES256.sign(TestToken.claims("pwd", "sms")
                .put("iss", "https://other.example.com")
                .toString());
        assertEquals("false", outcome(http(forged)));
    }

    // The rule

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "GET /profile,      true",
        "GET /other,        false",
        "ANY /profile,      false",
        "$default,          false",
        "ANY /orders/{id},  false",
    })
    @DisplayName("HTTP API: one factor suffices only where the route's own rule says so")
    void ruleByRouteKey(String routeKey, String authorized) {
        assertEquals(authorized, outcome(http(ONE_FACTOR).put("routeKey", routeKey)));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "GET,    profile,       Allow",
        "GET,    profile/,      Deny",
        "GET,    pro%66ile,     Allow",
        "POST,   profile,       Deny",
        "GET,    other,         Deny",
        "GET,    profile%2F1,   Deny",
        "GET,    pro%zzfile,    Deny",
    })
    @DisplayName("REST API, TOKEN: the route is the method and the path of the ARN")
    void ruleByArn(String method, String path, String outcome) {
        assertEquals(outcome, outcome(token(ONE_FACTOR).put("methodArn", ARN + method + "/" + path)));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "GET,    /profile,       Allow, RULE_SATISFIED",
        "GET,    /orders/{id},   Deny,  RULE_DENIES",
        "DELETE, /orders/{item}, Deny,  RULE_DENIES",
        "GET,    /orders,        Allow, RULE_SATISFIED",
    })
    @DisplayName("REST API, REQUEST: the route is that of httpMethod and resource; without them the ARN's")
    void ruleByResource(String method, String resource, String outcome, String reason) {
        ObjectNode event = request(TOKEN).put("httpMethod", method).put("resource", resource);
        assertEquals(outcome, outcome(event));
        assertEquals(reason, context(event).path("reason").asText());
        event.remove("httpMethod");
        event.remove("resource");
        event.put("methodArn", ARN + method + resource.replaceAll("\\{.*}", "17"));
        assertEquals(outcome, outcome(event));
        assertEquals(reason, context(event).path("reason").asText());
    }

    @Test
    @DisplayName("HTTP API: without a route key the route is the ARN's")
    void noRouteKey() {
        ObjectNode event = http(ONE_FACTOR);
        event.remove("routeKey");
        assertEquals("true", outcome(event.put("routeArn", ARN + "GET/profile")));
        assertEquals("false", outcome(event.put("routeArn", ARN + "GET/request")));
        assertEquals("false", outcome(event.put("routeArn", "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANY/profile", "GET/{proxy+}", "GET/{id}/x", ""})
    @DisplayName("HTTP API: an ARN of a route and not of a request names no route, so the request's method and path do")
    void arnOfARoute(String arn) {
        ObjectNode event = asking("GET", "/profile").put("routeArn", ARN + arn);
        assertEquals("true", outcome(event));
        assertEquals("false", outcome(asking("POST", "/profile").put("routeArn", ARN + arn)));
        assertEquals("false", outcome(asking("GET", "/other").put("routeArn", ARN + arn)));
    }

    private static ObjectNode asking(String method, String path) {
        ObjectNode event = http(ONE_FACTOR).put("rawPath", path);
        event.remove("routeKey");
        ((ObjectNode) event.at("/requestContext/http")).put("method", method).put("path", path);
        return event;
    }

    @Test
    @DisplayName("R5.5 HTTP API: without any route not even a token that satisfies the IdP's own rule authorizes")
    void noRoute() {
        ObjectNode event = http(TOKEN).put("routeArn", "x");
        assertEquals("true", outcome(event));
        event.remove("routeKey");
        assertEquals("true", outcome(event));
        event.remove("rawPath");
        ((ObjectNode) event.at("/requestContext/http")).remove("path");
        assertEquals("false", outcome(event));
    }

    // The policy

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/orders/*",
                "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/orders/?",
                "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/${aws:username}",
                "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/*/orders",
                "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test",
                "arn:aws:execute-api:us-east-1:123456789012:*",
                "arn:aws:s3:us-east-1:123456789012:abcdef123/test/GET/",
                "*",
                ""
            })
    @DisplayName("an ARN of more than one method and path is never allowed")
    void wildcards(String arn) {
        assertEquals("Deny", outcome(token(TOKEN).put("methodArn", arn)));
        assertEquals("Deny", outcome(request(TOKEN).put("methodArn", arn)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "arn:aws:execute-api:us-west-2:123456789012:ymy8tbxw7b/*/GET/",
                "arn:aws-cn:execute-api:cn-north-1:123456789012:a/$default/POST",
                "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/a:b/c+d/%20"
            })
    @DisplayName("what is allowed is the method that was called, and no other")
    void resource(String arn) {
        JsonNode policy = TestApi.invoke(
                        events, token(TOKEN).put("methodArn", arn).toString())
                .path("policyDocument");
        assertEquals("Allow", policy.at("/Statement/0/Effect").asText());
        assertEquals(TestApi.json("[\"" + arn + "\"]"), policy.at("/Statement/0/Resource"));
        assertEquals(1, policy.path("Statement").size());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"allow", "deny"})
    @DisplayName("a policy has the form of AWS's own sample, but for a condition, which it has none of")
    void formOfPolicy(String effect) {
        ObjectNode expected = sample("java-events-policy/iamPolicyResponses-" + effect + ".json");
        ObjectNode statement = (ObjectNode) expected.at("/policyDocument/Statement/0");
        statement.remove("Condition");
        JsonNode actual = TestApi.invoke(
                events, token(effect.equals("allow") ? TOKEN : ONE_FACTOR).toString());
        statement.set("Resource", actual.at("/policyDocument/Statement/0/Resource"));
        assertEquals(expected.path("policyDocument"), actual.path("policyDocument"));
        List<String> members = new ArrayList<>();
        actual.fieldNames().forEachRemaining(members::add);
        assertEquals(List.of("principalId", "policyDocument", "context"), members);
    }

    @Test
    @DisplayName("a policy is what AWS's own class for it writes")
    void policyOfAws() {
        JsonNode actual = TestApi.invoke(events, token(TOKEN).toString());
        String arn = actual.at("/policyDocument/Statement/0/Resource/0").asText();
        IamPolicyResponse response = IamPolicyResponse.builder()
                .withPrincipalId("0oa1")
                .withPolicyDocument(IamPolicyResponse.PolicyDocument.builder()
                        .withVersion(IamPolicyResponse.VERSION_2012_10_17)
                        .withStatement(List.of(IamPolicyResponse.allowStatement(arn)))
                        .build())
                .withContext(TestApi.JSON.convertValue(
                        actual.path("context"),
                        TestApi.JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class)))
                .build();
        JsonNode expected = TestApi.JSON.valueToTree(response);
        // That class writes no condition as one without a key.
        ((ObjectNode) expected.at("/policyDocument/Statement/0")).remove("Condition");
        assertEquals(expected, actual);
    }

    @Test
    @DisplayName("the simple response has the form of AWS's own sample")
    void formOfSimpleResponse() {
        JsonNode expected = sample("java-tests/simple_iam_policy_response.json");
        JsonNode actual = TestApi.invoke(events, http(TOKEN).toString());
        List<String> members = new ArrayList<>();
        expected.fieldNames().forEachRemaining(members::add);
        List<String> own = new ArrayList<>();
        actual.fieldNames().forEachRemaining(own::add);
        assertEquals(members, own);
        assertTrue(actual.path("context").valueStream().allMatch(JsonNode::isTextual));
    }

    @Test
    @DisplayName("the principal is the IdP, and no user")
    void principal() {
        assertEquals(
                "0oa1",
                TestApi.invoke(events, token(TOKEN).toString())
                        .path("principalId")
                        .asText());
        assertEquals(
                "unknown",
                TestApi.invoke(events, token("allow").toString())
                        .path("principalId")
                        .asText());
    }

    @Test
    @DisplayName("context values are ASCII on one line, whatever the registry says")
    void ascii() {
        ObjectNode idp = TestIdp.oidc().put("id", "0oa\u00e9\nx ~\u007f");
        Events odd = TestApi.events(
                RequestSettings.DEFAULT, TestRegistry.of(TestRegistry.entry(idp, TestKey.ES256)), new TestLog());
        JsonNode answer = TestApi.invoke(odd, token(TOKEN).toString());
        assertEquals("0oa??x ~?", answer.at("/context/idp").asText());
        assertEquals("0oa??x ~?", answer.path("principalId").asText());
    }

    // Fail closed

    @ParameterizedTest
    @MethodSource("shapes")
    @DisplayName("R5.5 an event in which any member stands twice is not authorized")
    void duplicates(JsonNode event) {
        String text = event.toString();
        for (String duplicate : List.of("\"x\":1,\"x\":2", "\"x\":{\"y\":1,\"y\":1}")) {
            String twice = "{" + duplicate + "," + text.substring(1);
            assertTrue(List.of("false", "Deny").contains(outcome(events, twice)), twice);
        }
        String headersTwice = text.replaceFirst("\\{", "{\"headers\":{},\"headers\":{},");
        assertFalse(List.of("true", "Allow").contains(outcome(events, headersTwice)));
    }

    @Test
    @DisplayName("R5.5 a fault of the program is not authorized, and its text stays inside")
    void faults() {
        TokenVerifier broken = new TokenVerifier(
                (jwks, url, kid) -> {
                    throw new IllegalStateException("secret-text");
                },
                (algorithm, key, input, signature) -> true);
        events = new Events(
                Judges.of(RequestSettings.DEFAULT, REGISTRY, broken, Clock.systemUTC()), Optional.empty(), log);
        for (ObjectNode event : shapesOf(TOKEN).toList()) {
            assertTrue(List.of("false", "Deny").contains(outcome(event)));
            assertEquals(
                    "No decision could be made.", context(event).path("reason").asText());
        }
        assertTrue(log.undecided.stream().allMatch(each -> each.startsWith("FAILED: java.lang.IllegalStateException")));
        assertFalse(log.undecided.isEmpty());
    }

    @Test
    @DisplayName("R5.5 without keys nobody is authorized")
    void noKeys() {
        TokenVerifier none = new TokenVerifier(
                (jwks, url, kid) -> new KeySource.Keys.Unavailable("None."),
                (algorithm, key, input, signature) -> true);
        events = new Events(
                Judges.of(RequestSettings.DEFAULT, REGISTRY, none, Clock.systemUTC()), Optional.empty(), log);
        assertEquals("KEYS_UNAVAILABLE", context(http(TOKEN)).path("reason").asText());
        assertEquals("false", outcome(http(TOKEN)));
    }

    @Test
    @DisplayName("R5.5 a deployment without a registry authorizes nobody")
    void noRegistry() {
        events = TestApi.events(RequestSettings.DEFAULT, Registry.EMPTY, log);
        for (ObjectNode event : shapesOf(TOKEN).toList()) {
            assertTrue(List.of("false", "Deny").contains(outcome(event)));
        }
    }
}
