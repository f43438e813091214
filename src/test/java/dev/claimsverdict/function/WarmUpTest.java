package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.Judges;
import dev.claimsverdict.json.RequestSettings;
import dev.claimsverdict.judge.Registry;
import dev.claimsverdict.keys.FetchSettings;
import dev.claimsverdict.keys.IdpKeys;
import dev.claimsverdict.keys.JoseSignatureCheck;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.token.TokenVerifier;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is done before the first event really goes the way of a request, to a verdict. */
class WarmUpTest {

    @Test
    @DisplayName("a token of each family of algorithms is verified, a rule evaluated, a change judged")
    void warm() {
        Clock clock = Clock.fixed(TestApi.NOW, ZoneOffset.UTC);
        IdpKeys keys = new IdpKeys(FetchSettings.NOTHING, clock);
        Judges judges = Judges.of(
                RequestSettings.DEFAULT, Registry.EMPTY, new TokenVerifier(keys, new JoseSignatureCheck()), clock);
        List<String> verdicts = WarmUp.run(judges, Registry.EMPTY, keys).stream()
                .map(HttpResult::of)
                .map(WarmUpTest::told)
                .toList();
        assertEquals(
                List.of(
                        "STEP_UP RS256 CHARACTERISTICS_MISSING",
                        "STEP_UP ES256 CHARACTERISTICS_MISSING",
                        "STEP_UP EdDSA CHARACTERISTICS_MISSING",
                        "AT_RISK  AMR_EVIDENCE_MISSING"),
                verdicts);
    }

    private static String told(HttpResult result) {
        JsonNode verdict = result.json();
        return String.join(
                " ",
                verdict.path("verdict").asText(),
                verdict.at("/token/algorithm").asText(),
                TestApi.first(verdict));
    }
}
