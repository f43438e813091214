package dev.claimsverdict.token;

import static dev.claimsverdict.verdict.FindingCode.TOKEN_ALGORITHM_REFUSED;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_CRITICAL_HEADER;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_MALFORMED;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_SIGNATURE_INVALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.verdict.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JOSE cookbook: RFC 7520 section 4, RFC 8037 appendix A, RFC 7797 section 4. */
@DisplayName("R5.1, R5.2 The JOSE cookbook")
class CookbookTest {

    private static final String RS256 = "jws/4_1.rsa_v15_signature.json";
    private static final String PS384 = "jws/4_2.rsa-pss_signature.json";
    private static final String ES512 = "jws/4_3.ecdsa_signature.json";
    private static final String HS256 = "jws/4_4.hmac-sha2_integrity_protection.json";
    private static final String DETACHED = "jws/4_5.signature_with_detached_content.json";
    private static final String SPECIFIC_HEADERS = "jws/4_6.protecting_specific_header_fields.json";
    private static final String CONTENT_ONLY = "jws/4_7.protecting_content_only.json";
    private static final String SEVERAL_SIGNATURES = "jws/4_8.multiple_signatures.json";
    private static final String ED25519 = "curve25519/jws.json";
    private static final String UNENCODED = "rfc7797/hmac-sha2_b64_false.json";
    private static final String UNENCODED_JSON = "rfc7797/4.2.hmac-sha2_b64_false.json";

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {RS256, PS384, ES512, ED25519})
    @DisplayName("its asymmetric compact signatures are accepted")
    void accepted(String file) {
        JsonNode example = read(file);
        assertEquals(Optional.empty(), SignatureLevel.refusal(compact(example), jwks(example)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {RS256, PS384, ES512, ED25519})
    @DisplayName("and not over another payload")
    void otherPayload(String file) {
        JsonNode example = read(file);
        String[] parts = compact(example).split("\\.");
        assertEquals(
                Optional.of(TOKEN_SIGNATURE_INVALID),
                SignatureLevel.refusal(parts[0] + ".e30." + parts[2], jwks(example)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {RS256, PS384, ES512, ED25519})
    @DisplayName("nor over detached content, which is never looked for elsewhere (RFC 7515 appendix F)")
    void detached(String file) {
        JsonNode example = read(file);
        String[] parts = compact(example).split("\\.");
        assertEquals(
                Optional.of(TOKEN_SIGNATURE_INVALID),
                SignatureLevel.refusal(parts[0] + ".." + parts[2], jwks(example)));
    }

    static Stream<Arguments> refusedCompact() {
        return Stream.of(
                arguments(HS256, TOKEN_ALGORITHM_REFUSED),
                arguments(DETACHED, TOKEN_ALGORITHM_REFUSED),
                // The payload stands there as it is, and has spaces.
                arguments(UNENCODED, TOKEN_MALFORMED));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusedCompact")
    @DisplayName("its other compact forms are refused")
    void refused(String file, FindingCode code) {
        JsonNode example = read(file);
        assertEquals(Optional.of(code), SignatureLevel.refusal(compact(example), jwks(example)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                RS256,
                PS384,
                ES512,
                HS256,
                DETACHED,
                SPECIFIC_HEADERS,
                CONTENT_ONLY,
                SEVERAL_SIGNATURES,
                ED25519,
                UNENCODED,
                UNENCODED_JSON
            })
    @DisplayName("its JSON serializations are no compact JWS")
    void jsonSerialization(String file) {
        JsonNode example = read(file);
        for (String form : List.of("json", "json_flat")) {
            // Some of the examples have no flattened form.
            JsonNode jws = example.path("output").path(form);
            assertEquals(Optional.of(TOKEN_MALFORMED), SignatureLevel.refusal(jws.toString(), jwks(example)), form);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"RS256\",\"b64\":false}",
                "{\"alg\":\"RS256\",\"b64\":true}",
                "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}"
            })
    @DisplayName("RFC 7797's header is refused whatever it says beside it")
    void unencodedPayload(String header) {
        assertEquals(
                Optional.of(TOKEN_CRITICAL_HEADER),
                SignatureLevel.refusal(
                        Base64Url.encode(header.getBytes(StandardCharsets.UTF_8)) + ".e30.AAAA", jwks(read(RS256))));
    }

    private static String compact(JsonNode example) {
        return example.path("output").path("compact").asText();
    }

    /** The public half of the example's key or keys; a secret stays, since there is no public half of it. */
    private static String jwks(JsonNode example) {
        ObjectNode jwks = TestApi.JSON.createObjectNode();
        var keys = jwks.putArray("keys");
        JsonNode key = example.path("input").path("key");
        for (JsonNode each :
                key.isArray() ? key : TestApi.JSON.createArrayNode().add(key)) {
            ObjectNode copy = each.deepCopy();
            keys.add(copy.without(List.of("d", "p", "q", "dp", "dq", "qi")));
        }
        return jwks.toString();
    }

    private static JsonNode read(String file) {
        try (InputStream in = CookbookTest.class.getResourceAsStream("/rfc7520-cookbook/" + file)) {
            return TestApi.JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
