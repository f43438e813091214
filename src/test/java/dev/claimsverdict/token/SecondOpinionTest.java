package dev.claimsverdict.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.jwks.GivenKeys;
import dev.claimsverdict.proof.Proof;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SmallRye JWT, Nimbus and jose4j judge the same tokens (docs/adr/0002, docs/proof.md). */
@DisplayName("A second opinion: whatever SmallRye JWT, Nimbus or jose4j refuses, we refuse")
class SecondOpinionTest {

    private static final int TOKENS = Proof.times(100_000, 10_000);

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Expectations EXPECTATIONS = new Expectations(
            TestIdp.ISSUER, TestIdp.CLIENT_ID, Set.of(), true, SKEW, Optional.empty(), Optional.empty());
    private static final SecondOpinion.Expected EXPECTED =
            new SecondOpinion.Expected(TestIdp.ISSUER, TestIdp.CLIENT_ID, SKEW, NOW);

    private static final String ACCEPTED = "accepted";

    private final TokenVerifier verifier = new TokenVerifier(new GivenKeys(), new JcaSignatureCheck());

    /** What became of the tokens of which we said the same. */
    private static final class Row {
        private final int[] acceptedBy = new int[SecondOpinions.ALL.size()];
        private int tokens;
        private int acceptedByAll;
        private int acceptedByNone;

        void add(Map<SecondOpinion, String> refusals) {
            tokens++;
            acceptedByAll += refusals.isEmpty() ? 1 : 0;
            acceptedByNone += refusals.size() == acceptedBy.length ? 1 : 0;
            for (int i = 0; i < acceptedBy.length; i++) {
                acceptedBy[i] += refusals.containsKey(SecondOpinions.ALL.get(i)) ? 0 : 1;
            }
        }

        String markdown(String verdict) {
            StringBuilder row = new StringBuilder("| %s | %,d".formatted(verdict, tokens));
            Arrays.stream(acceptedBy).forEach(count -> row.append(" | %,d".formatted(count)));
            return row.append(" | %,d | %,d |".formatted(acceptedByAll, acceptedByNone))
                    .toString();
        }
    }

    @Test
    @DisplayName("generated tokens, good ones and ones with mistakes")
    void generated() {
        GeneratedTokens tokens = new GeneratedTokens(7519, NOW);
        Map<String, Row> rows = new TreeMap<>();
        Map<Difference, Integer> differences = new HashMap<>();
        for (int i = 0; i < TOKENS; i++) {
            Generated each = tokens.next();
            Asked asked = new Asked(each.token(), each.jwks());
            String verdict = refusal(each).orElse(ACCEPTED);
            Map<SecondOpinion, String> refusals = SecondOpinions.refusals(asked, EXPECTED);
            if (verdict.equals(ACCEPTED)) {
                SecondOpinions.explained(refusals, asked, each.toString())
                        .forEach(difference -> differences.merge(difference, 1, Integer::sum));
            }
            rows.computeIfAbsent(verdict, _ -> new Row()).add(refusals);
        }
        int accepted = rows.get(ACCEPTED).tokens;
        assertTrue(accepted > TOKENS / 10 && accepted < TOKENS / 2, accepted + " accepted");
        if (Proof.WHOLE) {
            print(rows, differences);
            assertEquals(
                    Set.copyOf(SecondOpinions.DIFFERENCES),
                    differences.keySet(),
                    "a difference that is none any more leaves the list");
        }
    }

    /** The tables of bench/results/second-opinions.md. */
    private static void print(Map<String, Row> rows, Map<Difference, Integer> differences) {
        rows.forEach((verdict, row) -> System.out.println(row.markdown(verdict)));
        SecondOpinions.DIFFERENCES.forEach(each -> System.out.printf(
                "| %s | %s | %s | %,d |%n",
                each.library(), each.refusal(), each.reason(), differences.getOrDefault(each, 0)));
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
