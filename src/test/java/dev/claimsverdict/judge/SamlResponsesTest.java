package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestSaml;
import dev.claimsverdict.testing.TestSaml.How;
import dev.claimsverdict.testing.TestSaml.Signer;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a genuine SAML response must say, both sides of each boundary, and what is read of it. */
class SamlResponsesTest {

    private static final String SKEWED = "2026-11-24T12:02:00Z";

    @TestFactory
    @DisplayName("RSA and ECDSA with SHA-256, SHA-384 and SHA-512 are accepted, on the assertion, the response or both")
    Stream<DynamicTest> algorithms() {
        return Stream.of(
                        How.RSA,
                        How.of(Signer.RSA, SignatureMethod.RSA_SHA384),
                        How.of(Signer.RSA, SignatureMethod.RSA_SHA512),
                        How.of(Signer.EC, SignatureMethod.ECDSA_SHA256),
                        How.of(Signer.P384, SignatureMethod.ECDSA_SHA384),
                        How.of(Signer.EC, SignatureMethod.ECDSA_SHA512),
                        How.RSA.digest(DigestMethod.SHA384),
                        How.RSA.digest(DigestMethod.SHA512),
                        How.RSA.canonicalization(CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS),
                        How.RSA.transforms(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS))
                .flatMap(how -> Stream.of("Assertion", "Response")
                        .map(element -> DynamicTest.dynamicTest(element + " " + how.algorithm(), () -> {
                            String xml = TestSaml.sign(TestSaml.RESPONSE, element, how);
                            JsonNode verdict = TestSaml.verdict(
                                    TestSaml.request(xml, Signer.OTHER, Signer.EC, Signer.RSA, Signer.P384));
                            assertEquals("ACCEPTED", verdict.path("verdict").asText(), verdict::toString);
                            assertEquals(
                                    how.algorithm(),
                                    verdict.at("/token/algorithm").asText());
                        })));
    }

