package dev.claimsverdict.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import dev.claimsverdict.testing.TokenVerdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R2.1: IdPs that are Okta orgs, whose claims nothing here can judge, and which need no amr. */
class OktaToOktaTest {

    private static final String OPAQUE = "OKTA_TO_OKTA_OPAQUE";
    private static final String CUSTOM = "OKTA_CUSTOM_DOMAIN";

    @DisplayName("R2.1 an OIDC IdP is an Okta org by the host or the path of its issuer, and by nothing like it")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            https://acme.okta.com,                            true
            https://okta.com,                                 true
            https://acme.oktapreview.com,                     true
            https://acme.okta-emea.com,                       true
            https://acme.okta-gov.com,                        true
            https://acme.okta.mil,                            true
            https://ACME.OKTA.COM/oauth2/default,             true
            HTTPS://acme.okta.com:443/,                       true
            https://acme.okta.com.,                           true
            http://acme.okta.com?x,                           true
            https://user@acme.okta.com,                       true
            https://{yourOktaIdPDomain},                      true
            https://{yourSubdomain}.okta.com,                 true
            https://login.acme.com/app/okta_org2org/exk1,     true
            https://{yourOktaDomain},                         false
            https://{thirdPartyIdPDomain},                    false
            https://acmeokta.com,                             false
            https://okta.com.example.com,                     false
            https://acme.okta.com@idp.example.com,            false
            https://acme.okta.com:443@idp.example.com,        false
            https://idp.example.com/acme.okta.com,            false
            https://idp.example.com?acme.okta.com,            false
            https://idp.example.com\\\\@acme.okta.com,        false
            https://idp.example.com/?x=/app/okta_org2org/,    false
            https://idp.example.com#/app/okta_org2org/,       false
            https://idp.example.com/app/okta_org2org,         false
            https://idp.example.com/app/OKTA_ORG2ORG/,        false
            https://oktapreview.org,                          false
            acme.okta.com,                                    false
            ftp://acme.okta.com,                              false
            https://,                                         false
            """)
    void issuer(String issuer, boolean okta) {
        ObjectNode idp = TestIdp.oidc();
        ((ObjectNode) idp.at("/protocol/issuer")).put("url", issuer);
        JsonNode verdict = DryRun.of("pwd sms").idp(idp).assurance("2FA", null).verdict();
        assertEquals(okta ? List.of(OPAQUE) : List.of("RULE_SATISFIED"), DryRun.codes(verdict));
        assertEquals("CLAIMS_SHARING", verdict.at("/trust/mode").asText());
        if (okta) {
            assertEquals("STEP_UP", verdict.path("verdict").asText());
            assertEquals(
                    "/idp/protocol/issuer/url",
                    verdict.at("/findings/0/pointer").asText());
            assertEquals(0, verdict.at("/amr/counted").size());
            assertEquals(0, verdict.at("/rule/wouldSatisfy").size());
        }
    }

    @DisplayName("R2.1 a SAML2 IdP is an Okta org by its SSO URL or its issuer")
    @ParameterizedTest(name = "SSO {0}, issuer {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            https://acme.okta.com/app/acme_x_1/exk1/sso/saml,           https://saml.example.com, /protocol/endpoints/sso/url
            https://login.acme.com/app/okta_org2org/exk1/sso/saml,      https://saml.example.com, /protocol/endpoints/sso/url
            http://{yourOktaDomain}/app/okta_org2org/exk1/sso/saml,     https://saml.example.com, /protocol/endpoints/sso/url
            https://login.acme.com/app/acme_x_1/exk1/sso/saml,          http://www.okta.com/exk1, /protocol/credentials/trust/issuer
            -,                                                          http://www.okta.com/exk1, /protocol/credentials/trust/issuer
            https://{thirdPartyIdP}/app/exk1/sso/saml,                  http://www.okta.com/exk1, -
            https://login.acme.com/app/acme_x_1/exk1/sso/saml,          urn:acme,                 -
            https://saml.example.com/sso,                               https://saml.example.com, -
            """)
    void saml(String sso, String issuer, String pointer) {
        ObjectNode idp = TestIdp.saml();
        if (sso != null) {
            idp.withObject("/protocol/endpoints/sso").put("url", sso);
        }
        ((ObjectNode) idp.at("/protocol/credentials/trust")).put("issuer", issuer);
        JsonNode verdict = DryRun.of(List.of()).idp(idp).verdict();
        assertEquals(
                pointer == null ? "REJECTED AMR_EMPTY" : "STEP_UP " + OPAQUE,
                verdict.path("verdict").asText() + " " + TestApi.first(verdict));
        if (pointer != null) {
            assertEquals("/idp" + pointer, verdict.at("/findings/0/pointer").asText());
        }
    }

    @DisplayName("R2.1 only the types of claims sharing are looked at, and only where the claims are trusted")
    @ParameterizedTest(name = "{0}, trustClaims {1}: {2}")
    @CsvSource(textBlock = """
            OIDC,             true,  OKTA_TO_OKTA_OPAQUE
            OIDC,             false, TRUST_OFF
            OKTA_INTEGRATION, true,  OKTA_TO_OKTA_OPAQUE
            GOOGLE,           true,  TRUST_OFF
            """)
    void types(String type, boolean trust, String code) {
        ObjectNode idp = TestIdp.oidc().put("type", type);
        ((ObjectNode) idp.at("/protocol/issuer")).put("url", "https://acme.okta.com");
        ((ObjectNode) idp.path("policy")).put("trustClaims", trust);
        assertEquals("STEP_UP " + code, DryRun.of("pwd").idp(idp).outcome());
    }

    @DisplayName("R2.1 Okta's own examples: those of Okta-to-Okta are, those of third parties are not")
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "oktaoidc-idpupdaterequest-0",
                "oktaoidc-idpupdateresponse-0",
                "oktasaml-idpupdaterequest-0",
                "thirdpartyoidc-idpupdaterequest-0",
                "thirdpartyoidc-idpupdateresponse-0",
                "thirdpartysaml-idpupdaterequest-0",
                "thirdpartysaml-idpupdateresponse-0"
            })
    void examples(String file) throws IOException {
        JsonNode idp = TestApi.json(Files.readString(Path.of("src/test/resources/okta-idps", file + ".json")));
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.set("after", idp);
        request.putObject("evidence").putArray("amr");
        JsonNode verdict = TestApi.verdict("/v1/idp-verdicts", request.toString());
        boolean okta = file.startsWith("okta");
        assertEquals(okta, DryRun.codes(verdict).contains(OPAQUE), verdict.toString());
        assertEquals(!okta, DryRun.codes(verdict).contains("FLOW_BREAKS_NO_AMR"), verdict.toString());
        assertFalse(DryRun.codes(verdict).contains(CUSTOM));
    }

    @DisplayName("R2.1 a verified token with okta_auth is no broken flow; from a host of its own it is warned of")
    @ParameterizedTest(name = "okta_auth {0} from {1}: {2}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {}      ; https://idp.example.com                     ; STEP_UP OKTA_TO_OKTA_OPAQUE OKTA_CUSTOM_DOMAIN
            7       ; https://idp.example.com                     ; STEP_UP OKTA_TO_OKTA_OPAQUE OKTA_CUSTOM_DOMAIN
            {}      ; https://acme.okta.com                       ; STEP_UP OKTA_TO_OKTA_OPAQUE
            {}      ; https://{yourOktaDomain}                    ; STEP_UP OKTA_TO_OKTA_OPAQUE
            {}      ; https://login.acme.com/app/okta_org2org/x   ; STEP_UP OKTA_TO_OKTA_OPAQUE OKTA_CUSTOM_DOMAIN
            null    ; https://idp.example.com                     ; REJECTED AMR_MISSING
            -       ; https://idp.example.com                     ; REJECTED AMR_MISSING
            -       ; https://acme.okta.com                       ; STEP_UP OKTA_TO_OKTA_OPAQUE
            """)
    void token(String oktaAuth, String issuer, String outcome) {
        ObjectNode request = token(oktaAuth, issuer);
        JsonNode verdict = TokenVerdicts.of(request);
        assertEquals(outcome, verdict.path("verdict").asText() + " " + String.join(" ", DryRun.codes(verdict)));
        if (outcome.endsWith(CUSTOM)) {
            assertEquals("WARNING", verdict.at("/findings/1/level").asText());
            assertEquals(
                    "/idp/protocol/issuer/url",
                    verdict.at("/findings/1/pointer").asText());
        }
        if (outcome.endsWith(CUSTOM) && issuer.endsWith("example.com")) {
            assertEquals(
                    "/idToken/claims/okta_auth",
                    verdict.at("/findings/0/pointer").asText());
        }
    }

    @Test
    @DisplayName(
            "R2.1 okta_auth satisfies nothing, opens no way to an access token, and a rule that denies still denies")
    void tokenProvesNothing() {
        ObjectNode claims = TestToken.claims("pwd", "sms");
        claims.putObject("okta_auth");
        ObjectNode request = TestToken.request(TestKey.ES256.sign(claims.toString()), TestKey.ES256);
        request.set("rule", TestApi.json("{\"factorMode\": \"1FA\"}"));
        JsonNode verdict = TokenVerdicts.of(request);
        assertEquals("STEP_UP", verdict.path("verdict").asText());
        assertEquals(0, verdict.at("/amr/counted").size());
        assertFalse(verdict.at("/rule/satisfied").asBoolean(true));
        request.set("rule", TestApi.json("{\"access\": \"DENY\"}"));
        assertEquals("RULE_DENIES", TestApi.first(TokenVerdicts.of(request)));
        // Where no claims are trusted, okta_auth is none that is read.
        request.set("org", TestApi.json("{\"claimsSharing\": false}"));
        request.remove("rule");
        verdict = TokenVerdicts.of(request);
        assertEquals("TRUST_OFF", TestApi.first(verdict));
        assertFalse(DryRun.codes(verdict).contains(OPAQUE));
        // An access token is not looked into.
        ObjectNode withAccessToken = token("{}", TestIdp.ISSUER);
        withAccessToken.put("accessToken", "a.b.c");
        assertEquals(OPAQUE, TestApi.first(TokenVerdicts.of(withAccessToken)));
    }

    @DisplayName("R2.1 evidence with okta_auth: no FLOW_BREAKS_NO_AMR, and the custom domain is warned of")
    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            {\"okta_auth\": {}}             ; https://idp.example.com ; AT_RISK OKTA_CUSTOM_DOMAIN OKTA_TO_OKTA_OPAQUE
            {\"okta_auth\": {}}             ; https://acme.okta.com   ; SAFE OKTA_TO_OKTA_OPAQUE
            {\"okta_auth\": null}           ; https://idp.example.com ; BREAKING FLOW_BREAKS_NO_AMR
            {}                              ; https://idp.example.com ; BREAKING FLOW_BREAKS_NO_AMR
            {}                              ; https://acme.okta.com   ; SAFE OKTA_TO_OKTA_OPAQUE
            """)
    void evidence(String claims, String issuer, String outcome) {
        ObjectNode request = configuration(issuer);
        request.putObject("evidence").put("idToken", TestKey.ES256.sign(claims));
        JsonNode verdict = TestApi.verdict("/v1/idp-verdicts", request.toString());
        assertEquals(outcome, verdict.path("verdict").asText() + " " + String.join(" ", DryRun.codes(verdict)));
    }

    @Test
    @DisplayName("R2.1 a discovery document that names okta_auth is evidence as well")
    void claimsSupported() {
        ObjectNode request = configuration(TestIdp.ISSUER);
        request.putObject("evidence").putArray("claimsSupported").add("sub").add("okta_auth");
        JsonNode verdict = TestApi.verdict("/v1/idp-verdicts", request.toString());
        assertEquals(List.of(CUSTOM, OPAQUE), DryRun.codes(verdict));
        assertEquals(
                "/evidence/claimsSupported", verdict.at("/findings/1/pointer").asText());
        assertTrue(verdict.at("/findings/0/message").asText().contains("certificate that Okta manages"));
    }

    private static ObjectNode token(String oktaAuth, String issuer) {
        ObjectNode claims = TestToken.claims().put("iss", issuer);
        claims.remove("amr");
        if (oktaAuth != null) {
            claims.set("okta_auth", DryRun.json(oktaAuth));
        }
        ObjectNode request = TestToken.request(TestKey.ES256.sign(claims.toString()), TestKey.ES256);
        ((ObjectNode) request.at("/idp/protocol/issuer")).put("url", issuer);
        return request;
    }

    private static ObjectNode configuration(String issuer) {
        ObjectNode idp = TestIdp.oidc();
        ((ObjectNode) idp.at("/protocol/issuer")).put("url", issuer);
        ((ObjectNode) idp.at("/protocol/credentials/client")).put("pkce_required", true);
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.set("after", idp);
        return request;
    }
}
