package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * SAML responses that were made and signed by libraries that nobody here wrote. {@code .ci/check-saml.sh} makes them and
 * runs this.
 */
class SamlIdpTest {

    private static final String RESPONSES = System.getProperty("saml.responses", "");

    @Test
    @DisplayName("responses of saml, samlify and xml-crypto get the verdicts that they should")
    void responses() throws IOException {
        assumeTrue(
                !RESPONSES.isEmpty(),
                "SamlIdpTest is skipped: there is no -Dsaml.responses. .ci/check-saml.sh makes some.");
        JsonNode cases = TestApi.json(Files.readString(Path.of(RESPONSES)));
        assertTrue(cases.size() >= 15);
        for (JsonNode each : cases) {
            JsonNode verdict =
                    TestApi.verdict("/v1/saml-verdicts", each.path("request").toString());
            assertEquals(
                    each.path("first").asText(),
                    TestApi.first(verdict),
                    each.path("name").asText());
            boolean good = each.path("first").asText().equals("AMR_USABLE");
            assertEquals(good ? "ACCEPTED" : "REJECTED", verdict.path("verdict").asText());
            if (good) {
                assertEquals(TestApi.json("[\"pwd\", \"hwk\"]"), verdict.at("/amr/received"));
            }
        }
    }
}
