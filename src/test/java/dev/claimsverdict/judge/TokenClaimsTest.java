package dev.claimsverdict.judge;

import static dev.claimsverdict.verdict.FindingCode.AT_HASH_MISMATCH;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_AUDIENCE_MISMATCH;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_AUDIENCE_UNTRUSTED;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_AZP_MISMATCH;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_CLAIM_MISSING;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_EXPIRED;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_ISSUED_IN_FUTURE;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_ISSUER_MISMATCH;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_MALFORMED;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_NOT_YET_VALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import dev.claimsverdict.testing.TokenVerdicts;
import dev.claimsverdict.verdict.FindingCode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token must say whose signature is valid (R5.4), both sides of each boundary. */
@DisplayName("R5.4 Claims")
class TokenClaimsTest {

    private static final long NOW = TestApi.NOW.getEpochSecond();
    private static final FindingCode ACCEPTED = null;

    /** A good token but for this claim, which is this JSON; absent when that is empty. */
    private static ObjectNode with(String claim, String json) {
        ObjectNode claims = TestToken.claims("pwd", "sms").put("email", "user-1@example.com");
        claims.remove(claim);
        String others = claims.toString().substring(1);
        String payload = "{" + (json.isEmpty() ? "" : "\"" + claim + "\":" + json + ",") + others;
        return TestToken.request(TestKey.ES256.sign(payload), TestKey.ES256);
    }

    private static ObjectNode expecting(ObjectNode request, String expect) {
        request.set("expect", TestApi.json(expect));
        return request;
    }

    private static ObjectNode withSkew(ObjectNode request, String millis) {
        ((ObjectNode) request.at("/idp/policy")).set("maxClockSkew", TestApi.json(millis));
        return request;
    }

    private static JsonNode check(ObjectNode request, FindingCode code, String claim) {
        return code == ACCEPTED
                ? TokenVerdicts.accepted(request)
                : TokenVerdicts.refused(request, code, "/idToken/claims/" + claim);
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                arguments("iss", "\"https://idp.example.com\"", ACCEPTED),
                arguments("iss", "\"https://idp.example.com/\"", TOKEN_ISSUER_MISMATCH),
                arguments("iss", "\"https://IDP.example.com\"", TOKEN_ISSUER_MISMATCH),
                arguments("iss", "\"https://evil.example.net\"", TOKEN_ISSUER_MISMATCH),
                arguments("iss", "\"\"", TOKEN_ISSUER_MISMATCH),
                arguments("iss", "[\"https://idp.example.com\"]", TOKEN_MALFORMED),
                arguments("iss", "7", TOKEN_MALFORMED),
                arguments("iss", "null", TOKEN_CLAIM_MISSING),
                arguments("iss", "", TOKEN_CLAIM_MISSING),
                arguments("aud", "\"client-1\"", ACCEPTED),
                arguments("aud", "[\"client-1\"]", ACCEPTED),
                arguments("aud", "[\"client-1\",\"client-1\"]", ACCEPTED),
                arguments("aud", "[\"client-1\",\"other-app\"]", TOKEN_AUDIENCE_UNTRUSTED),
                arguments("aud", "[\"other-app\",\"client-1\"]", TOKEN_AUDIENCE_UNTRUSTED),
                arguments("aud", "[\"other-app\"]", TOKEN_AUDIENCE_MISMATCH),
                arguments("aud", "\"other-app\"", TOKEN_AUDIENCE_MISMATCH),
                arguments("aud", "\"CLIENT-1\"", TOKEN_AUDIENCE_MISMATCH),
                arguments("aud", "\"client-1 \"", TOKEN_AUDIENCE_MISMATCH),
                arguments("aud", "[]", TOKEN_AUDIENCE_MISMATCH),
                arguments("aud", "[\"client-1\",7]", TOKEN_MALFORMED),
                arguments("aud", "{\"client-1\":true}", TOKEN_MALFORMED),
                arguments("aud", "7", TOKEN_MALFORMED),
                arguments("aud", "null", TOKEN_CLAIM_MISSING),
                arguments("aud", "", TOKEN_CLAIM_MISSING),
                arguments("azp", "\"client-1\"", ACCEPTED),
                arguments("azp", "null", ACCEPTED),
                arguments("azp", "\"other-app\"", TOKEN_AZP_MISMATCH),
                arguments("azp", "[\"client-1\"]", TOKEN_MALFORMED),
                arguments("sub", "\"someone\"", ACCEPTED),
                arguments("sub", "7", TOKEN_MALFORMED),
                arguments("sub", "null", TOKEN_CLAIM_MISSING),
                arguments("sub", "", TOKEN_CLAIM_MISSING),
                arguments("sub", "\"\"", TOKEN_CLAIM_MISSING),
                arguments("exp", "null", TOKEN_CLAIM_MISSING),
                arguments("exp", "", TOKEN_CLAIM_MISSING),
                arguments("iat", "null", TOKEN_CLAIM_MISSING),
                arguments("iat", "", TOKEN_CLAIM_MISSING),
                arguments("nbf", "null", ACCEPTED),
                arguments("nbf", "", ACCEPTED),
                arguments("jti", "\"whatever\"", ACCEPTED),
                arguments("jti", "7", TOKEN_MALFORMED),
                arguments("jti", "[\"whatever\"]", TOKEN_MALFORMED),
                arguments("jti", "null", ACCEPTED),
                arguments("nonce", "\"whatever\"", ACCEPTED),
                arguments("auth_time", "\"whatever\"", ACCEPTED),
                arguments("at_hash", "\"whatever\"", ACCEPTED));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @MethodSource("claims")
    @DisplayName("a claim by itself")
    void claim(String claim, String json, FindingCode code) {
        check(with(claim, json), code, claim);
    }

