package dev.claimsverdict.judge;

import static dev.claimsverdict.verdict.FindingCode.ACCESS_TOKEN_INVALID;
import static dev.claimsverdict.verdict.FindingCode.ACCESS_TOKEN_NOT_BOUND;
import static dev.claimsverdict.verdict.FindingCode.AT_HASH_MISMATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import dev.claimsverdict.testing.TokenVerdicts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The access token in the ID token's stead. */
@DisplayName("R3.2 Access tokens")
class AccessTokenTest {

    private static final long NOW = TestApi.NOW.getEpochSecond();
    private static final TestKey KEY = TestKey.ES256;
    private static final String AT_JWT = "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"typ\":\"at+jwt\"}";

    /** An access token for some API, with these AMR values. */
    private static ObjectNode access(String... amr) {
        ObjectNode claims = TestToken.claims(amr);
        return claims.put("aud", "https://api.example.com").put("client_id", "client-1");
    }

    private static String idToken(Consumer<ObjectNode> change) {
        ObjectNode claims = TestToken.claims();
        change.accept(claims);
        return KEY.sign(claims.toString());
    }

    private static String withoutAmr() {
        return idToken(claims -> claims.remove("amr"));
    }

    private static ObjectNode request(String idToken, String accessToken) {
        return TestToken.request(idToken, KEY).put("accessToken", accessToken);
    }

    private static ObjectNode request(String accessToken) {
        return request(withoutAmr(), accessToken);
    }

