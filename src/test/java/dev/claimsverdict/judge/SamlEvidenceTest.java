package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestSaml;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 6: a SAML response as a sample of what an IdP sends. Nobody verifies it. */
class SamlEvidenceTest {

    private static final String VALUES =
            "<saml:AttributeValue>pwd</saml:AttributeValue><saml:AttributeValue>hwk</saml:AttributeValue>";

    @Test
    @DisplayName("a sample shows whether session.amr has values that count, signed or not, expired or not")
    void sample() {
        assertEquals("SAFE AMR_EVIDENCE_PRESENT /evidence/samlResponse", judged(TestSaml.RESPONSE));
        assertEquals("SAFE AMR_EVIDENCE_PRESENT /evidence/samlResponse", judged(TestSaml.good()));
        assertEquals(
                "SAFE AMR_EVIDENCE_PRESENT /evidence/samlResponse",
                judged(TestSaml.RESPONSE.replace(VALUES, "<saml:AttributeValue>x, pwd</saml:AttributeValue>")));
        String breaking = "BREAKING FLOW_BREAKS_NO_AMR /after/policy/trustClaims";
        assertEquals(breaking, judged(TestSaml.RESPONSE.replace("session.amr", "amr")));
        assertEquals(breaking, judged(TestSaml.RESPONSE.replace(VALUES, "")));
        assertEquals(breaking, judged(TestSaml.RESPONSE.replace("pwd", "x").replace("hwk", "y")));
    }

    @Test
    @DisplayName("what can't be read is no evidence, and is told")
    void unreadable() {
        assertEquals(
                "AT_RISK AMR_EVIDENCE_MISSING /after/policy/trustClaims",
                judged("unreadable"),
                "the catalogue's order");
        assertEquals("SAML_MALFORMED /evidence/samlResponse WARNING", told("unreadable"));
        assertEquals("SAML_MALFORMED /evidence/samlResponse WARNING", told("<!DOCTYPE a []>" + TestSaml.RESPONSE));
        assertEquals(
                "SAML_MALFORMED /evidence/samlResponse WARNING",
                told(TestSaml.RESPONSE.replaceAll("<saml:Assertion .*</saml:Assertion>", "")));
        assertEquals(
                "SAML_MALFORMED /evidence/samlResponse WARNING",
                told(TestSaml.RESPONSE.replace(VALUES, "<saml:AttributeValue><a/></saml:AttributeValue>")));
        assertEquals(
                "SAML_ENCRYPTED /evidence/samlResponse WARNING",
                told(TestSaml.RESPONSE.replace("</saml:Attribute>", "</saml:Attribute><saml:EncryptedAttribute/>")));
        ObjectNode listed = change("unreadable");
        ((ObjectNode) listed.path("evidence")).putArray("amr").add("pwd");
        JsonNode verdict = TestApi.verdict("/v1/idp-verdicts", listed.toString());
        assertEquals("AT_RISK", verdict.path("verdict").asText());
    }

    private static String judged(String samlResponse) {
        JsonNode verdict =
                TestApi.verdict("/v1/idp-verdicts", change(samlResponse).toString());
        for (JsonNode finding : verdict.path("findings")) {
            if (finding.path("code").asText().matches("AMR_.*|FLOW_.*")) {
                return verdict.path("verdict").asText() + " "
                        + finding.path("code").asText() + " "
                        + finding.path("pointer").asText();
            }
        }
        return verdict.toString();
    }

    private static String told(String samlResponse) {
        JsonNode verdict =
                TestApi.verdict("/v1/idp-verdicts", change(samlResponse).toString());
        return verdict.path("findings")
                .valueStream()
                .filter(finding -> finding.path("code").asText().startsWith("SAML_"))
                .map(finding -> finding.path("code").asText() + " "
                        + finding.path("pointer").asText() + " "
                        + finding.path("level").asText())
                .findFirst()
                .orElse(verdict.toString());
    }

    private static ObjectNode change(String samlResponse) {
        ObjectNode change = TestApi.JSON.createObjectNode();
        change.set("after", TestSaml.idp());
        change.putObject("evidence").put("samlResponse", samlResponse);
        return change;
    }
}