    @ParameterizedTest(name = "aud {0}, trusted {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "ACCEPTED",
            value = {
                "[\"client-1\",\"api\"]       | [\"api\"]         | ACCEPTED",
                "[\"client-1\",\"api\"]       | [\"API\"]         | TOKEN_AUDIENCE_UNTRUSTED",
                "[\"client-1\",\"api\",\"x\"] | [\"api\"]         | TOKEN_AUDIENCE_UNTRUSTED",
                "[\"client-1\",\"api\",\"x\"] | [\"api\",\"x\"]   | ACCEPTED",
                "[\"api\"]                    | [\"api\"]         | TOKEN_AUDIENCE_MISMATCH",
                "\"client-1\"                 | [\"api\"]         | ACCEPTED"
            })
    @DisplayName("other audiences are refused unless configured")
    void trustedAudiences(String aud, String trusted, FindingCode code) {
        check(expecting(with("aud", aud), "{\"audiences\":" + trusted + "}"), code, "aud");
    }

    @ParameterizedTest(name = "azp {0}, checkAzp {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "ACCEPTED",
            value = {
                "\"client-1\"  | true  | ACCEPTED",
                "\"other-app\" | true  | TOKEN_AZP_MISMATCH",
                "\"other-app\" | false | ACCEPTED",
                "7             | true  | TOKEN_MALFORMED",
                "7             | false | ACCEPTED"
            })
    @DisplayName("azp is the client id where checking is on")
    void azp(String azp, boolean checkAzp, FindingCode code) {
        check(expecting(with("azp", azp), "{\"checkAzp\":" + checkAzp + "}"), code, "azp");
    }

    @ParameterizedTest(name = "nonce {0} -> {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "ACCEPTED",
            value = {
                "\"n-0S6_WzA2Mj\"  | ACCEPTED",
                "\"n-0S6_WzA2MJ\"  | TOKEN_NONCE_MISMATCH",
                "\"n-0S6_WzA2Mj \" | TOKEN_NONCE_MISMATCH",
                "\"\"              | TOKEN_NONCE_MISMATCH",
                "7                 | TOKEN_MALFORMED",
                "null              | TOKEN_CLAIM_MISSING",
                "''                | TOKEN_CLAIM_MISSING"
            })
    @DisplayName("nonce is compared when expected")
    void nonce(String nonce, FindingCode code) {
        check(expecting(with("nonce", nonce), "{\"nonce\":\"n-0S6_WzA2Mj\"}"), code, "nonce");
    }

