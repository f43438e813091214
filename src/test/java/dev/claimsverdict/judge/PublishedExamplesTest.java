package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import org.junit.jupiter.api.Test;

/** What Okta's guides state of their examples, through the whole program. */
class PublishedExamplesTest {

    @Test
    void aSignedTokenIsAccepted() {
        var request = TestToken.request(
                TestKey.ES256.sign(TestToken.claims("pwd", "sms").toString()), TestKey.ES256);
        assertEquals(
                "ACCEPTED",
                TestApi.verdict("/v1/token-verdicts", request.toString())
                        .path("verdict")
                        .asText());
    }
}