    @Test
    @DisplayName("R3.3: the verdict shows the response as a token, and session.amr as what was received")
    void accepted() throws Exception {
        JsonNode verdict = TestSaml.verdict(TestSaml.request(TestSaml.good()));
        String sha256 = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(Signer.RSA.certificate().getEncoded()));
        assertEquals(TestApi.json("""
                        {"issuer": "https://saml.example.com", "audience": ["https://okta.example.com/saml2/sp"],
                         "keyId": "%s", "algorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                         "issuedAt": "2026-11-24T11:59:50Z", "expiresAt": "2026-11-24T12:05:00Z"}""".formatted(sha256)), verdict.path("token"));
        assertEquals("SAML_ATTRIBUTE", verdict.at("/amr/source").asText());
        assertEquals(TestApi.json("[\"pwd\", \"hwk\"]"), verdict.at("/amr/received"));
        assertFalse(verdict.has("dryRun"));
    }

    @Test
    @DisplayName("base64 as posted, base64 in lines, and XML as pasted get the same values")
    void forms() {
        String xml = TestSaml.good();
        String declared = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + xml + "\n";
        for (String posted : List.of(
                xml,
                declared,
                "\n  " + declared,
                Base64.getEncoder().encodeToString(declared.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Base64.getMimeEncoder().encodeToString(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Base64.getEncoder()
                        .encodeToString(("\uFEFF" + xml).getBytes(java.nio.charset.StandardCharsets.UTF_8)))) {
            assertEquals("AMR_USABLE", first(TestSaml.posted(posted)));
        }
    }

    @TestFactory
    @DisplayName("R3.3: several values, one with commas, or both; white space is dropped; text in CDATA is text")
    Stream<DynamicTest> sessionAmr() {
        String value = "<saml:AttributeValue>%s</saml:AttributeValue>";
        String two = value.formatted("pwd") + value.formatted("hwk");
        record Case(String values, String received) {}
        return Stream.of(
                        new Case(two, "[\"pwd\",\"hwk\"]"),
                        new Case(value.formatted("pwd,hwk"), "[\"pwd\",\"hwk\"]"),
                        new Case(
                                value.formatted(" pwd ,\n hwk ") + value.formatted("mfa"), "[\"pwd\",\"hwk\",\"mfa\"]"),
                        new Case(value.formatted("<![CDATA[pwd]]>"), "[\"pwd\"]"),
                        new Case(value.formatted("p&#119;d"), "[\"pwd\"]"),
                        new Case(
                                two + "</saml:Attribute><saml:Attribute Name=\"session.amr\">" + value.formatted("otp"),
                                "[\"pwd\",\"hwk\",\"otp\"]"),
                        new Case(
                                two + "</saml:Attribute><saml:Attribute Name=\"other\">" + value.formatted("otp"),
                                "[\"pwd\",\"hwk\"]"))
                .map(each -> DynamicTest.dynamicTest(
                        each.values(),
                        () -> assertEquals(
                                TestApi.json(each.received()),
                                verdict(TestSaml.RESPONSE.replace(two, each.values()))
                                        .at("/amr/received"))));
    }

    @Test
    @DisplayName("R3.5: no attribute, no value, nothing that counts")
    void noAmr() {
        assertEquals("AMR_MISSING", first("Name=\"session.amr\"", "Name=\"session.AMR\""));
        assertEquals("AMR_MISSING", first("Name=\"session.amr\"", "Name=\"session.amr \""));
        String values = "<saml:AttributeValue>pwd</saml:AttributeValue><saml:AttributeValue>hwk</saml:AttributeValue>";
        assertEquals("AMR_EMPTY", first(values, ""));
        assertEquals(
                "AMR_EMPTY", first(values, "<saml:AttributeValue/><saml:AttributeValue> , </saml:AttributeValue>"));
        assertEquals("AMR_ALL_UNSUPPORTED", first(values, "<saml:AttributeValue>PWD</saml:AttributeValue>"));
        assertEquals(
                "SAML_MALFORMED", first(values, "<saml:AttributeValue><a>pwd</a></saml:AttributeValue>"), "no text");
        assertEquals("AMR_EMPTY", first(values, "<saml:AttributeValues>pwd</saml:AttributeValues>"), "another element");
    }

    @Test
    @DisplayName("R2.1: another Okta org's claims are opaque: STEP_UP OKTA_TO_OKTA_OPAQUE, with session.amr or without")
    void oktaToOkta() {
        String declared = TestSaml.RESPONSE.replace(
                "</saml:AuthnContext>",
                "<saml:AuthnContextDecl><AuthenticationContextDeclaration xmlns=\"urn:okta:saml:2.0:OktaAuth\">"
                        + "<Extension><OktaAuth>{}</OktaAuth></Extension></AuthenticationContextDeclaration>"
                        + "</saml:AuthnContextDecl></saml:AuthnContext>");
        for (String xml : List.of(declared, declared.replace("session.amr", "other"))) {
            JsonNode verdict = verdict(xml);
            assertEquals("OKTA_TO_OKTA_OPAQUE", TestApi.first(verdict), verdict::toString);
            assertEquals("STEP_UP", verdict.path("verdict").asText());
        }
        ObjectNode untrusted = TestSaml.request(TestSaml.signed(declared, "Assertion"));
        ((ObjectNode) untrusted.at("/idp/policy")).put("trustClaims", false);
        assertEquals("TRUST_OFF", first(untrusted), "it is trusted, or nothing is");
    }

    @Test
    @DisplayName("AuthnContextClassRef is shown when it is a name, and told to count for nothing")
    void authnContext() {
        assertTrue(message(verdict(TestSaml.RESPONSE), "SAML_AUTHN_CONTEXT_IGNORED")
                .contains("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"));
        String odd = changed("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport", "user@example.com");
        assertFalse(message(verdict(odd), "SAML_AUTHN_CONTEXT_IGNORED").contains("user@example.com"));
        assertEquals(
                "",
                message(
                        verdict(changed("AuthnContextClassRef>", "AuthnContextDeclRef>")),
                        "SAML_AUTHN_CONTEXT_IGNORED"));
    }

    @Test
    @DisplayName("R2.3: an inactive IdP signs nobody in; R4.16: an untrusted one is asked for nothing")
    void idp() {
        ObjectNode inactive = TestSaml.request(TestSaml.good());
        ((ObjectNode) inactive.path("idp")).put("status", "INACTIVE");
        assertEquals("IDP_INACTIVE", first(inactive));
        ObjectNode untrusted = TestSaml.request(TestSaml.good());
        ((ObjectNode) untrusted.at("/idp/policy")).put("trustClaims", false);
        assertEquals("TRUST_OFF", first(untrusted));
    }

    @Test
    @DisplayName("an IdP that no response can be judged for: of another type, without issuer, audience or certificates")
    void unfit() {
        ObjectNode oidc = TestSaml.request(TestSaml.good());
        ((ObjectNode) oidc.path("idp")).put("type", "OIDC");
        assertEquals("SAML_IDP_NOT_SAML2 /idp/type", firstAt(oidc));
        ObjectNode noIssuer = TestSaml.request(TestSaml.good());
        ((ObjectNode) noIssuer.at("/idp/protocol/credentials/trust")).remove("issuer");
        assertEquals("SAML_ISSUER_MISMATCH /idp/protocol/credentials/trust/issuer", firstAt(noIssuer));
        ObjectNode noAudience = TestSaml.request(TestSaml.good());
        ((ObjectNode) noAudience.at("/idp/protocol/credentials/trust")).remove("audience");
        assertEquals("SAML_AUDIENCE_MISMATCH /idp/protocol/credentials/trust/audience", firstAt(noAudience));
        noAudience.putObject("expect").put("audience", TestSaml.AUDIENCE);
        assertEquals("AMR_USABLE", first(noAudience));
        ObjectNode noCertificate = TestSaml.request(TestSaml.good());
        noCertificate.remove("certificates");
        assertEquals("KEYS_UNAVAILABLE /certificates", firstAt(noCertificate));
        noCertificate.putArray("certificates");
        assertEquals("KEYS_UNAVAILABLE /certificates", firstAt(noCertificate));
    }

    @Test
    @DisplayName("an expired certificate is a key all the same, and that it has expired is told")
    void expiredCertificate() {
        String xml = TestSaml.sign(TestSaml.RESPONSE, "Assertion", How.of(Signer.EXPIRED, SignatureMethod.RSA_SHA256));
        JsonNode verdict = TestSaml.verdict(TestSaml.request(xml, Signer.EXPIRED));
        assertEquals("ACCEPTED", verdict.path("verdict").asText());
        assertFalse(message(verdict, "SAML_CERTIFICATE_EXPIRED").isEmpty());
        assertEquals("", message(TestSaml.verdict(TestSaml.request(TestSaml.good())), "SAML_CERTIFICATE_EXPIRED"));
    }

    @Test
    @DisplayName("what isn't signed is SAML_SIGNATURE_MISSING, and an unsigned refusal is believed")
    void unsigned() {
        assertEquals("SAML_SIGNATURE_MISSING", first(TestSaml.request(TestSaml.RESPONSE)));
        String failed = TestSaml.RESPONSE
                .replace("status:Success", "status:Responder")
                .replaceAll("<saml:Assertion .*</saml:Assertion>", "");
        assertEquals("SAML_STATUS_NOT_SUCCESS", first(TestSaml.request(failed)));
        assertEquals("SAML_STATUS_NOT_SUCCESS", first(TestSaml.request(TestSaml.signed(failed, "Response"))));
        assertEquals("SAML_STATUS_NOT_SUCCESS", first("status:Success", "status:Requester"));
        assertEquals("SAML_STATUS_NOT_SUCCESS", first("samlp:Status>", "samlp:State>"));
        assertEquals(
                "SAML_STATUS_NOT_SUCCESS",
                first(TestSaml.request(TestSaml.good().replace("status:Success", "status:Requester"))),
                "outside of what is signed");
        String empty = TestSaml.RESPONSE.replaceAll("<saml:Assertion .*</saml:Assertion>", "");
        assertEquals("SAML_MALFORMED", first(TestSaml.request(TestSaml.signed(empty, "Response"))));
    }

    @Test
    @DisplayName("what is encrypted is told, signed or not")
    void encrypted() {
        String assertion = "<saml:Assertion .*</saml:Assertion>";
        String encrypted = TestSaml.RESPONSE.replaceAll(
                assertion,
                "<saml:EncryptedAssertion><xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\"/>"
                        + "</saml:EncryptedAssertion>");
        assertEquals("SAML_ENCRYPTED", first(TestSaml.request(encrypted)));
        assertEquals("SAML_ENCRYPTED", first(TestSaml.request(TestSaml.signed(encrypted, "Response"))));
        assertEquals("SAML_ENCRYPTED", first("</saml:Attribute>", "</saml:Attribute><saml:EncryptedAttribute/>"));
        assertEquals(
                "AMR_USABLE",
                first("<saml:NameID>user@example.com</saml:NameID>", "<saml:EncryptedID/>"),
                "nobody needs to know who it was");
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(textBlock = """
            <saml:Issuer>https://saml.example.com<, <saml:Issuer>https://saml.example.com/<, SAML_ISSUER_MISMATCH
            <saml:Issuer>https://saml.example.com<, <saml:Issuer>HTTPS://saml.example.com<, SAML_ISSUER_MISMATCH
            <saml:Issuer>https://saml.example.com<, <saml:Issuer> https://saml.example.com<, SAML_ISSUER_MISMATCH
            saml:Audience>, saml:Audiences>, SAML_AUDIENCE_MISMATCH
            saml2/sp</, saml2/sp/</, SAML_AUDIENCE_MISMATCH
            saml2/sp</, saml2/sp\\n</, AMR_USABLE
            saml2/sp</saml:Audience>, other</saml:Audience><saml:Audience>https://okta.example.com/saml2/sp</saml:Audience>, AMR_USABLE
            </saml:AudienceRestriction>, </saml:AudienceRestriction><saml:AudienceRestriction><saml:Audience>a</saml:Audience></saml:AudienceRestriction>, SAML_AUDIENCE_MISMATCH
            </saml:AudienceRestriction>, </saml:AudienceRestriction><saml:OneTimeUse/>, AMR_USABLE
            </saml:AudienceRestriction>, </saml:AudienceRestriction><saml:Condition/>, SAML_MALFORMED
            saml:AudienceRestriction>, saml:ProxyRestriction>, SAML_AUDIENCE_MISMATCH
            saml:Conditions, saml:Condition, SAML_AUDIENCE_MISMATCH
            <saml:AuthnStatement, <saml:Conditions/><saml:AuthnStatement, SAML_MALFORMED
            cm:bearer, cm:holder-of-key, SAML_MALFORMED
            saml:SubjectConfirmationData, saml:SubjectConfirmationDate, SAML_MALFORMED
            ' NotOnOrAfter="2026-11-24T12:05:00Z"', '', SAML_MALFORMED
            ' NotOnOrAfter="2026-11-24T12:06:00Z"', '', AMR_USABLE
            ' NotBefore="2026-11-24T11:59:00Z"', '', AMR_USABLE
            saml:AuthnStatement, saml:AuthnStatements, SAML_MALFORMED
            ' AuthnInstant="2026-11-24T11:59:40Z"', '', SAML_MALFORMED
            Recipient=, Recipients=, SAML_RECIPIENT_MISMATCH
            12:05:00Z, 12:05:00, SAML_MALFORMED
            12:05:00Z, 12:05:00+00:00, SAML_MALFORMED
            12:05:00Z, 25:05:00Z, SAML_MALFORMED
            12:05:00Z, 12:05:00.1234567Z, AMR_USABLE
            """)
    @DisplayName("each part of the assertion is needed as it is")
    void parts(String from, String to, String code) {
        String xml = TestSaml.RESPONSE.replace(from, to.replace("\\n", "\n"));
        assertFalse(xml.equals(TestSaml.RESPONSE), from);
        JsonNode verdict = verdict(xml);
        assertEquals(code, TestApi.first(verdict), verdict::toString);
    }

    @Test
    @DisplayName("the response's Issuer may be missing, and must else be the IdP's, signed or not")
    void responseIssuer() {
        String issuer = "<saml:Issuer>https://saml.example.com</saml:Issuer>";
        String without = TestSaml.RESPONSE.replaceFirst(issuer, "");
        assertEquals("AMR_USABLE", TestApi.first(verdict(without)));
        String other = TestSaml.RESPONSE.replaceFirst(issuer, "<saml:Issuer>https://other.example.com</saml:Issuer>");
        assertEquals("SAML_ISSUER_MISMATCH", TestApi.first(verdict(other)));
        String noOwn = TestSaml.RESPONSE.replaceFirst("(?s)(Assertion ID.*?)" + issuer, "$1");
        assertEquals("SAML_ISSUER_MISMATCH", first(TestSaml.request(TestSaml.signed(noOwn, "Response"))));
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(textBlock = """
            audience,     https://okta.example.com/saml2/sp,       AMR_USABLE
            audience,     https://okta.example.com/saml2/other,    SAML_AUDIENCE_MISMATCH
            recipient,    https://okta.example.com/sso/saml2/0oa2, AMR_USABLE
            recipient,    https://okta.example.com/sso/saml2/0oa3, SAML_RECIPIENT_MISMATCH
            recipient,    '',                                      SAML_RECIPIENT_MISMATCH
            inResponseTo, _request,                                AMR_USABLE
            inResponseTo, _other,                                  SAML_IN_RESPONSE_TO_MISMATCH
            inResponseTo, '',                                      SAML_IN_RESPONSE_TO_MISMATCH
            """)
    @DisplayName("what is expected is compared exactly")
    void expected(String member, String value, String code) {
        ObjectNode request = TestSaml.request(TestSaml.good());
        request.putObject("expect").put(member, value);
        assertEquals(code, first(request));
    }

    @Test
    @DisplayName("Destination and InResponseTo of the response must fit as well, where they are there")
    void around() {
        String elsewhere =
                TestSaml.good().replace("Destination=\"" + TestSaml.ACS, "Destination=\"" + TestSaml.ACS + "/");
        assertEquals("AMR_USABLE", first(TestSaml.request(elsewhere)), "nobody said where to");
        ObjectNode request = TestSaml.request(elsewhere);
        request.putObject("expect").put("recipient", TestSaml.ACS);
        assertEquals("SAML_RECIPIENT_MISMATCH", first(request));
        ObjectNode without = TestSaml.request(TestSaml.good().replace("Destination=", "Destinations="));
        without.putObject("expect").put("recipient", TestSaml.ACS);
        assertEquals("AMR_USABLE", first(without));
        String other = TestSaml.good().replaceFirst("InResponseTo=\"_request\"", "InResponseTo=\"_other\"");
        assertEquals("SAML_IN_RESPONSE_TO_MISMATCH", first(TestSaml.request(other)), "the two differ");
        String unsolicited = TestSaml.RESPONSE.replace(" InResponseTo=\"_request\"", "");
        assertEquals("AMR_USABLE", TestApi.first(verdict(unsolicited)));
        ObjectNode expected = TestSaml.request(TestSaml.signed(unsolicited, "Assertion"));
        expected.putObject("expect").put("inResponseTo", "_request");
        assertEquals("SAML_IN_RESPONSE_TO_MISMATCH", first(expected));
    }

    @Test
    @DisplayName("one bearer confirmation that holds is enough")
    void confirmations() {
        String confirmation = "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                + "<saml:SubjectConfirmationData Recipient=\"https://a.example.com\" NotOnOrAfter=\"2020-01-01T00:00:00Z\"/>"
                + "</saml:SubjectConfirmation>";
        assertEquals("AMR_USABLE", first("</saml:NameID>", "</saml:NameID>" + confirmation));
        assertEquals("AMR_USABLE", first("</saml:Subject>", confirmation + "</saml:Subject>"));
    }

    /** The skew is two minutes. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
            2026-11-24T12:05:00Z, 2026-11-24T11:58:00.001Z, AMR_USABLE
            2026-11-24T12:05:00Z, 2026-11-24T11:58:00Z,     SAML_EXPIRED
            2026-11-24T12:06:00Z, 2026-11-24T11:58:00.001Z, AMR_USABLE
            2026-11-24T12:06:00Z, 2026-11-24T11:58:00Z,     SAML_EXPIRED
            2026-11-24T11:59:00Z, 2026-11-24T12:02:00Z,     AMR_USABLE
            2026-11-24T11:59:00Z, 2026-11-24T12:02:00.001Z, SAML_NOT_YET_VALID
            2026-11-24T11:59:40Z, 2026-11-24T12:02:00Z,     AMR_USABLE
            2026-11-24T11:59:40Z, 2026-11-24T12:02:00.001Z, SAML_NOT_YET_VALID
            2026-11-24T11:59:50Z, 2026-11-24T12:02:00Z,     AMR_USABLE
            2026-11-24T11:59:50Z, 2026-11-24T12:02:00.001Z, SAML_NOT_YET_VALID
            """)
    @DisplayName("R5.4: each instant at both sides of its boundary, with the IdP's skew")
    void times(String from, String to, String code) {
        assertEquals(code, first(from, to));
    }

    @Test
    @DisplayName("R5.4: a confirmation that begins later, and a session that has ended")
    void moreTimes() {
        String data = "<saml:SubjectConfirmationData ";
        assertEquals("AMR_USABLE", first(data, data + "NotBefore=\"" + SKEWED + "\" "));
        assertEquals("SAML_NOT_YET_VALID", first(data, data + "NotBefore=\"2026-11-24T12:02:00.001Z\" "));
        String session = "SessionIndex=\"s1\"";
        assertEquals("AMR_USABLE", first(session, "SessionNotOnOrAfter=\"2026-11-24T11:58:01Z\""));
        assertEquals("SAML_EXPIRED", first(session, "SessionNotOnOrAfter=\"2026-11-24T11:58:00Z\""));
    }

    @Test
    @DisplayName("prefixes mean nothing: redefined, defaulted, or those of other namespaces")
    void namespaces() {
        String defaulted = TestSaml.RESPONSE
                .replace("xmlns:samlp=", "xmlns=")
                .replace("samlp:", "")
                .replace("xmlns:saml=", "xmlns:b=")
                .replace("saml:", "b:")
                .replace("SAML:2.0:b:", "SAML:2.0:");
        assertEquals("AMR_USABLE", TestApi.first(verdict(defaulted)));
        String prefixes = TestSaml.RESPONSE
                .replace("<saml:Subject>", "<saml:Subject xmlns:id=\"urn:a\">")
                .replace("<saml:AuthnStatement ", "<saml:AuthnStatement xmlns:id=\"urn:a\" ");
        assertEquals("AMR_USABLE", TestApi.first(verdict(prefixes)), "a prefix called id is no ID");
        String redefined =
                TestSaml.RESPONSE.replace("<saml:Attribute ", "<saml:Attribute xmlns:saml=\"urn:example:other\" ");
        assertEquals("AMR_MISSING", TestApi.first(verdict(redefined)));
        String swapped = TestSaml.RESPONSE.replace(
                "<saml:Assertion ", "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:1.0:assertion\" ");
        assertEquals("SAML_SIGNATURE_WRAPPED", first(TestSaml.request(TestSaml.signed(swapped, "Assertion"))));
    }

    @Test
    @DisplayName("R4.11: a rule is judged as for any token")
    void rule() {
        ObjectNode request = TestSaml.request(TestSaml.good());
        request.set("rule", TestApi.json("{\"type\": \"ASSURANCE\", \"factorMode\": \"2FA\", \"constraints\": []}"));
        assertEquals("RULE_SATISFIED", first(request));
    }

    private static String changed(String from, String to) {
        String xml = TestSaml.RESPONSE.replace(from, to);
        assertFalse(xml.equals(TestSaml.RESPONSE), from);
        return xml;
    }

    /** The verdict on a response whose assertion is signed and, in another, the whole: it must be the same. */
    private static JsonNode verdict(String xml) {
        JsonNode ofAssertion = TestSaml.verdict(TestSaml.request(TestSaml.signed(xml, "Assertion")));
        JsonNode ofResponse = TestSaml.verdict(TestSaml.request(TestSaml.signed(xml, "Response")));
        assertEquals(ofAssertion.path("findings"), ofResponse.path("findings"));
        return ofAssertion;
    }

    private static String first(String from, String to) {
        return TestApi.first(verdict(changed(from, to)));
    }

    private static String first(ObjectNode request) {
        return TestApi.first(TestSaml.verdict(request));
    }

    private static String firstAt(ObjectNode request) {
        JsonNode finding = TestSaml.verdict(request).path("findings").path(0);
        return finding.path("code").asText() + " " + finding.path("pointer").asText();
    }

    private static String message(JsonNode verdict, String code) {
        return verdict.path("findings")
                .valueStream()
                .filter(finding -> finding.path("code").asText().equals(code))
                .map(finding -> finding.path("message").asText())
                .findFirst()
                .orElse("");
    }
}