    /** Skew in milliseconds, a claim, and how many seconds from now it lies. */
    static Stream<Arguments> times() {
        return Stream.of(
                arguments("0", "exp", "1", ACCEPTED),
                arguments("0", "exp", "0.000000001", ACCEPTED),
                arguments("0", "exp", "0", TOKEN_EXPIRED),
                arguments("0", "exp", "-1", TOKEN_EXPIRED),
                arguments("null", "exp", "0", TOKEN_EXPIRED),
                arguments("null", "exp", "1", ACCEPTED),
                arguments("120000", "exp", "-119", ACCEPTED),
                arguments("120000", "exp", "-119.999", ACCEPTED),
                arguments("120000", "exp", "-120", TOKEN_EXPIRED),
                arguments("300000", "exp", "-299", ACCEPTED),
                arguments("300000", "exp", "-300", TOKEN_EXPIRED),
                arguments("300001", "exp", "-300", TOKEN_EXPIRED),
                arguments("9000000000000000000", "exp", "-299", ACCEPTED),
                arguments("9000000000000000000", "exp", "-300", TOKEN_EXPIRED),
                arguments("-120000", "exp", "0", TOKEN_EXPIRED),
                arguments("-120000", "exp", "1", ACCEPTED),
                arguments("0", "iat", "0", ACCEPTED),
                arguments("0", "iat", "0.000000001", TOKEN_ISSUED_IN_FUTURE),
                arguments("0", "iat", "1", TOKEN_ISSUED_IN_FUTURE),
                arguments("120000", "iat", "120", ACCEPTED),
                arguments("120000", "iat", "121", TOKEN_ISSUED_IN_FUTURE),
                arguments("900000", "iat", "300", ACCEPTED),
                arguments("900000", "iat", "301", TOKEN_ISSUED_IN_FUTURE),
                arguments("-1", "iat", "0", ACCEPTED),
                arguments("-1", "iat", "1", TOKEN_ISSUED_IN_FUTURE),
                arguments("0", "nbf", "-1", ACCEPTED),
                arguments("0", "nbf", "0", ACCEPTED),
                arguments("0", "nbf", "1", TOKEN_NOT_YET_VALID),
                arguments("120000", "nbf", "120", ACCEPTED),
                arguments("120000", "nbf", "121", TOKEN_NOT_YET_VALID),
                arguments("900000", "nbf", "300", ACCEPTED),
                arguments("900000", "nbf", "301", TOKEN_NOT_YET_VALID),
                arguments("-1", "nbf", "0", ACCEPTED),
                arguments("-1", "nbf", "1", TOKEN_NOT_YET_VALID));
    }

    @ParameterizedTest(name = "maxClockSkew {0}: {1} = now {2} s -> {3}")
    @MethodSource("times")
    @DisplayName("skew is policy.maxClockSkew, at most 5 minutes")
    void time(String skew, String claim, String offset, FindingCode code) {
        String seconds = BigDecimal.valueOf(NOW).add(new BigDecimal(offset)).toPlainString();
        check(withSkew(with(claim, seconds), skew), code, claim);
    }

