package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import dev.claimsverdict.testing.TokenVerdicts;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** What holds of every token. */
class TokenPropertiesTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final TestKey KEY = TestKey.ES256;
    private static final String GOOD = KEY.sign(
            TestToken.claims("pwd", "sms").put("email", "user-1@example.com").toString());

    @Example
    @Label("R5.2 a token with any one character replaced by its neighbour in the alphabet is never ACCEPTED")
    void everyPositionTampered() {
        TokenVerdicts.accepted(TestToken.request(GOOD, KEY));
        for (int position = 0; position < GOOD.length(); position++) {
            int index = ALPHABET.indexOf(GOOD.charAt(position));
            neverAccepted(position, index < 0 ? 'A' : ALPHABET.charAt(index ^ 1));
        }
    }

    @Property(tries = 500)
    @Label("R5.2 a token with any one character replaced by any other is never ACCEPTED")
    void tampered(@ForAll @IntRange(max = 100_000) int position, @ForAll char character) {
        int at = position % GOOD.length();
        if (GOOD.charAt(at) != character && !Character.isSurrogate(character)) {
            neverAccepted(at, character);
        }
    }

    private static void neverAccepted(int position, char character) {
        ObjectNode request =
                TestToken.request(GOOD.substring(0, position) + character + GOOD.substring(position + 1), KEY);
        JsonNode verdict = TokenVerdicts.of(request);
        assertEquals("REJECTED", verdict.path("verdict").asText());
        TokenVerdicts.nothingEchoed(request, verdict);
    }

    @Property(tries = 300)
    @Label("R5.5 whatever stands in idToken and accessToken, there is a verdict, and it is REJECTED")
    void garbage(@ForAll("texts") String idToken, @ForAll("texts") String accessToken) {
        ObjectNode request = TestToken.request(idToken, KEY, TestKey.RS256).put("accessToken", accessToken);
        JsonNode verdict = TokenVerdicts.of(request);
        assertEquals("REJECTED", verdict.path("verdict").asText());
        TokenVerdicts.nothingEchoed(request, verdict);
    }

    @Property(tries = 200)
    @Label("R5.5 whatever an access token is, a login without AMR values is REJECTED unless that one is verified")
    void garbageAsAccessToken(@ForAll("texts") String accessToken) {
        ObjectNode claims = TestToken.claims();
        JsonNode verdict = TokenVerdicts.of(
                TestToken.request(KEY.sign(claims.toString()), KEY).put("accessToken", accessToken));
        assertEquals("REJECTED", verdict.path("verdict").asText());
    }

    /** Any text, and texts that look like tokens: three parts of which the first is a header, or nearly so. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings()
                .ofMaxLength(60)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
        Arbitrary<String> base64url = Arbitraries.strings().withChars(ALPHABET).ofMaxLength(90);
        Arbitrary<String> headers = Arbitraries.of(
                        "{\"alg\":\"ES256\",\"kid\":\"ec-1\"}",
                        "{\"alg\":\"RS256\",\"kid\":\"rsa-1\"}",
                        "{\"alg\":\"ES256\"}",
                        "{\"alg\":\"PS512\"}",
                        "{\"alg\":\"EdDSA\"}",
                        "{\"alg\":\"none\"}",
                        "{}")
                .map(TestKey::encode);
        Arbitrary<String> parts = Arbitraries.oneOf(
                base64url, any, Arbitraries.of(GOOD.split("\\.")), Arbitraries.just(TestKey.encode("{}")));
        Arbitrary<String> tokens = Combinators.combine(Arbitraries.oneOf(headers, parts), parts, parts)
                .as((header, payload, signature) -> header + "." + payload + "." + signature)
                .filter(token -> !token.equals(GOOD));
        return Arbitraries.oneOf(any, tokens);
    }

    /** Claims that some rule reads; all others mean nothing. */
    private static final Set<String> KNOWN =
            Set.of("iss", "aud", "azp", "sub", "exp", "iat", "nbf", "nonce", "auth_time", "at_hash", "amr", "email");

    @Property(tries = 200)
    @Label("OIDC Core section 2: unknown claims never change the verdict, ACCEPTED or not")
    void unknownClaims(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String name,
            @ForAll("values") String value,
            @ForAll("amrs") String amr) {
        if (KNOWN.contains(name)) {
            return;
        }
        ObjectNode claims = TestToken.claims();
        claims.set("amr", TestApi.json(amr));
        JsonNode without = verdict(claims);
        claims.set(name, TestApi.json(value));
        JsonNode with = verdict(claims);
        assertEquals(without, with);
    }

    private static JsonNode verdict(ObjectNode claims) {
        ObjectNode verdict = (ObjectNode) TokenVerdicts.of(TestToken.request(KEY.sign(claims.toString()), KEY));
        // The one thing that names the request as a whole.
        verdict.remove("decisionId");
        return verdict;
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                "null",
                "true",
                "7",
                "1e400",
                "-1",
                "\"\"",
                "\"ACCEPTED\"",
                "[]",
                "[\"mfa\",\"hwk\"]",
                "{\"amr\":[\"mfa\"]}");
    }

    @Provide
    Arbitrary<String> amrs() {
        return Arbitraries.of("[\"pwd\"]", "[\"mfa\"]", "[\"face\",\"hwk\"]", "[]", "null", "[\"user\"]", "\"pwd\"");
    }

    @Property(tries = 100)
    @Label("the decision id is the same for the same request, and different for a different one")
    void decisionId(@ForAll @AlphaChars @StringLength(min = 1, max = 12) String nonce) {
        ObjectNode request = TestToken.request(GOOD, KEY);
        String without = TokenVerdicts.of(request).path("decisionId").asText();
        assertEquals(without, TokenVerdicts.of(request).path("decisionId").asText());
        request.putObject("expect").put("nonce", nonce);
        assertNotEquals(without, TokenVerdicts.of(request).path("decisionId").asText());
    }

    @Property(tries = 200)
    @Label("nothing of a refused token is echoed, whatever its claims")
    void nothingEchoed(
            @ForAll @AlphaChars @StringLength(min = 12, max = 40) String secret, @ForAll("refusals") String refusal) {
        ObjectNode claims = TestToken.claims("pwd");
        claims.put("sub", "sub" + secret).put("email", secret + "@example.com").put("name", "name" + secret);
        claims.put("nonce", "nonce" + secret);
        String header = "{\"alg\":\"ES256\",\"kid\":\"ec-1\"}";
        switch (refusal) {
            case "iss" -> claims.put("iss", "https://" + secret + ".example.net");
            case "aud" -> claims.put("aud", "aud" + secret);
            case "azp" -> claims.put("azp", "azp" + secret);
            case "exp" -> claims.put("exp", "exp" + secret);
            case "iat" -> claims.put("iat", "iat" + secret);
            case "alg" -> header = "{\"alg\":\"" + secret + "\"}";
            case "kid" -> header = "{\"alg\":\"ES256\",\"kid\":\"" + secret + "\"}";
            case "crit" -> header = "{\"alg\":\"ES256\",\"crit\":[\"" + secret + "\"]}";
            case "typ" -> header = "{\"alg\":\"ES256\",\"typ\":\"" + secret + "+jwt\"}";
            case "form" -> header = secret;
            default -> throw new IllegalArgumentException(refusal);
        }
        ObjectNode request = TestToken.request(KEY.signWithHeader(header, claims.toString()), KEY);
        JsonNode verdict = TokenVerdicts.of(request);
        assertEquals("REJECTED", verdict.path("verdict").asText());
        TokenVerdicts.nothingEchoed(request, verdict);
        assertEquals(-1, verdict.toString().indexOf(secret));
    }

    @Provide
    Arbitrary<String> refusals() {
        return Arbitraries.of("iss", "aud", "azp", "exp", "iat", "alg", "kid", "crit", "typ", "form");
    }
}