    private static void amr(JsonNode verdict, String source, String... values) {
        assertEquals(source, verdict.at("/amr/source").asText());
        assertEquals(List.of(values), strings(verdict.at("/amr/received")));
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(each -> strings.add(each.asText()));
        return strings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "null", "[]"})
    @DisplayName("its amr counts when the ID token carries no AMR values")
    void counts(String amrOfIdToken) {
        String idToken = idToken(claims -> {
            if (amrOfIdToken.equals("absent")) {
                claims.remove("amr");
            } else {
                claims.set("amr", TestApi.json(amrOfIdToken));
            }
        });
        for (String accessToken : List.of(
                KEY.sign(access("pwd", "otp").toString()),
                KEY.signWithHeader(AT_JWT, access("pwd", "otp").toString()))) {
            JsonNode verdict = TokenVerdicts.accepted(request(idToken, accessToken));
            amr(verdict, "ACCESS_TOKEN", "pwd", "otp");
            assertEquals("client-1", verdict.at("/token/audience/0").asText());
            assertEquals(
                    "/accessToken/claims/amr", verdict.at("/findings/0/pointer").asText());
        }
    }

    @Test
    @DisplayName("it is not even looked at when the ID token carries AMR values, usable or not")
    void idTokenFirst() {
        String garbage = "e30.e30.";
        amr(
                TokenVerdicts.accepted(
                        request(idToken(claims -> claims.putArray("amr").add("sms")), garbage)),
                "ID_TOKEN",
                "sms");
        JsonNode unsupported = TokenVerdicts.of(request(
                idToken(claims -> claims.putArray("amr").add("user")),
                KEY.sign(access("pwd").toString())));
        assertEquals("AMR_ALL_UNSUPPORTED", TestApi.first(unsupported));
        JsonNode string = TokenVerdicts.of(request(
                idToken(claims -> claims.put("amr", "pwd")),
                KEY.sign(access("pwd").toString())));
        assertEquals("AMR_NOT_ARRAY", TestApi.first(string));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "opaque",
                "00A1b2C3d4",
                "a.b.c",
                "e30.e30",
                "e30.e30.e30.e30",
                "eyJhbGciOiJkaXIifQ.AA.AA.AA.AA",
                "=.e30.",
                "W10.e30.AA"
            })
    @DisplayName("an opaque one is no error, and has nothing to read")
    void opaque(String accessToken) {
        JsonNode verdict = TokenVerdicts.of(request(accessToken));
        assertEquals("AMR_MISSING", TestApi.first(verdict));
        assertEquals("/idToken/claims/amr", verdict.at("/findings/0/pointer").asText());
        amr(verdict, "ID_TOKEN");
    }

    @Test
    @DisplayName("a verified one without AMR values leaves the ID token's finding")
    void noValuesEither() {
        for (ObjectNode claims : List.of(access(), access().putNull("amr"))) {
            JsonNode verdict = TokenVerdicts.of(request(KEY.sign(claims.toString())));
            assertEquals("AMR_MISSING", TestApi.first(verdict));
            amr(verdict, "ID_TOKEN");
            JsonNode empty = TokenVerdicts.of(request(idToken(same -> {}), KEY.sign(claims.toString())));
            assertEquals("AMR_EMPTY", TestApi.first(empty));
        }
        JsonNode none = TokenVerdicts.of(TestToken.request(withoutAmr(), KEY));
        assertEquals("AMR_MISSING", TestApi.first(none));
    }

    @Test
    @DisplayName("R3.1 holds for its amr too")
    void notArray() {
        JsonNode verdict =
                TokenVerdicts.of(request(KEY.sign(access().put("amr", "otp").toString())));
        assertEquals("AMR_NOT_ARRAY", TestApi.first(verdict));
        assertEquals(
                "/accessToken/claims/amr", verdict.at("/findings/0/pointer").asText());
    }

    static Stream<Arguments> invalid() {
        Consumer<ObjectNode> same = claims -> {};
        return Stream.of(
                arguments(
                        "TOKEN_SIGNATURE_INVALID",
                        tampered(KEY.sign(access("pwd").toString()))),
                arguments(
                        "TOKEN_ALGORITHM_REFUSED",
                        KEY.signWithHeader("{\"alg\":\"none\"}", access("pwd").toString())),
                arguments(
                        "TOKEN_ALGORITHM_REFUSED",
                        KEY.signWithHeader("{\"alg\":\"HS256\"}", access("pwd").toString())),
                arguments(
                        "TOKEN_CRITICAL_HEADER",
                        KEY.signWithHeader(
                                "{\"alg\":\"ES256\",\"crit\":[]}", access("pwd").toString())),
                arguments(
                        "TOKEN_KEY_NOT_FOUND", TestKey.ES384.sign(access("pwd").toString())),
                arguments("TOKEN_MALFORMED", KEY.sign("not JSON")),
                arguments("TOKEN_MALFORMED", "e30.e30."),
                arguments(
                        "TOKEN_TOO_LARGE",
                        KEY.sign(access("pwd").put("x", "x".repeat(17_000)).toString())),
                arguments("TOKEN_ISSUER_MISMATCH", signed(claims -> claims.put("iss", "https://idp.example.com/v2.0"))),
                arguments("TOKEN_CLAIM_MISSING", signed(claims -> claims.remove("iss"))),
                arguments("TOKEN_CLAIM_MISSING", signed(claims -> claims.remove("exp"))),
                arguments("TOKEN_MALFORMED", signed(claims -> claims.put("exp", "tomorrow"))),
                arguments("TOKEN_EXPIRED", signed(claims -> claims.put("exp", NOW))),
                arguments("TOKEN_NOT_YET_VALID", signed(claims -> claims.put("nbf", NOW + 1))),
                arguments("TOKEN_MALFORMED", signed(claims -> claims.put("nbf", "now"))),
                arguments("TOKEN_SIGNATURE_INVALID", tampered(signed(same))));
    }

    private static String signed(Consumer<ObjectNode> change) {
        ObjectNode claims = access("pwd");
        change.accept(claims);
        return KEY.sign(claims.toString());
    }

    private static String tampered(String token) {
        int dot = token.lastIndexOf('.');
        return token.substring(0, dot + 1)
                + KEY.sign("{}").substring(KEY.sign("{}").lastIndexOf('.') + 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    @DisplayName("one that fails verification rejects the login, and says as what it is refused")
    void rejects(String why, String accessToken) {
        JsonNode verdict = TokenVerdicts.refused(request(accessToken), ACCESS_TOKEN_INVALID, "/accessToken");
        assertTrue(verdict.at("/findings/0/message").asText().contains(" It is refused with " + why + ": "));
    }

    @Test
    @DisplayName("exp and nbf have the IdP's skew, to the second")
    void skew() {
        for (String accessToken : List.of(
                signed(claims -> claims.put("exp", NOW - 119)), signed(claims -> claims.put("nbf", NOW + 120)))) {
            TokenVerdicts.accepted(skewed(accessToken));
        }
        for (String accessToken : List.of(
                signed(claims -> claims.put("exp", NOW - 120)), signed(claims -> claims.put("nbf", NOW + 121)))) {
            TokenVerdicts.refused(skewed(accessToken), ACCESS_TOKEN_INVALID, "/accessToken");
        }
        TokenVerdicts.accepted(request(signed(claims -> claims.put("exp", NOW + 1))));
    }

    private static ObjectNode skewed(String accessToken) {
        ObjectNode request = request(accessToken);
        ((ObjectNode) request.at("/idp/policy")).put("maxClockSkew", 120_000);
        return request;
    }

    @Test
    @DisplayName("its audience is a resource and it needs no iat")
    void lessClaims() {
        amr(
                TokenVerdicts.accepted(request(signed(claims -> claims.without(List.of("aud", "iat"))))),
                "ACCESS_TOKEN",
                "pwd");
    }

    private static final Consumer<ObjectNode> OF_ANOTHER = claims -> claims.put("sub", "user-2");

    static Stream<Arguments> unbound() {
        return Stream.of(
                arguments("another user's access token", idTokenWith("{}"), signed(OF_ANOTHER)),
                arguments(
                        "another user's ID token",
                        idTokenWith("{}"),
                        KEY.sign(TestToken.claims("pwd", "otp")
                                .put("sub", "user-2")
                                .toString())),
                arguments("no sub", idTokenWith("{}"), signed(claims -> claims.remove("sub"))),
                arguments("an empty sub", idTokenWith("{}"), signed(claims -> claims.put("sub", ""))),
                arguments("a sub in another case", idTokenWith("{}"), signed(claims -> claims.put("sub", "User-1"))),
                arguments(
                        "a sub that is no string",
                        idTokenWith("{}"),
                        signed(claims -> claims.putArray("sub").add("user-1"))),
                arguments(
                        "oid without tid",
                        entra("o", "t"),
                        signed(OF_ANOTHER.andThen(claims -> claims.put("oid", "o")))),
                arguments(
                        "tid without oid",
                        entra("o", "t"),
                        signed(OF_ANOTHER.andThen(claims -> claims.put("tid", "t")))),
                arguments(
                        "the user of another tenant",
                        entra("o", "t"),
                        signed(OF_ANOTHER.andThen(
                                claims -> claims.put("oid", "o").put("tid", "t2")))),
                arguments(
                        "empty oid and tid",
                        entra("", ""),
                        signed(OF_ANOTHER.andThen(
                                claims -> claims.put("oid", "").put("tid", "")))),
                arguments(
                        "its own at_hash",
                        idTokenWith("{}"),
                        signed(OF_ANOTHER.andThen(claims -> claims.put("at_hash", "AAAA")))));
    }

    private static String entra(String oid, String tid) {
        return idToken(claims -> claims.put("oid", oid).put("tid", tid).remove("amr"));
    }

    private static String idTokenWith(String claims) {
        return idToken(all -> ((ObjectNode) all.without("amr")).setAll((ObjectNode) TestApi.json(claims)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unbound")
    @DisplayName("one that nothing ties to the ID token rejects the login")
    void notBound(String why, String idToken, String accessToken) {
        TokenVerdicts.refused(request(idToken, accessToken), ACCESS_TOKEN_NOT_BOUND, "/accessToken");
        // Whether it has AMR values or not: nobody's token is read in another's stead.
        ObjectNode vouched = request(idToken, accessToken);
        vouched.putObject("expect").put("sameTokenResponse", false);
        TokenVerdicts.refused(vouched, ACCESS_TOKEN_NOT_BOUND, "/accessToken");
        vouched.putObject("expect").put("sameTokenResponse", true);
        TokenVerdicts.accepted(vouched);
    }

    @Test
    @DisplayName("at_hash, or oid and tid, tie it to the ID token of another sub")
    void bound() throws NoSuchAlgorithmException {
        String ofAnother = signed(OF_ANOTHER);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(ofAnother.getBytes(StandardCharsets.US_ASCII));
        String atHash = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        amr(
                TokenVerdicts.accepted(request(idTokenWith("{\"at_hash\":\"" + atHash + "\"}"), ofAnother)),
                "ACCESS_TOKEN",
                "pwd");
        String sameUser =
                signed(OF_ANOTHER.andThen(claims -> claims.put("oid", "o").put("tid", "t")));
        amr(TokenVerdicts.accepted(request(entra("o", "t"), sameUser)), "ACCESS_TOKEN", "pwd");
    }

    @Test
    @DisplayName("a caller who vouches for it doesn't make a forged one count")
    void vouchingIsNoSignature() {
        ObjectNode forged = request(tampered(signed(OF_ANOTHER)));
        forged.putObject("expect").put("sameTokenResponse", true);
        TokenVerdicts.refused(forged, ACCESS_TOKEN_INVALID, "/accessToken");
    }

    @Test
    @DisplayName("it is read under claims sharing only")
    void claimsSharingOnly() {
        ObjectNode untrusted = request("e30.e30.");
        ((ObjectNode) untrusted.at("/idp/policy")).put("trustClaims", false);
        JsonNode off = TokenVerdicts.of(untrusted);
        assertEquals("TRUST_OFF", TestApi.first(off));
        amr(off, "ID_TOKEN");

        ObjectNode mapped = request(KEY.sign(access("pwd").toString()));
        ((ObjectNode) mapped.at("/idp/policy")).put("trustClaims", false).put("mapAMRClaims", true);
        mapped.putObject("org").put("claimsSharing", false);
        JsonNode legacy = TokenVerdicts.of(mapped);
        assertEquals("LEGACY_MAPPING", legacy.at("/trust/mode").asText());
        assertEquals("FACTORS_MISSING", TestApi.first(legacy));
        amr(legacy, "ID_TOKEN");
    }

    @Test
    @DisplayName("at_hash ties it to the ID token before anything of it is read")
    void atHash() {
        ObjectNode request = request(
                idToken(claims -> claims.put("at_hash", "AAAA")),
                KEY.sign(access("pwd").toString()));
        TokenVerdicts.refused(request, AT_HASH_MISMATCH, "/idToken/claims/at_hash");
    }

    @Test
    @DisplayName("it never does for the ID token, even when no type tells them apart")
    void neverAnIdToken() {
        JsonNode verdict =
                TokenVerdicts.of(TestToken.request(KEY.sign(access("pwd").toString()), KEY));
        assertEquals("TOKEN_AUDIENCE_MISMATCH", TestApi.first(verdict));
        JsonNode typed = TokenVerdicts.of(TestToken.request(
                KEY.signWithHeader(AT_JWT, TestToken.claims("pwd").toString()), KEY));
        assertEquals("ACCESS_TOKEN_AS_ID_TOKEN", TestApi.first(typed));
    }
}