    @ParameterizedTest(name = "maxAge {0}, skew {1}: auth_time {2} -> {3}")
    @CsvSource(
            nullValues = "ACCEPTED",
            value = {
                "60, 0,      0,    ACCEPTED",
                "60, 0,      1,    TOKEN_ISSUED_IN_FUTURE",
                "60, 0,      -60,  ACCEPTED",
                "60, 0,      -61,  TOKEN_AUTH_TOO_OLD",
                "0,  0,      0,    ACCEPTED",
                "0,  0,      -1,   TOKEN_AUTH_TOO_OLD",
                "60, 120000, 120,  ACCEPTED",
                "60, 120000, 121,  TOKEN_ISSUED_IN_FUTURE",
                "60, 120000, -180, ACCEPTED",
                "60, 120000, -181, TOKEN_AUTH_TOO_OLD",
                "60, 900000, -360, ACCEPTED",
                "60, 900000, -361, TOKEN_AUTH_TOO_OLD",
                "2147483647, 0, -1700000000, ACCEPTED"
            })
    @DisplayName("auth_time is checked when maxAge is given")
    void authTime(String maxAge, String skew, long offset, FindingCode code) {
        ObjectNode request = withSkew(with("auth_time", Long.toString(NOW + offset)), skew);
        check(expecting(request, "{\"maxAge\":" + maxAge + "}"), code, "auth_time");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"'', TOKEN_CLAIM_MISSING", "null, TOKEN_CLAIM_MISSING", "'\"now\"', TOKEN_MALFORMED"})
    @DisplayName("auth_time is required when maxAge is given")
    void authTimeRequired(String json, FindingCode code) {
        check(expecting(with("auth_time", json), "{\"maxAge\":60}"), code, "auth_time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2147483648", "1.5", "1e400", "1e999999999", "1e-999999999", "\"60\"", "true"})
    @Timeout(60)
    @DisplayName("a maxAge that is no number of seconds is an error of the request")
    void maxAgeOutOfBounds(String maxAge) {
        String request = with("sub", "\"someone\"").toString();
        String expecting = "{\"expect\":{\"maxAge\":" + maxAge + "}," + request.substring(1);
        JsonNode answer = TestApi.http("POST", "/v1/token-verdicts", expecting);
        assertEquals(422, answer.path("statusCode").asInt());
        assertEquals(
                "/expect/maxAge",
                TestApi.json(answer.path("body").asText())
                        .at("/errors/0/pointer")
                        .asText());
    }

    /** Numbers are NumericDates from 1970 to 9999; each is judged at once, whatever its exponent. */
    static Stream<Arguments> numbers() {
        return Stream.of(
                arguments("exp", "253402300799", ACCEPTED),
                arguments("exp", "253402300799.0", ACCEPTED),
                arguments("exp", "253402300799.000000001", TOKEN_MALFORMED),
                arguments("exp", "253402300800", TOKEN_MALFORMED),
                arguments("exp", "2e11", ACCEPTED),
                arguments("exp", "1e400", TOKEN_MALFORMED),
                arguments("exp", "1e999999999", TOKEN_MALFORMED),
                arguments("exp", "1e2147483647", TOKEN_MALFORMED),
                arguments("exp", "1e2147483646", TOKEN_MALFORMED),
                arguments("exp", "-1e999999999", TOKEN_MALFORMED),
                arguments("exp", "1e-999999999", TOKEN_EXPIRED),
                arguments("exp", "0.000000000999999999e-999999", TOKEN_EXPIRED),
                arguments("exp", "0e999999999", TOKEN_EXPIRED),
                arguments("exp", "0e-999999999", TOKEN_EXPIRED),
                arguments("exp", "0", TOKEN_EXPIRED),
                arguments("exp", "-0", TOKEN_EXPIRED),
                arguments("exp", "-1", TOKEN_MALFORMED),
                arguments("exp", "\"1900000000\"", TOKEN_MALFORMED),
                arguments("exp", "\"2030-01-01T00:00:00Z\"", TOKEN_MALFORMED),
                arguments("exp", "true", TOKEN_MALFORMED),
                arguments("exp", "[1900000000]", TOKEN_MALFORMED),
                arguments("exp", "{}", TOKEN_MALFORMED),
                arguments("iat", "1e-999999999", ACCEPTED),
                arguments("iat", "0", ACCEPTED),
                arguments("iat", "1e400", TOKEN_MALFORMED),
                arguments("iat", "\"0\"", TOKEN_MALFORMED),
                arguments("iat", "-1", TOKEN_MALFORMED),
                arguments("nbf", "1e-999999999", ACCEPTED),
                arguments("nbf", "1e400", TOKEN_MALFORMED),
                arguments("nbf", "\"0\"", TOKEN_MALFORMED),
                arguments("nbf", "false", TOKEN_MALFORMED),
                arguments("other", "1e400", ACCEPTED),
                arguments("other", "1e-999999999", ACCEPTED));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @MethodSource("numbers")
    @Timeout(60)
    @DisplayName("numbers of any size")
    void number(String claim, String json, FindingCode code) {
        check(with(claim, json), code, claim);
    }

    @Test
    @DisplayName("a number that isn't JSON, or has over 1000 digits, makes no payload")
    void notNumbers() {
        for (String json : List.of(
                "NaN",
                "Infinity",
                "0x7F",
                "01",
                "1.",
                "+1",
                "1".repeat(1001),
                "1e99999999999999999999",
                "1e-99999999999999999999")) {
            TokenVerdicts.refused(with("exp", json), TOKEN_MALFORMED, "/idToken/claims");
        }
    }

    @Test
    @DisplayName("all that is wrong is said, causes first")
    void everythingWrong() {
        JsonNode verdict = TokenVerdicts.refused(
                TestToken.request(
                        TestKey.ES256.sign("{\"iss\":\"https://evil.example.net\",\"aud\":\"other-app\",\"exp\":1}"),
                        TestKey.ES256),
                TOKEN_ISSUER_MISMATCH,
                "/idToken/claims/iss");
        assertEquals(
                List.of(
                        "TOKEN_ISSUER_MISMATCH",
                        "TOKEN_AUDIENCE_MISMATCH",
                        "TOKEN_AUDIENCE_UNTRUSTED",
                        "TOKEN_CLAIM_MISSING",
                        "TOKEN_CLAIM_MISSING",
                        "TOKEN_EXPIRED"),
                verdict.path("findings").findValuesAsText("code"));
    }

    @Nested
    @DisplayName("at: the instant of evaluation")
    class At {

        private ObjectNode at(String instant) {
            return TestToken.requestWith(claims -> claims.put("exp", NOW + 300)).put("at", instant);
        }

        @Test
        @DisplayName("the second before exp it is valid, at exp it isn't")
        void both() {
            TokenVerdicts.accepted(at("2026-11-24T12:04:59Z"));
            TokenVerdicts.accepted(at("2026-11-24T13:04:59+01:00"));
            TokenVerdicts.refused(at("2026-11-24T12:05:00Z"), TOKEN_EXPIRED, "/idToken/claims/exp");
            TokenVerdicts.refused(at("1970-01-01T00:00:00Z"), TOKEN_ISSUED_IN_FUTURE, "/idToken/claims/iat");
            TokenVerdicts.refused(at("9999-12-31T23:59:59Z"), TOKEN_EXPIRED, "/idToken/claims/exp");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2026-11-24",
                    "yesterday",
                    "",
                    "1969-12-31T23:59:59Z",
                    "+10000-01-01T00:00:00Z",
                    "2026-11-24T12:00:00"
                })
        @DisplayName("what is no instant from 1970 to 9999 is an error of the request")
        void noInstant(String at) {
            refusedAsField(TestApi.http("POST", "/v1/token-verdicts", at(at).toString()));
        }

        @Test
        @DisplayName("only where the deployment allows it")
        void notAllowed() {
            var events = TestApi.events(new RequestSettings(false, AmrTable.DEFAULT, Org.DEFAULT));
            ObjectNode event = TestApi.httpEvent(
                    "POST", "/v1/token-verdicts", at("2026-11-24T12:00:00Z").toString());
            refusedAsField(TestApi.invoke(events, event.toString()));
        }

        private void refusedAsField(JsonNode answer) {
            assertEquals(422, answer.path("statusCode").asInt());
            assertEquals(
                    "/at",
                    TestApi.json(answer.path("body").asText())
                            .at("/errors/0/pointer")
                            .asText());
        }
    }

    @Nested
    @DisplayName("at_hash: checked when both tokens are given and the claim is present")
    class AtHash {

        private static final String ACCESS_TOKEN = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";

        static Stream<Arguments> keys() {
            return Stream.of(
                    arguments(TestKey.RS256, "SHA-256"),
                    arguments(TestKey.RS256.with("RS384"), "SHA-384"),
                    arguments(TestKey.RS256.with("RS512"), "SHA-512"),
                    arguments(TestKey.RS256.with("PS256"), "SHA-256"),
                    arguments(TestKey.RS256.with("PS384"), "SHA-384"),
                    arguments(TestKey.RS256.with("PS512"), "SHA-512"),
                    arguments(TestKey.ES256, "SHA-256"),
                    arguments(TestKey.ES384, "SHA-384"),
                    arguments(TestKey.ES512, "SHA-512"),
                    arguments(TestKey.ED25519, "SHA-512"));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource("keys")
        @DisplayName("it is the left half of the hash that goes with the algorithm")
        void hash(TestKey key, String hash) {
            TokenVerdicts.accepted(request(key, "\"" + half(hash, 0) + "\""));
            List<String> wrong = List.of(
                    "\"" + half(hash, 1) + "\"",
                    "\"" + half(hash, 0) + "=\"",
                    "\"\"",
                    "null",
                    "7",
                    "[\"" + half(hash, 0) + "\"]");
            for (String atHash : wrong) {
                TokenVerdicts.refused(request(key, atHash), AT_HASH_MISMATCH, "/idToken/claims/at_hash");
            }
            for (String other : List.of("SHA-1", "SHA-256", "SHA-384", "SHA-512")) {
                if (!other.equals(hash)) {
                    TokenVerdicts.refused(
                            request(key, "\"" + half(other, 0) + "\""), AT_HASH_MISMATCH, "/idToken/claims/at_hash");
                }
            }
        }

        @Test
        @DisplayName("the example of OpenID Connect Core appendix A.3")
        void published() {
            assertEquals("77QmUPtjPfzWtF2AnpK9RQ", half("SHA-256", 0));
        }

        @Test
        @DisplayName("without it, or without an access token, there is nothing to check")
        void absent() {
            ObjectNode without = TestToken.requestWith(claims -> {});
            TokenVerdicts.accepted(without.put("accessToken", ACCESS_TOKEN));
            ObjectNode alone = request(TestKey.ES256, "\"other\"");
            alone.remove("accessToken");
            TokenVerdicts.accepted(alone);
        }

        private ObjectNode request(TestKey key, String atHash) {
            ObjectNode claims = TestToken.claims("pwd", "sms");
            claims.set("at_hash", TestApi.json(atHash));
            return TestToken.request(key.sign(claims.toString()), key).put("accessToken", ACCESS_TOKEN);
        }

        private String half(String hash, int which) {
            try {
                byte[] bytes = MessageDigest.getInstance(hash).digest(ACCESS_TOKEN.getBytes(StandardCharsets.US_ASCII));
                int middle = bytes.length / 2;
                return Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Arrays.copyOfRange(bytes, which * middle, (which + 1) * middle));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
