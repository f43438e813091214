package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Okta's guides state of their own examples, each as a dry run and as a signed token. */
class PublishedExamplesTest {

    @DisplayName("Okta's examples")
    @ParameterizedTest(name = "{0}: {1} in {2}, {3} {4} -> {5} {6}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            R4.6 two factor types             ; pwd sms  ; 2025-04 ; {factorMode: '2FA'} ; - ; ACCEPTED ; RULE_SATISFIED
            R4.6 mfa alone                    ; mfa      ; 2025-04 ; {factorMode: '2FA'} ; - ; ACCEPTED ; RULE_SATISFIED
            R4.12 mfa for the global session  ; mfa      ; 2025-04 ; {requireFactor: true} ; - ; ACCEPTED ; RULE_SATISFIED
            R4.8 mfa under a constraint       ; mfa      ; 2025-04 ; {factorMode: '2FA', constraints: [{possession: {deviceBound: 'REQUIRED'}}]} ; - ; STEP_UP ; MFA_ONLY_UNDER_CONSTRAINT
            R4.9 face alone                   ; face     ; 2026-07 ; {factorMode: '1FA', constraints: [{possession: {userVerification: 'REQUIRED'}}]} ; - ; STEP_UP ; FACTORS_MISSING
            R4.9 face with hwk                ; face hwk ; 2026-07 ; {factorMode: '1FA', constraints: [{possession: {userVerification: 'REQUIRED'}}]} ; - ; ACCEPTED ; RULE_SATISFIED
            R4.2 a method chain               ; pwd hwk  ; 2025-04 ; {type: 'AUTH_METHOD_CHAIN', chains: [{}]} ; - ; STEP_UP ; METHOD_CHAIN
            R4.3 an allow list                ; pwd hwk  ; 2025-04 ; {factorMode: '2FA', constraints: [{possession: {authenticationMethods: [{key: 'webauthn'}]}}]} ; - ; STEP_UP ; METHOD_LIST
            R4.3 a disallow list              ; pwd hwk  ; 2025-04 ; {factorMode: '2FA', constraints: [{knowledge: {excludedAuthenticationMethods: [{key: 'okta_password'}]}}]} ; - ; STEP_UP ; METHOD_LIST
            R3.4 factor only drops pwd        ; pwd      ; 2025-04 ; {factorMode: '1FA'} ; {idpUsage: 'FACTOR_ONLY'} ; REJECTED ; AMR_ALL_DROPPED
            R3.4 factor only drops kba        ; kba      ; 2025-04 ; {factorMode: '1FA'} ; {idpUsage: 'FACTOR_ONLY'} ; REJECTED ; AMR_ALL_DROPPED
            R4.13 Classic without MFA         ; pwd      ; 2025-04 ; {requireFactor: false} ; {engine: 'CLASSIC'} ; ACCEPTED ; RULE_SATISFIED
            R4.13 Classic with MFA            ; pwd sms  ; 2025-04 ; {requireFactor: true} ; {engine: 'CLASSIC'} ; ACCEPTED ; RULE_SATISFIED
            R4.13 Classic with MFA            ; pwd hwk  ; 2025-04 ; {requireFactor: true} ; {engine: 'CLASSIC'} ; ACCEPTED ; RULE_SATISFIED
            R4.13 Classic with MFA            ; mfa      ; 2025-04 ; {requireFactor: true} ; {engine: 'CLASSIC'} ; ACCEPTED ; RULE_SATISFIED
            R4.13 Classic with MFA            ; hwk      ; 2025-04 ; {requireFactor: true} ; {engine: 'CLASSIC'} ; STEP_UP ; CLASSIC_NEEDS_PWD_OR_MFA
            R4.9 phr is phishing-resistant    ; phr      ; 2026-07 ; {factorMode: '1FA', constraints: [{possession: {phishingResistant: 'REQUIRED'}}]} ; - ; ACCEPTED ; RULE_SATISFIED
            """)
    void example(String rule, String amr, String edition, String policyRule, String org, String verdict, String first) {
        ObjectNode common = TestApi.JSON.createObjectNode().put("amrTable", edition);
        common.set("rule", DryRun.json(policyRule));
        if (org != null) {
            common.set("org", DryRun.json(org));
        }
        List<String> values = DryRun.words(amr);

        ObjectNode dryRun = common.deepCopy();
        values.forEach(dryRun.putArray("amr")::add);
        dryRun.set("idp", TestIdp.oidc());
        assertVerdict(verdict, first, TestApi.verdict("/v1/amr-verdicts", dryRun.toString()));

        ObjectNode claims = TestToken.claims(values.toArray(String[]::new));
        ObjectNode token = TestToken.request(TestKey.ES256.sign(claims.toString()), TestKey.ES256);
        token.setAll(common);
        assertVerdict(verdict, first, TestApi.verdict("/v1/token-verdicts", token.toString()));
    }

    @Test
    @DisplayName("R3.3 SAML: three values and one comma-separated value are the same list")
    void saml() {
        JsonNode three = TestApi.verdict(
                "/v1/amr-verdicts", samlRequest("swk", "mfa", "pwd").toString());
        JsonNode commas =
                TestApi.verdict("/v1/amr-verdicts", samlRequest("swk, mfa ,pwd").toString());
        assertEquals(three.path("amr"), commas.path("amr"));
        assertEquals("ACCEPTED", three.path("verdict").asText());
        assertEquals(3, three.at("/amr/counted").size());
    }

    @Test
    @DisplayName("Section 2: with both flags true only trustClaims counts")
    void bothFlags() {
        ObjectNode idp = TestIdp.oidc();
        ((ObjectNode) idp.path("policy")).put("mapAMRClaims", true);
        ObjectNode request = TestApi.JSON.createObjectNode();
        // Legacy mapping would count email; claims sharing does not.
        request.putArray("amr").add("email");
        request.set("idp", idp);
        JsonNode verdict = TestApi.verdict("/v1/amr-verdicts", request.toString());
        assertEquals("CLAIMS_SHARING", verdict.at("/trust/mode").asText());
        assertVerdict("REJECTED", "AMR_ALL_UNSUPPORTED", verdict);
    }

    private static ObjectNode samlRequest(String... values) {
        ObjectNode request = TestApi.JSON.createObjectNode();
        List.of(values).forEach(request.putArray("amr")::add);
        request.set("idp", TestIdp.saml());
        return request;
    }

    private static void assertVerdict(String verdict, String first, JsonNode actual) {
        assertEquals(verdict, actual.path("verdict").asText(), actual.toString());
        assertEquals(first, TestApi.first(actual), actual.toString());
    }
}
