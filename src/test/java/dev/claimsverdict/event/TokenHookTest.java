package dev.claimsverdict.event;

import static dev.claimsverdict.testing.HttpResult.with;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.DecisionRecord;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.event.AnyRequestPropertiesTest.Mutation;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.token.TokenVerifier;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Okta's token inline hook. Only a 200 with an error in it stops a sign-in: after any other failure Okta continues. */
class TokenHookTest {

    private static final String PATH = "/v1/okta/token-hook";

    private static final Registry REGISTRY = registry();

    /** Keys are asked for by nobody: a source that fails, and a check that fails, are never noticed. */
    private static final TokenVerifier NEVER_ASKED = new TokenVerifier(
            (jwks, url, kid) -> {
                throw new IllegalStateException("asked for keys");
            },
            (algorithm, key, input, signature) -> {
                throw new IllegalStateException("asked for a signature");
            });

    private final TestLog log = new TestLog();
    private final Events events = events(REGISTRY, Optional.of(new HookSecrets(List.of(TestApi.HOOK_SECRET))), log);

    /** A trusted OIDC IdP with a rule of two factors, a SAML one without a rule, an inactive, an untrusted, a mapped one. */
    private static Registry registry() {
        ObjectNode oidc = TestRegistry.entry(TestIdp.oidc());
        oidc.set("rule", TestRegistry.rule("2FA"));
        ObjectNode inactive = TestRegistry.entry(other("0oaInactive").put("status", "INACTIVE"));
        ObjectNode untrusted = other("0oaUntrusted");
        ((ObjectNode) untrusted.path("policy")).put("trustClaims", false);
        ObjectNode mapped = other("0oaMapped");
        ((ObjectNode) mapped.path("policy")).put("trustClaims", false).put("mapAMRClaims", true);
        ObjectNode mappedEntry = TestRegistry.entry(mapped);
        mappedEntry.putObject("org").put("claimsSharing", false);
        ObjectNode denied = TestRegistry.entry(other("0oaDenied"));
        denied.putObject("rule").put("access", "DENY");
        return TestRegistry.of(
                oidc, TestRegistry.entry(TestIdp.saml()), inactive, TestRegistry.entry(untrusted), mappedEntry, denied);
    }

    private static ObjectNode other(String id) {
        ObjectNode idp = TestIdp.oidc().put("id", id);
        ((ObjectNode) idp.at("/protocol/issuer")).put("url", "https://" + id + ".example.com");
        return idp;
    }

    private static Events events(Registry registry, Optional<HookSecrets> secret, DecisionLog log) {
        Clock clock = Clock.fixed(TestApi.NOW, ZoneOffset.UTC);
        return new Events(Judges.of(RequestSettings.DEFAULT, registry, NEVER_ASKED, clock), secret, log);
    }

    /** A request as Okta's reference has it, shortened. */
    private static ObjectNode hook(String idpId, String... amr) {
        ObjectNode hook = (ObjectNode) TestApi.json("""
            {"source": "https://example.okta.com/oauth2/default/v1/authorize", "eventId": "3OWo4oo-QQ-rBWfRyTmQYw",
             "eventTime": "2026-11-24T12:00:00.000Z", "eventTypeVersion": "1.0", "cloudEventVersion": "0.1",
             "contentType": "application/json", "eventType": "com.okta.oauth2.tokens.transform",
             "data": {
               "context": {
                 "request": {"id": "reqv66CbCaCStGEFc8AdfS0ng", "method": "GET"},
                 "protocol": {"type": "OAUTH2.0", "client": {"id": "client", "type": "PUBLIC"}},
                 "session": {"id": "102Qoe7t5PcRnSxr8j3I8I6pA", "login": "someone@example.com",
                   "amr": ["PASSWORD"], "idp": {"id": "", "type": "FEDERATED"}, "mfaActive": false},
                 "user": {"id": "00uq8tMo3zV0OfJON0g3", "profile": {"login": "someone@example.com"}}},
               "identity": {"claims": {"sub": "00uq8tMo3zV0OfJON0g3", "email": "someone@example.com",
                   "amr": [], "idp": "0oa1"}, "token": {"lifetime": {"expiration": 3600}}},
               "access": {"claims": {"sub": "someone@example.com", "aud": "api://default"},
                 "token": {"lifetime": {"expiration": 3600}}}}}\
            """);
        ((ObjectNode) hook.at("/data/context/session/idp")).put("id", idpId);
        List.of(amr).forEach(((ObjectNode) hook.at("/data/identity/claims")).withArray("amr")::add);
        return hook;
    }

    private HttpResult post(String body) {
        return post(events, TestApi.HOOK_SECRET, body);
    }

