package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestLog;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 6 and R3.5: what is said of an IdP whose provider is known. */
class ProviderTest {

    private static final String ENTRA = "https://sts.windows.net/t/";
    private static final String AUTH0 = "https://tenant.eu.auth0.com/";

    @DisplayName("PROVIDER_OUT_OF_REACH: a rule that AMR can satisfy, and the values of this provider can't")
    @ParameterizedTest(name = "{0} {1} with evidence {2} under {3}: {4}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
        https://sts.windows.net/t/   ; {}                           ; pwd     ; {factorMode: '1FA'}                                                           ; -
        https://sts.windows.net/t/   ; {}                           ; pwd     ; {factorMode: '2FA'}                                                           ; -
        https://sts.windows.net/t/   ; {}                           ; pwd     ; {factorMode: '1FA', constraints: [{possession: {deviceBound: 'REQUIRED'}}]}    ; -
        https://sts.windows.net/t/   ; {}                           ; pwd     ; {factorMode: '1FA', constraints: [{possession: {hardwareProtection: 'REQUIRED'}}]} ; PROVIDER_OUT_OF_REACH
        https://sts.windows.net/t/   ; {}                           ; pwd,hwk ; {factorMode: '1FA', constraints: [{possession: {hardwareProtection: 'REQUIRED'}}]} ; -
        https://sts.windows.net/t/   ; {}                           ; pwd     ; {factorMode: '1FA', constraints: [{possession: {userVerification: 'REQUIRED'}}]} ; PROVIDER_OUT_OF_REACH
        https://sts.windows.net/t/   ; {}                           ; pwd     ; {type: 'AUTH_METHOD_CHAIN'}                                                   ; RULE_OUT_OF_REACH
        https://sts.windows.net/t/   ; {}                           ; pwd     ; {access: 'DENY'}                                                              ; -
        https://sts.windows.net/t/   ; {}                           ; pwd     ; {requireFactor: true}                                                         ; -
        https://tenant.eu.auth0.com/ ; {}                           ; mfa     ; {factorMode: '2FA'}                                                           ; -
        https://tenant.eu.auth0.com/ ; {}                           ; mfa     ; {factorMode: '1FA', constraints: [{possession: {deviceBound: 'REQUIRED'}}]}   ; PROVIDER_OUT_OF_REACH
        https://tenant.eu.auth0.com/ ; {}                           ; mfa,otp ; {factorMode: '1FA', constraints: [{possession: {deviceBound: 'REQUIRED'}}]}   ; -
        https://api.asgardeo.io/t/o/ ; {}                           ; pwd     ; {factorMode: '1FA'}                                                           ; -
        https://api.asgardeo.io/t/o/ ; {}                           ; pwd     ; {factorMode: '2FA'}                                                           ; PROVIDER_OUT_OF_REACH
        https://sso.example.com/realms/a ; {}                       ; pwd     ; {factorMode: '1FA', constraints: [{possession: {hardwareProtection: 'REQUIRED'}}]} ; -
        https://idp.example.com      ; {}                           ; pwd     ; {factorMode: '1FA', constraints: [{possession: {hardwareProtection: 'REQUIRED'}}]} ; -
        https://sts.windows.net/t/   ; {policy: {trustClaims: false}} ; pwd   ; {factorMode: '1FA', constraints: [{possession: {hardwareProtection: 'REQUIRED'}}]} ; -
        """)
    void outOfReach(String issuer, String change, String evidence, String rule, String code) {
        ObjectNode request = change(issuer, DryRun.json(change), evidence);
        request.putObject("context").putArray("rules").add(DryRun.json(rule));
        JsonNode answer = TestApi.verdict("/v1/idp-verdicts", request.toString());
        for (String each : List.of("PROVIDER_OUT_OF_REACH", "RULE_OUT_OF_REACH")) {
            assertEquals(
                    each.equals(code) ? "/context/rules/0" : "",
                    finding(answer, each).path("pointer").asText(),
                    answer.toString());
        }
    }

    @DisplayName("PROVIDER_OUT_OF_REACH counts by the edition in use, and as the org counts")
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
        2025-04 ; {}                          ; false
        2026-07 ; {}                          ; true
        2025-04 ; {idpUsage: 'FACTOR_ONLY'}   ; false
        2025-04 ; {engine: 'CLASSIC'}         ; true
        """)
    void byEdition(String edition, String org, boolean out) {
        // One biometric value is two factor types in 2025-04 and one in 2026-07.
        ObjectNode request = change("https://api.asgardeo.io/t/o/", DryRun.json("{}"), "face");
        request.put("amrTable", edition).set("org", DryRun.json(org));
        request.putObject("context").putArray("rules").add(DryRun.json("{factorMode: '2FA'}"));
        JsonNode answer = TestApi.verdict("/v1/idp-verdicts", request.toString());
        assertEquals(out, !finding(answer, "PROVIDER_OUT_OF_REACH").isMissingNode(), answer.toString());
    }

