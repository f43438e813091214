package dev.claimsverdict.judge;

import static dev.claimsverdict.testing.HttpResult.post;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestSaml;
import dev.claimsverdict.testing.TestToken;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R3.1: more AMR values than any sign-in has, wherever they come from. */
@DisplayName("R3.1 at most 1,000 AMR values are judged")
class TooManyAmrValuesTest {

    private static final int MOST = AmrClaim.MAX_VALUES;

    /** So many different values, of which only the first counts. */
    private static List<String> values(int count) {
        return Stream.concat(Stream.of("pwd"), IntStream.range(1, count).mapToObj(each -> Integer.toString(each, 36)))
                .toList();
    }

    private static ArrayNode array(int count) {
        return TestApi.JSON.valueToTree(values(count));
    }

    private static String outcome(JsonNode verdict) {
        return verdict.path("verdict").asText() + " " + TestApi.first(verdict) + " "
                + verdict.at("/findings/0/pointer").asText();
    }

    private static JsonNode token(int count) {
        return TestApi.verdict(
                "/v1/token-verdicts",
                TestToken.requestWith(claims -> claims.set("amr", array(count))).toString());
    }

    @Test
    @DisplayName("an ID token's: with one more the sign-in is rejected, and none of them is shown")
    void idToken() {
        JsonNode most = token(MOST);
        assertEquals("ACCEPTED AMR_USABLE /idToken/claims/amr", outcome(most));
        assertEquals(MOST, most.at("/amr/received").size());
        JsonNode more = token(MOST + 1);
        assertEquals("REJECTED AMR_TOO_MANY_VALUES /idToken/claims/amr", outcome(more));
        for (String shown : List.of("received", "counted", "ignored")) {
            assertTrue(more.at("/amr/" + shown).isEmpty(), shown);
        }
    }

    @Test
    @DisplayName("an access token's, and an ID token's that keeps Okta from looking into the access token (R3.2)")
    void accessToken() {
        String few = TestToken.claims("pwd").toString();
        ObjectNode many = TestToken.claims();
        many.set("amr", array(MOST + 1));
        ObjectNode none = TestToken.claims();
        assertEquals(
                "REJECTED AMR_TOO_MANY_VALUES /accessToken/claims/amr",
                outcome(both(none.toString(), many.toString())));
        assertEquals("REJECTED AMR_TOO_MANY_VALUES /idToken/claims/amr", outcome(both(many.toString(), few)));
    }

    private static JsonNode both(String idToken, String accessToken) {
        ObjectNode request = TestToken.request(TestKey.ES256.sign(idToken), TestKey.ES256)
                .put("accessToken", TestKey.ES256.sign(accessToken));
        return TestApi.verdict("/v1/token-verdicts", request.toString());
    }

    private static JsonNode saml(int count) {
        String two = "<saml:AttributeValue>pwd</saml:AttributeValue><saml:AttributeValue>hwk</saml:AttributeValue>";
        String one = "<saml:AttributeValue>" + String.join(",", values(count)) + "</saml:AttributeValue>";
        String xml = TestSaml.RESPONSE.replace(two, one);
        return TestSaml.verdict(TestSaml.request(TestSaml.sign(xml, "Assertion", TestSaml.How.RSA)));
    }

    @Test
    @DisplayName("R3.3 a SAML response's, in one value with commas")
    void samlResponse() {
        String pointer = " /samlResponse/Assertion/AttributeStatement/session.amr";
        assertEquals("ACCEPTED AMR_USABLE" + pointer, outcome(saml(MOST)));
        assertEquals("REJECTED AMR_TOO_MANY_VALUES" + pointer, outcome(saml(MOST + 1)));
    }

    @Test
    @DisplayName("a dry run's: the request is wrong, but with commas in it the verdict says so")
    void dryRun() {
        assertEquals("ACCEPTED AMR_USABLE /amr", outcome(DryRun.of(values(MOST)).verdict()));
        assertRefused(
                "/amr",
                post("/v1/amr-verdicts", DryRun.of(values(MOST + 1)).request().toString()));
        String commas = String.join(",", values(MOST + 1));
        assertEquals(
                "REJECTED AMR_TOO_MANY_VALUES /amr",
                outcome(DryRun.of(List.of(commas)).idp(TestIdp.saml()).verdict()));
        assertEquals(
                "ACCEPTED AMR_USABLE /amr",
                outcome(DryRun.of(List.of(String.join(",,", values(MOST)), " , "))
                        .idp(TestIdp.saml())
                        .verdict()));
    }

    private static void assertRefused(String pointer, HttpResult result) {
        assertEquals(422, result.status(), result.body());
        assertEquals(List.of(pointer), result.pointers());
        assertTrue(result.body().contains("must have at most 1000 strings"), result.body());
    }

    @Test
    @DisplayName("legacy mapping rejects, too (R2.2); where nothing is trusted nothing is counted anyway (R4.16)")
    void trustModes() {
        String commas = String.join(",", values(MOST + 1));
        JsonNode legacy = TestApi.json(
                "{\"type\":\"SAML2\",\"protocol\":{},\"policy\":{\"trustClaims\":false,\"mapAMRClaims\":true}}");
        assertEquals(
                "REJECTED AMR_TOO_MANY_VALUES",
                DryRun.of(List.of(commas))
                        .idp(legacy)
                        .org("{claimsSharing: false}")
                        .outcome());
        JsonNode untrusted = TestApi.json("{\"type\":\"SAML2\",\"protocol\":{},\"policy\":{\"trustClaims\":false}}");
        assertEquals(
                "STEP_UP TRUST_OFF", DryRun.of(List.of(commas)).idp(untrusted).outcome());
    }

    private static JsonNode change(JsonNode idp, ObjectNode evidence) {
        ObjectNode change = TestApi.JSON.createObjectNode();
        change.set("after", idp);
        change.set("evidence", evidence);
        return change;
    }

    @Test
    @DisplayName("section 6 a sample with more is no evidence either way: at risk, not breaking")
    void evidence() {
        ObjectNode list = TestApi.JSON.createObjectNode();
        list.set("amr", array(MOST + 1));
        assertRefused(
                "/evidence/amr",
                post("/v1/idp-verdicts", change(TestIdp.oidc(), list).toString()));
        ObjectNode claims = TestToken.claims();
        claims.set("amr", array(MOST + 1));
        ObjectNode token = TestApi.JSON.createObjectNode().put("idToken", TestKey.ES256.sign(claims.toString()));
        ObjectNode commas = TestApi.JSON.createObjectNode();
        commas.putArray("amr").add(String.join(",", values(MOST + 1)));
        assertAll(
                () -> assertNoEvidence("/evidence/idToken", change(TestIdp.oidc(), token)),
                () -> assertNoEvidence("/evidence/amr", change(TestSaml.idp(), commas)));
    }

    private static void assertNoEvidence(String pointer, JsonNode change) {
        JsonNode verdict = TestApi.verdict("/v1/idp-verdicts", change.toString());
        assertEquals("AT_RISK", verdict.path("verdict").asText());
        List<String> codes = DryRun.codes(verdict);
        assertTrue(codes.contains("AMR_EVIDENCE_MISSING"), codes::toString);
        JsonNode told = verdict.at("/findings/" + codes.indexOf("AMR_TOO_MANY_VALUES"));
        assertEquals(pointer, told.path("pointer").asText());
        assertEquals("WARNING", told.path("level").asText());
    }
}