    private static HttpResult post(Events events, String secret, String body) {
        ObjectNode event = TestApi.httpEvent("POST", PATH, body);
        if (secret != null) {
            ((ObjectNode) event.path("headers")).put("Authorization", secret);
        }
        return HttpResult.of(TestApi.invoke(events, event.toString()));
    }

    private JsonNode answer(JsonNode hook) {
        HttpResult result = post(hook.toString());
        assertEquals(200, result.status(), result.body());
        assertEquals("application/json", result.header("content-type"));
        return result.json();
    }

    // Commands

    @Test
    @DisplayName("ACCEPTED: both tokens get the claim amr_verdict, in exactly Okta's form")
    void accepted() {
        assertEquals(
                "{\"commands\":[{\"type\":\"com.okta.identity.patch\",\"value\":[{\"op\":\"add\","
                        + "\"path\":\"/claims/amr_verdict\",\"value\":{\"verdict\":\"ACCEPTED\","
                        + "\"factorTypes\":[\"KNOWLEDGE\",\"POSSESSION\"],\"amrTable\":\"2025-04\"}}]},"
                        + "{\"type\":\"com.okta.access.patch\",\"value\":[{\"op\":\"add\","
                        + "\"path\":\"/claims/amr_verdict\",\"value\":{\"verdict\":\"ACCEPTED\","
                        + "\"factorTypes\":[\"KNOWLEDGE\",\"POSSESSION\"],\"amrTable\":\"2025-04\"}}]}]}",
                answer(hook("0oa1", "pwd", "sms")).toString());
        assertEquals(List.of("ACCEPTED"), log.verdicts());
        assertEquals("OKTA_TOKEN_HOOK", log.decisions.getFirst().shape());
        assertEquals(Optional.of("0oa1"), log.decisions.getFirst().idpId());
    }

    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource({
        "0oa1,         'pwd,sms', ACCEPTED, 'KNOWLEDGE,POSSESSION'",
        "0oa1,         pwd,       STEP_UP,  KNOWLEDGE",
        "0oa2,         pwd,       ACCEPTED, KNOWLEDGE",
        "0oaUntrusted, pwd,       STEP_UP,  ''",
        "0oaMapped,    pwd,       ACCEPTED, KNOWLEDGE",
        "0oaMapped,    '',        STEP_UP,  ''",
    })
    @DisplayName("STEP_UP goes into the tokens as ACCEPTED does, with what was counted")
    void claims(String idp, String amr, String verdict, String factorTypes) {
        JsonNode commands = answer(hook(idp, amr.isEmpty() ? new String[0] : amr.split(",")))
                .path("commands");
        assertEquals(2, commands.size());
        for (JsonNode command : commands) {
            JsonNode claim = command.at("/value/0/value");
            List<String> types = new ArrayList<>();
            claim.path("factorTypes").forEach(type -> types.add(type.asText()));
            assertEquals(verdict, claim.path("verdict").asText());
            assertEquals(factorTypes, String.join(",", types));
        }
    }

    @Test
    @DisplayName("R3.3 for a SAML IdP a value may hold several")
    void saml() {
        JsonNode claim = answer(hook("0oa2", "pwd, sms")).at("/commands/0/value/0/value");
        assertEquals("[\"KNOWLEDGE\",\"POSSESSION\"]", claim.path("factorTypes").toString());
    }

    @Test
    @DisplayName("only tokens that are about to be issued are patched: Okta refuses other commands")
    void tokens() {
        JsonNode hook = hook("0oa1", "pwd", "sms");
        JsonNode identity = answer(with(hook, "/data/access", null)).path("commands");
        assertEquals(1, identity.size());
        assertEquals("com.okta.identity.patch", identity.at("/0/type").asText());
        JsonNode access =
                answer(with(hook("0oaUntrusted"), "/data/identity", null)).path("commands");
        assertEquals(1, access.size());
        assertEquals("com.okta.access.patch", access.at("/0/type").asText());
        JsonNode none = with(with(hook("0oaUntrusted"), "/data/identity", null), "/data/access", TestApi.json("null"));
        assertEquals("{\"commands\":[]}", answer(none).toString());
    }

    @Test
    @DisplayName("a claim amr_verdict that is there already is added all the same, which replaces it")
    void replaces() {
        JsonNode hook = with(
                hook("0oa1", "pwd", "sms"), "/data/identity/claims/amr_verdict", TestApi.json("{\"verdict\":\"x\"}"));
        assertEquals("add", answer(hook).at("/commands/0/value/0/op").asText());
    }

    // Errors

