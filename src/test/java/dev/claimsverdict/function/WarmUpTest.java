package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.fetch.FetchSettings;
import dev.claimsverdict.jwks.IdpKeys;
import dev.claimsverdict.jwks.RegistryKeys;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.TokenVerifier;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is done before the first event really goes the way of a request, to a verdict. */
class WarmUpTest {

    @Test
    @DisplayName("a token of each family of algorithms is verified, a rule evaluated, a change judged")
    void warm() {
        Clock clock = Clock.fixed(TestApi.NOW, ZoneOffset.UTC);
        IdpKeys keys = new IdpKeys(FetchSettings.NOTHING, RegistryKeys.NONE, clock);
        Judges judges = Judges.of(
                RequestSettings.DEFAULT, Registry.EMPTY, new TokenVerifier(keys, new JcaSignatureCheck()), clock);
        List<String> verdicts = WarmUp.verdicts(judges).stream()
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

    @Test
    @DisplayName("the registry's keys are parsed")
    void registrysKeys() {
        Clock clock = Clock.fixed(TestApi.NOW, ZoneOffset.UTC);
        IdpKeys keys = new IdpKeys(FetchSettings.NOTHING, RegistryKeys.NONE, clock);
        Registry registry = TestRegistry.of(TestRegistry.entry(TestIdp.oidc(), TestKey.RS256));
        WarmUp.keys(registry, keys);
        long hits = keys.counts().cacheHits();
        assertInstanceOf(
                KeySource.Keys.Available.class,
                keys.keys(registry.entries().getFirst().jwks(), Optional.empty(), Optional.empty()));
        assertEquals(hits + 1, keys.counts().cacheHits(), "the keys are there, parsed");
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
