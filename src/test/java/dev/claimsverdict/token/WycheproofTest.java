package dev.claimsverdict.token;

import static dev.claimsverdict.verdict.FindingCode.TOKEN_ALGORITHM_REFUSED;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_KEY_UNSUITABLE;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_MALFORMED;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.verdict.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Wycheproof's JWS and JWK vectors, all of them (R5.1, R5.2, R5.3). Where its word is not ours, it is said why. */
class WycheproofTest {

    /** A case that we judge otherwise than Wycheproof, on purpose. */
    private record Difference(FindingCode refusedAs, String reason) {}

    private static final Difference HMAC = new Difference(
            TOKEN_ALGORITHM_REFUSED, "R5.2: never HS*; a verifier with public keys has no secret to share");
    private static final Difference OTHER_ALG =
            new Difference(TOKEN_KEY_UNSUITABLE, "R5.2: the JWK's own alg is not the header's");

    private static final Difference NOT_BASE64URL = new Difference(
            TOKEN_MALFORMED,
            "R5.1: strict base64url; Wycheproof takes the character ? within it as if it weren't there");

    private static final Map<Integer, Difference> JWS_DIFFERENCES = Map.ofEntries(
            entry(1, HMAC),
            entry(346, OTHER_ALG),
            entry(347, OTHER_ALG),
            entry(348, HMAC),
            entry(350, OTHER_ALG),
            entry(351, OTHER_ALG),
            entry(352, HMAC),
            entry(357, HMAC),
            entry(358, HMAC),
            entry(359, HMAC),
            entry(372, NOT_BASE64URL),
            entry(373, NOT_BASE64URL),
            entry(376, HMAC),
            entry(377, HMAC));

    private static final Map<Integer, Difference> JWK_DIFFERENCES =
            Map.ofEntries(entry(2, HMAC), entry(13, HMAC), entry(14, HMAC), entry(15, HMAC));

    private record Case(int id, String comment, String jws, String jwks, boolean valid) {}

    @TestFactory
    @DisplayName("R5.1-R5.3 Wycheproof, JSON Web Signature")
    Stream<DynamicTest> jsonWebSignature() {
        return run(cases("json_web_signature_test.json"), JWS_DIFFERENCES);
    }

    @TestFactory
    @DisplayName("R5.3 Wycheproof, JSON Web Key")
    Stream<DynamicTest> jsonWebKey() {
        return run(cases("json_web_key_test.json"), JWK_DIFFERENCES);
    }

    @Test
    @DisplayName("no vector is missing, and every difference is one of a vector")
    void whole() {
        List<Case> jws = cases("json_web_signature_test.json");
        List<Case> jwk = cases("json_web_key_test.json");
        assertEquals(401, ids(jws).size());
        assertEquals(26, ids(jwk).size());
        assertTrue(ids(jws).containsAll(JWS_DIFFERENCES.keySet()));
        assertTrue(ids(jwk).containsAll(JWK_DIFFERENCES.keySet()));
    }

    private static Stream<DynamicTest> run(List<Case> cases, Map<Integer, Difference> differences) {
        return cases.stream().map(each -> {
            Optional<Difference> difference = Optional.ofNullable(differences.get(each.id()));
            String name = "tcId " + each.id() + " " + each.comment()
                    + difference.map(why -> ", but " + why.reason()).orElse("");
            return dynamicTest(name, () -> check(each, difference));
        });
    }

    private static void check(Case each, Optional<Difference> difference) {
        Optional<FindingCode> refusal = SignatureLevel.refusal(each.jws(), each.jwks());
        if (difference.isEmpty()) {
            assertEquals(each.valid(), refusal.isEmpty(), refusal::toString);
        } else {
            // A difference that is none any more has to leave the list.
            assertTrue(each.valid(), "Wycheproof and we refuse it both");
            assertEquals(Optional.of(difference.get().refusedAs()), refusal);
        }
    }

    private static Set<Integer> ids(List<Case> cases) {
        return new HashSet<>(cases.stream().map(Case::id).toList());
    }

    private static List<Case> cases(String file) {
        List<Case> cases = new ArrayList<>();
        for (JsonNode group : read(file).path("testGroups")) {
            String jwks = published(group).toString();
            for (JsonNode test : group.path("tests")) {
                JsonNode jws = test.path("jws");
                cases.add(new Case(
                        test.path("tcId").asInt(),
                        test.path("comment").asText(),
                        jws.isTextual() ? jws.asText() : jws.toString(),
                        jwks,
                        test.path("result").asText().equals("valid")));
            }
        }
        return cases;
    }

    /** What an IdP with the group's keys would publish: a secret stays, since there is no public half of it. */
    private static ObjectNode published(JsonNode group) {
        JsonNode given = group.has("public") ? group.path("public") : group.path("private");
        ObjectNode jwks = TestApi.JSON.createObjectNode();
        var keys = jwks.putArray("keys");
        for (JsonNode key : given.has("keys")
                ? given.path("keys")
                : TestApi.JSON.createArrayNode().add(given)) {
            ObjectNode copy = key.deepCopy();
            keys.add(copy.without(List.of("d", "p", "q", "dp", "dq", "qi")));
        }
        return jwks;
    }

    private static JsonNode read(String file) {
        try (InputStream in = WycheproofTest.class.getResourceAsStream("/wycheproof/" + file)) {
            return TestApi.JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