    @Test
    @DisplayName("R3.1 more AMR values than any sign-in has stop the sign-in")
    void tooManyValues() {
        String amr = "[\"pwd\"" + ",\"x\"".repeat(1000) + "]";
        JsonNode answer = answer(with(hook("0oa1"), "/data/identity/claims/amr", TestApi.json(amr)));
        assertEquals(
                "AMR_TOO_MANY_VALUES", answer.at("/error/errorCauses/0/reason").asText(), answer::toString);
    }

    @ParameterizedTest(name = "amr {0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "                  | AMR_MISSING",
                "null              | AMR_MISSING",
                "[]                | AMR_EMPTY",
                "[\"fido\"]        | AMR_ALL_UNSUPPORTED",
                "\"pwd\"           | AMR_NOT_ARRAY",
                "1                 | AMR_NOT_ARRAY",
                "true              | AMR_NOT_ARRAY",
                "{\"pwd\":\"sms\"} | AMR_NOT_ARRAY",
                "[\"pwd\",1]       | AMR_NOT_ARRAY",
                "[\"pwd\",null]    | AMR_NOT_ARRAY",
                "[[\"pwd\"]]       | AMR_NOT_ARRAY",
            })
    @DisplayName("R3.1, R3.5 without usable values the sign-in is stopped, in the form of Okta's error object")
    void rejected(String amr, String code) {
        JsonNode hook = with(hook("0oa1"), "/data/identity/claims/amr", amr == null ? null : TestApi.json(amr));
        JsonNode answer = answer(hook);
        JsonNode error = answer.path("error");
        JsonNode cause = error.at("/errorCauses/0");
        List<String> members = new ArrayList<>();
        cause.fieldNames().forEachRemaining(members::add);
        assertAll(
                () -> assertEquals(1, answer.size()),
                () -> assertEquals(2, error.size()),
                () -> assertEquals(
                        "The sign-in is rejected: " + code + ".",
                        error.path("errorSummary").asText()),
                () -> assertEquals(List.of("errorSummary", "reason", "locationType", "location", "domain"), members),
                () -> assertEquals(code, cause.path("reason").asText()),
                () -> assertEquals("body", cause.path("locationType").asText()),
                () -> assertEquals(
                        "data.identity.claims.amr", cause.path("location").asText()),
                () -> assertTrue(cause.valueStream().allMatch(JsonNode::isTextual)));
    }

    @Test
    @DisplayName("without an ID token there is no amr to judge")
    void noIdentity() {
        JsonNode answer = answer(with(hook("0oa1", "pwd", "sms"), "/data/identity", null));
        assertEquals("AMR_MISSING", answer.at("/error/errorCauses/0/reason").asText());
        JsonNode noClaims = answer(with(hook("0oa1", "pwd", "sms"), "/data/identity/claims", null));
        assertEquals("AMR_MISSING", noClaims.at("/error/errorCauses/0/reason").asText());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"0oaInactive, IDP_INACTIVE", "0oaDenied, RULE_DENIES"})
    @DisplayName("an inactive IdP and a denying rule stop it, located at the IdP")
    void rejectedOtherwise(String idp, String code) {
        JsonNode cause = answer(hook(idp, "pwd", "sms")).at("/error/errorCauses/0");
        assertEquals(code, cause.path("reason").asText());
        assertEquals("data.context.session.idp.id", cause.path("location").asText());
    }

    // None of this deployment's business

    @Test
    @DisplayName("an IdP that is not in the registry, or none: no commands")
    void unknownIdp() {
        JsonNode hook = hook("0oaNobody", "pwd");
        for (JsonNode each : List.of(
                hook,
                with(hook, "/data/context/session/idp/id", null),
                with(hook, "/data/context/session/idp", null),
                with(hook, "/data/context/session", null),
                with(hook, "/data/context/session", TestApi.json("null")))) {
            assertEquals("{\"commands\":[]}", answer(each).toString());
        }
        assertEquals(List.of(), log.decisions);
        assertEquals("IGNORED: The session is from an IdP that is not in the registry.", log.undecided.getFirst());
        assertEquals("IGNORED: The session isn't from an IdP.", log.undecided.getLast());
    }

    // Fail closed

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "/eventType",
                "/data",
                "/data/context",
                "/data/context/session",
                "/data/context/session/idp",
                "/data/context/session/idp/id",
                "/data/identity",
                "/data/identity/claims",
                "/data/access"
            })
    @DisplayName("R5.5 JSON that is not what Okta sends gets 200 with an error: after a 4xx Okta would go on")
    void wrongTypes(String pointer) {
        for (String json : List.of("7", "true", "[]", "[{}]")) {
            JsonNode answer = answer(with(hook("0oa1", "pwd", "sms"), pointer, TestApi.json(json)));
            assertEquals(
                    "The sign-in can't be judged.",
                    answer.at("/error/errorSummary").asText());
            assertEquals("UNREADABLE", answer.at("/error/errorCauses/0/reason").asText());
            assertFalse(answer.has("commands"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"data\":{}}",
                "{\"data\":null}",
                "{\"eventType\":\"com.okta.saml.tokens.transform\",\"data\":{\"context\":{}}}",
                "{\"data\":{\"context\":{\"session\":{\"idp\":{\"id\":\"0oaNobody\",\"id\":\"0oa1\"}}}}}",
                "{\"x\":1,\"x\":1,\"data\":{\"context\":{}}}"
            })
    @DisplayName("R5.5 so does JSON with a part missing, of another hook, or with a member that stands twice")
    void unreadable(String body) {
        HttpResult result = post(body);
        assertEquals(200, result.status());
        assertTrue(result.json().has("error"), result.body());
        assertTrue(log.undecided.getFirst().startsWith("UNREADABLE: "));
    }

    @Test
    @DisplayName("R5.5 a fault of the program is 200 with an error, and its text stays inside")
    void fault() {
        DecisionLog broken = new DecisionLog() {
            @Override
            public void decided(DecisionRecord decision) {
                throw new IllegalStateException("secret-text");
            }

            @Override
            public void undecided(String requestId, String shape, Undecided outcome, String why) {
                log.undecided(requestId, shape, outcome, why);
            }
        };
        HttpResult result = post(
                events(REGISTRY, Optional.of(new HookSecrets(List.of(TestApi.HOOK_SECRET))), broken),
                TestApi.HOOK_SECRET,
                hook("0oa1", "pwd", "sms").toString());
        assertEquals(200, result.status());
        assertEquals("FAILED", result.json().at("/error/errorCauses/0/reason").asText());
        assertFalse(result.body().contains("secret-text"));
        assertEquals(1, log.undecided.size());
        assertTrue(log.undecided.getFirst().startsWith("FAILED: java.lang.IllegalStateException"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{ | 400", "`` | 400", "data | 400", "{\"a\":1}} | 400"})
    @DisplayName("2 what is not JSON is a problem, as on every route")
    void notJson(String body, int status) {
        HttpResult result = post(body);
        assertEquals(status, result.status());
        assertEquals("application/problem+json", result.header("content-type"));
    }

    // The secret

    @Test
    @DisplayName("without the secret nothing is judged; without one configured there is no route")
    void secret() {
        String body = hook("0oa1", "pwd", "sms").toString();
        for (String wrong : new String[] {null, "", "x", TestApi.HOOK_SECRET + "x", "Bearer " + TestApi.HOOK_SECRET}) {
            assertEquals(401, post(events, wrong, body).status());
            assertEquals(401, post(events, wrong, "{").status());
        }
        assertEquals(List.of(), log.decisions);
        Events without = events(REGISTRY, Optional.empty(), log);
        assertEquals(404, post(without, TestApi.HOOK_SECRET, body).status());
        HttpResult get = HttpResult.of(
                TestApi.invoke(events, TestApi.httpEvent("GET", PATH, null).toString()));
        assertEquals(405, get.status());
        assertEquals("POST", get.header("allow"));
    }

    @Test
    @DisplayName("nothing of the user is in an answer or in the log")
    void nothingOfTheUser() {
        for (String[] amr : new String[][] {{"pwd", "sms"}, {"pwd"}, {}}) {
            assertFalse(post(hook("0oa1", amr).toString()).body().matches("(?s).*(someone|00uq8|102Qoe).*"));
        }
        assertFalse(log.decisions.toString().matches("(?s).*(someone|00uq8|102Qoe).*"));
    }

    @Property(tries = 1500)
    @Label("R5.5 any JSON anywhere in a request that is to be stopped: 200, with an error, or with no word of ACCEPTED")
    void anyJson(@ForAll("mutations") List<Mutation> all) {
        JsonNode hook = hook("0oa1", "fido");
        for (Mutation mutation : all) {
            hook = mutation.applyTo(hook);
        }
        JsonNode answer = answer(hook);
        boolean amrChanged = !hook.at("/data/identity/claims/amr").toString().equals("[\"fido\"]");
        assertTrue(answer.has("error") ^ answer.has("commands"));
        assertEquals(1, answer.size());
        if (!amrChanged) {
            assertFalse(answer.toString().contains("ACCEPTED"));
        }
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return new AnyRequestPropertiesTest().mutations();
    }
}
