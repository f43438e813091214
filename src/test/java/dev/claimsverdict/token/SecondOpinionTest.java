package dev.claimsverdict.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.jwks.GivenKeys;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.testing.SecondOpinion;
import dev.claimsverdict.testing.SecondOpinions;
import dev.claimsverdict.testing.SecondOpinions.Asked;
import dev.claimsverdict.testing.SecondOpinions.Difference;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.token.GeneratedTokens.Generated;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SmallRye JWT and Nimbus judge the same tokens (docs/adr/0002). */
@DisplayName("A second opinion: whatever SmallRye JWT or Nimbus refuses, we refuse")
class SecondOpinionTest {

    /** {@code ./mvnw test -Dtest=SecondOpinionTest -Dsecond-opinions=100000} asks about more, and prints the counts. */
    private static final String SETTING = "second-opinions";

    private static final int TOKENS = Integer.getInteger(SETTING, 10_000);

    private static final int ENOUGH_FOR_RARE_ONES = 100_000;

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Expectations EXPECTATIONS = new Expectations(
            TestIdp.ISSUER, TestIdp.CLIENT_ID, Set.of(), true, SKEW, Optional.empty(), Optional.empty());
    private static final SecondOpinion.Expected EXPECTED =
            new SecondOpinion.Expected(TestIdp.ISSUER, TestIdp.CLIENT_ID, SKEW, NOW);

    private static final String ACCEPTED = "accepted";

    private final TokenVerifier verifier = new TokenVerifier(new GivenKeys(), new JcaSignatureCheck());

    @Test
    @DisplayName("generated tokens, good ones and ones with mistakes")
    void generated() {
        GeneratedTokens tokens = new GeneratedTokens(7519, NOW);
        Map<String, Integer> counts = new TreeMap<>();
        Set<Difference> differences = new HashSet<>();
        int accepted = 0;
        for (int i = 0; i < TOKENS; i++) {
            Generated each = tokens.next();
            Asked asked = new Asked(each.token(), each.jwks());
            String verdict = refusal(each).orElse(ACCEPTED);
            Map<SecondOpinion, String> refusals = SecondOpinions.refusals(asked, EXPECTED);
            if (verdict.equals(ACCEPTED)) {
                differences.addAll(SecondOpinions.explained(refusals, asked, each.toString()));
            }
            String theirs = SecondOpinions.ALL.stream()
                    .map(other -> other.library() + (refusals.containsKey(other) ? " refuses it" : " accepts it"))
                    .collect(Collectors.joining(", "));
            counts.merge(verdict + ", " + theirs, 1, Integer::sum);
            accepted += verdict.equals(ACCEPTED) ? 1 : 0;
        }
        if (System.getProperty(SETTING) != null) {
            counts.forEach((verdict, count) -> System.out.println(count + " " + verdict));
        }
        assertTrue(accepted > TOKENS / 10 && accepted < TOKENS / 2, counts::toString);
        if (TOKENS >= ENOUGH_FOR_RARE_ONES) {
            assertEquals(
                    Set.copyOf(SecondOpinions.DIFFERENCES),
                    differences,
                    "a difference that is none any more leaves the list");
        }
    }

    private Optional<String> refusal(Generated each) {
        TokenVerifier.KeyLocation keys =
                new TokenVerifier.KeyLocation(JsonObject.parse(each.jwks()).map(JwksByValue::of), Optional.empty());
        return switch (verifier.verifyIdToken(each.token(), Optional.empty(), EXPECTATIONS, keys, NOW, "")) {
            case TokenVerifier.Verification.Verified _ -> Optional.empty();
            case TokenVerifier.Verification.Refused refused ->
                Optional.of(refused.findings().getFirst().code().name());
        };
    }
}