    @Test
    @DisplayName("PROVIDER_OUT_OF_REACH names the values, their source, and the page; it links the source")
    void told() {
        ObjectNode request = change(ENTRA, DryRun.json("{}"), "pwd");
        request.putObject("context")
                .putArray("rules")
                .add(DryRun.json("{factorMode: '1FA', constraints: [{possession: {hardwareProtection: 'REQUIRED'}}]}"));
        JsonNode finding = finding(TestApi.verdict("/v1/idp-verdicts", request.toString()), "PROVIDER_OUT_OF_REACH");
        String source =
                "https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference#amr-claim";
        String message = finding.path("message").asText();
        assertTrue(
                message.contains("only pwd, rsa, otp, fed, wia, mfa, ngcmfa, wiaormfa, none (" + source + ")"),
                message);
        assertTrue(message.contains("Okta counts pwd, otp, mfa, which is not enough"), message);
        assertTrue(message.endsWith("For Entra ID see docs/providers/entra-id.md."), message);
        assertEquals(source, finding.path("help").asText());
        assertEquals("WARNING", finding.path("level").asText());
    }

    @DisplayName("R3.5 the values that were ignored are named, and what to send instead of a known provider's words")
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
        ngcmfa                     ; https://sts.windows.net/t/                ; It sent "ngcmfa". Instead of "ngcmfa", it should send mfa. Configure
        wia,x                      ; https://sts.windows.net/t/                ; It sent "wia", "x". No value that Okta supports stands for "wia". Configure
        BasicAuthenticator,totp    ; https://is.example.com:9443/oauth2/token  ; It sent "BasicAuthenticator", "totp". Instead of "BasicAuthenticator", it should send pwd. Instead of "totp", it should send otp. Configure
        ngcmfa                     ; https://idp.example.com                   ; It sent "ngcmfa". Configure
        """)
    void ignored(String amr, String issuer, String told) {
        ObjectNode idp = TestIdp.oidc();
        ((ObjectNode) idp.at("/protocol/issuer")).put("url", issuer);
        JsonNode finding = DryRun.of(List.of(amr.split(","))).idp(idp).verdict().at("/findings/0");
        assertEquals("AMR_ALL_UNSUPPORTED", finding.path("code").asText());
        assertTrue(finding.path("message").asText().contains(told), finding.toString());

        JsonNode breaks = finding(
                TestApi.verdict(
                        "/v1/idp-verdicts",
                        change(issuer, DryRun.json("{}"), amr).toString()),
                "FLOW_BREAKS_NO_AMR");
        assertTrue(breaks.path("message").asText().contains(told), breaks.toString());
    }

    @Test
    @DisplayName("R3.5 SAML's own words for methods are known, whoever sends them")
    void samlWords() {
        ObjectNode idp = TestIdp.saml();
        JsonNode finding = DryRun.of(List.of("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"))
                .idp(idp)
                .verdict()
                .at("/findings/0");
        assertTrue(finding.path("message").asText().contains("it should send pwd."), finding.toString());
    }

    @Test
    @DisplayName("R3.5 the values are named within bounds: ten, 80 characters each, printable ASCII")
    void bounded() {
        List<String> eleven =
                IntStream.rangeClosed(10, 20).mapToObj(i -> "v" + i).toList();
        assertTrue(message(eleven).contains("\"v19\" and 1 more."), message(eleven));
        assertFalse(message(eleven).contains("v20"), message(eleven));
        assertEquals(message(eleven), message(eleven.reversed()));
        assertTrue(message(eleven.subList(0, 10)).contains("\"v19\". Configure"), message(eleven));
        assertTrue(message(List.of("x".repeat(80))).contains("\"" + "x".repeat(80) + "\""));
        assertTrue(message(List.of("x".repeat(81))).contains("\"" + "x".repeat(80) + "…\""));
        assertTrue(message(List.of("a\n\"b\u202e\u00e9\u007f~ ")).contains("\"a??b???~ \""));
        assertTrue(message(Collections.nCopies(500, "twice")).contains("It sent \"twice\". Configure"));
    }

    @Test
    @DisplayName("the values that are named reach no log")
    void unlogged() {
        TestLog log = new TestLog();
        Events events = TestApi.events(RequestSettings.DEFAULT, Registry.EMPTY, log);
        ObjectNode request = change(ENTRA, DryRun.json("{}"), "hush");
        JsonNode answer = TestApi.invoke(
                events,
                TestApi.httpEvent("POST", "/v1/idp-verdicts", request.toString())
                        .toString());
        assertTrue(answer.path("body").asText().contains("hush"), answer.toString());
        assertEquals(List.of("BREAKING"), log.verdicts());
        assertFalse(log.decisions.toString().contains("hush"));
    }

    @Test
    @DisplayName("values that Okta dropped by R3.4 are not among those that it doesn't support")
    void dropped() {
        JsonNode verdict = DryRun.of(List.of("pwd", "fido"))
                .org("{idpUsage: 'FACTOR_ONLY'}")
                .verdict();
        assertEquals("AMR_ALL_DROPPED", TestApi.first(verdict));
        assertFalse(verdict.at("/findings/0/message").asText().contains("fido"));
    }

    @DisplayName("findings about what an IdP sends name its provider's page; others don't")
    @ParameterizedTest(name = "{0} under {1}: {2} {3}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
        pwd ; {factorMode: '2FA'} ; FACTORS_MISSING           ; true
        mfa ; {factorMode: '1FA', constraints: [{possession: {deviceBound: 'REQUIRED'}}]} ; MFA_ONLY_UNDER_CONSTRAINT ; true
        -   ; {factorMode: '2FA'} ; AMR_EMPTY                 ; true
        pwd ; {type: 'AUTH_METHOD_CHAIN'} ; METHOD_CHAIN      ; false
        pwd ; {factorMode: '1FA'} ; RULE_SATISFIED            ; false
        """)
    void page(String amr, String rule, String code, boolean named) {
        ObjectNode idp = TestIdp.oidc();
        ((ObjectNode) idp.at("/protocol/issuer")).put("url", AUTH0);
        JsonNode known = finding(DryRun.of(amr).idp(idp).rule(rule).verdict(), code);
        assertEquals(named, known.path("message").asText().endsWith("For Auth0 see docs/providers/auth0.md."));
        assertEquals(named, known.path("help").asText().startsWith("https://auth0.com/"));
        JsonNode unknown = finding(DryRun.of(amr).rule(rule).verdict(), code);
        assertFalse(unknown.path("message").asText().contains("docs/providers"), unknown.toString());
        assertTrue(unknown.path("help").asText().contains("okta.com"), unknown.toString());
    }

    private static String message(List<String> amr) {
        JsonNode finding = DryRun.of(amr).verdict().at("/findings/0");
        assertEquals("AMR_ALL_UNSUPPORTED", finding.path("code").asText());
        return finding.path("message").asText();
    }

    private static ObjectNode change(String issuer, JsonNode policy, String evidence) {
        ObjectNode idp = TestIdp.oidc();
        ((ObjectNode) idp.at("/protocol/issuer")).put("url", issuer);
        idp.setAll((ObjectNode) policy);
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.set("after", idp);
        ObjectNode sample = request.putObject("evidence");
        List.of(evidence.split(",")).forEach(sample.withArray("amr")::add);
        return request;
    }

    private static JsonNode finding(JsonNode verdict, String code) {
        return verdict.path("findings")
                .valueStream()
                .filter(finding -> finding.path("code").asText().equals(code))
                .findFirst()
                .orElse(TestApi.JSON.missingNode());
    }
}
