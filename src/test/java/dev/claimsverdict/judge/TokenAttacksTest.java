package dev.claimsverdict.judge;

import static dev.claimsverdict.verdict.FindingCode.ACCESS_TOKEN_AS_ID_TOKEN;
import static dev.claimsverdict.verdict.FindingCode.ACCESS_TOKEN_INVALID;
import static dev.claimsverdict.verdict.FindingCode.AMR_NOT_ARRAY;
import static dev.claimsverdict.verdict.FindingCode.KEYS_UNAVAILABLE;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_ALGORITHM_REFUSED;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_CRITICAL_HEADER;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_KEY_NOT_FOUND;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_MALFORMED;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_SIGNATURE_INVALID;
import static dev.claimsverdict.verdict.FindingCode.TOKEN_TOO_LARGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import dev.claimsverdict.testing.TokenVerdicts;
import dev.claimsverdict.verdict.FindingCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens made to deceive, each refused for its own reason, none echoed. */
class TokenAttacksTest {

    private static final TestKey KEY = TestKey.ES256;
    private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"ec-1\"}";
    private static final String PAYLOAD =
            TestToken.claims("pwd", "sms").put("email", "user-1@example.com").toString();
    private static final String GOOD = KEY.sign(PAYLOAD);
    /** Someone else's key, which says that it is the IdP's. */
    private static final TestKey FORGER = TestKey.generate("ec-1", "ES256", "EC", new ECGenParameterSpec("secp256r1"));

    private static ObjectNode request(String token) {
        return TestToken.request(token, KEY, TestKey.RS256);
    }

    private static void refused(String token, FindingCode code, String pointer) {
        TokenVerdicts.refused(request(token), code, pointer);
    }

    private static String part(int index) {
        return GOOD.split("\\.")[index];
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A token of exactly these parts with a good signature over them. */
    private static String signed(String header, String payload) {
        String input = header + "." + payload;
        return input + "." + encode(sign("SHA256withECDSAinP1363Format", input));
    }

    private static byte[] sign(String algorithm, String input) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(KEY.pair().getPrivate());
            signature.update(utf8(input));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("the token behind all of these is a good one")
    void good() {
        TokenVerdicts.accepted(request(GOOD));
        TokenVerdicts.accepted(request(signed(part(0), part(1))));
    }

    // Signatures (R5.2)

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    @DisplayName("R5.2 alg none, in any spelling, with and without a signature")
    void algNone(String none) {
        String header = encode(utf8("{\"alg\":\"" + none + "\",\"kid\":\"ec-1\"}"));
        refused(header + "." + part(1) + ".", TOKEN_ALGORITHM_REFUSED, "/idToken/header/alg");
        refused(header + "." + part(1) + "." + part(2), TOKEN_ALGORITHM_REFUSED, "/idToken/header/alg");
    }

    @Test
    @DisplayName("R5.2 HS256 with the public key as the secret, in any form of it")
    void publicKeyAsSecret() throws GeneralSecurityException {
        byte[] der = TestKey.RS256.pair().getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        String jwks = TestKey.jwks(TestKey.RS256);
        String modulus = TestKey.RS256.jwk().get("n").toString();
        List<byte[]> secrets = List.of(
                der,
                utf8(pem),
                utf8(pem.strip()),
                utf8(jwks),
                utf8(modulus),
                Base64.getUrlDecoder().decode(modulus));
        for (byte[] secret : secrets) {
            for (String alg : List.of("HS256", "RS256")) {
                String input = encode(utf8("{\"alg\":\"" + alg + "\",\"kid\":\"rsa-1\"}")) + "." + part(1);
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                String token = input + "." + encode(mac.doFinal(utf8(input)));
                if (alg.equals("HS256")) {
                    refused(token, TOKEN_ALGORITHM_REFUSED, "/idToken/header/alg");
                } else {
                    refused(token, TOKEN_SIGNATURE_INVALID, "/idToken");
                }
            }
        }
    }

    @Test
    @DisplayName("R5.2 ES256 with r = s = 0, and other numbers no signature has (CVE-2022-21449)")
    void zeros() {
        byte[] order = HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        byte[] zero = new byte[32];
        byte[] one = new byte[32];
        one[31] = 1;
        byte[] full = new byte[32];
        Arrays.fill(full, (byte) 0xff);
        for (byte[] r : List.of(zero, one, order, full)) {
            for (byte[] s : List.of(zero, order, full)) {
                byte[] signature = Arrays.copyOf(r, 64);
                System.arraycopy(s, 0, signature, 32, 32);
                refused(part(0) + "." + part(1) + "." + encode(signature), TOKEN_SIGNATURE_INVALID, "/idToken");
            }
        }
    }

    @Test
    @DisplayName("R5.2 ES256 signatures are raw, not DER (RFC 7518 section 3.4)")
    void der() {
        String input = part(0) + "." + part(1);
        refused(input + "." + encode(sign("SHA256withECDSA", input)), TOKEN_SIGNATURE_INVALID, "/idToken");
    }

    @Test
    @DisplayName("R5.2 a signature of any other length is none, for any algorithm")
    void truncated() {
        for (TestKey key : List.of(
                TestKey.RS256,
                TestKey.RS256.with("PS256"),
                TestKey.ES256,
                TestKey.ES384,
                TestKey.ES512,
                TestKey.ED25519)) {
            String token = key.sign(PAYLOAD);
            int dot = token.lastIndexOf('.');
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            TokenVerdicts.accepted(TestToken.request(token, key));
            for (int length = 0; length < signature.length + 3; length++) {
                if (length != signature.length) {
                    String other = token.substring(0, dot + 1) + encode(Arrays.copyOf(signature, length));
                    TokenVerdicts.refused(TestToken.request(other, key), TOKEN_SIGNATURE_INVALID, "/idToken");
                }
            }
        }
    }

    @Test
    @DisplayName("R5.2 a changed header, payload or signature")
    void tampered() {
        String otherHeader = encode(utf8("{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"typ\":\"JWT\"}"));
        refused(otherHeader + "." + part(1) + "." + part(2), TOKEN_SIGNATURE_INVALID, "/idToken");
        String otherPayload = encode(utf8(PAYLOAD.replace("\"sms\"", "\"hwk\"")));
        assertNotEquals(part(1), otherPayload);
        refused(part(0) + "." + otherPayload + "." + part(2), TOKEN_SIGNATURE_INVALID, "/idToken");
        refused(part(0) + "." + part(1) + "." + KEY.sign("{}").split("\\.")[2], TOKEN_SIGNATURE_INVALID, "/idToken");
        refused(FORGER.sign(PAYLOAD), TOKEN_SIGNATURE_INVALID, "/idToken");
        // What is wrong with the payload is not looked for before: it is nobody's yet.
        refused(FORGER.sign("{\"sub\":\"someone else\"}"), TOKEN_SIGNATURE_INVALID, "/idToken");
        refused(FORGER.sign("not JSON"), TOKEN_SIGNATURE_INVALID, "/idToken");
    }

    // Headers (R5.1)

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "x5c", "x5t", "x5t#S256"})
    @DisplayName("R5.1 a key, or where to find one, in the header is never used")
    void keyInHeader(String member) {
        String forgersKey = TestApi.JSON.valueToTree(FORGER.jwk()).toString();
        String value = switch (member) {
            case "jwk" -> forgersKey;
            case "x5c" ->
                "[\""
                        + Base64.getEncoder()
                                .encodeToString(FORGER.pair().getPublic().getEncoded()) + "\"]";
            default -> "\"https://evil.example.net/keys\"";
        };
        String named = "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"" + member + "\":" + value + "}";
        refused(FORGER.signWithHeader(named, PAYLOAD), TOKEN_SIGNATURE_INVALID, "/idToken");
        String unnamed = "{\"alg\":\"ES256\",\"" + member + "\":" + value + "}";
        refused(FORGER.signWithHeader(unnamed, PAYLOAD), TOKEN_SIGNATURE_INVALID, "/idToken");
        String other = "{\"alg\":\"ES256\",\"kid\":\"ec-2\",\"" + member + "\":" + value + "}";
        refused(FORGER.signWithHeader(other, PAYLOAD), TOKEN_KEY_NOT_FOUND, "/idToken/header/kid");
        ObjectNode withoutKeys = request(FORGER.signWithHeader(unnamed, PAYLOAD));
        withoutKeys.remove("jwks");
        TokenVerdicts.refused(withoutKeys, KEYS_UNAVAILABLE, "/jwks");
        // A good token may have them; they do nothing.
        TokenVerdicts.accepted(request(KEY.signWithHeader(named, PAYLOAD)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "crit | [\"exp\"]",
                "crit | [\"b64\"]",
                "crit | []",
                "crit | null",
                "crit | \"exp\"",
                "b64  | false",
                "b64  | true",
                "b64  | null"
            })
    @DisplayName("R5.1 crit and b64 are refused, whatever they say and whoever signed it")
    void critical(String member, String value) {
        String header = "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"exp\":1,\"" + member + "\":" + value + "}";
        refused(KEY.signWithHeader(header, PAYLOAD), TOKEN_CRITICAL_HEADER, "/idToken/header/" + member);
        refused(FORGER.signWithHeader(header, PAYLOAD), TOKEN_CRITICAL_HEADER, "/idToken/header/" + member);
        String otherAlg = header.replace("ES256", "none");
        refused(KEY.signWithHeader(otherAlg, PAYLOAD), TOKEN_CRITICAL_HEADER, "/idToken/header/" + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+JWT"})
    @DisplayName("R5.1 an access token is never accepted as ID token")
    void accessTokenType(String typ) {
        refused(KEY.signWithHeader(typed(typ), PAYLOAD), ACCESS_TOKEN_AS_ID_TOKEN, "/idToken/header/typ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logout+jwt",
                "application/logout+jwt",
                "dpop+jwt",
                "secevent+jwt",
                "token-introspection+jwt",
                "at+jwt ",
                " at+jwt",
                "at+jwt\\t",
                "application/at+jwt;a=b",
                "application/ at+jwt",
                "application/application/jwt",
                "JWT ",
                "JWT;a=b",
                "JWT\\u0000",
                "jwt,at+jwt",
                "application/",
                "jose",
                "JOSE",
                "x/jwt",
                ""
            })
    @DisplayName("R5.1 a token of any other type is never accepted as ID token, nor as access token")
    void otherType(String typ) {
        refused(KEY.signWithHeader(typed(typ), PAYLOAD), TOKEN_MALFORMED, "/idToken/header/typ");
        ObjectNode withoutAmr = TestToken.requestWith(claims -> claims.remove("amr"));
        withoutAmr.put("accessToken", KEY.signWithHeader(typed(typ), PAYLOAD));
        TokenVerdicts.refused(withoutAmr, ACCESS_TOKEN_INVALID, "/accessToken");
    }

    private static String typed(String typ) {
        return "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"typ\":\"" + typ + "\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "Jwt", "application/jwt", "APPLICATION/JWT"})
    @DisplayName("R5.1 an ID token's own type is accepted")
    void ownType(String typ) {
        String header = "{\"typ\":\"" + typ + "\",\"alg\":\"ES256\",\"kid\":\"ec-1\"}";
        TokenVerdicts.accepted(request(KEY.signWithHeader(header, PAYLOAD)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "[\"JWT\"]", "{}"})
    @DisplayName("R5.1 a typ or cty that is no string is malformed")
    void typeNoString(String type) {
        for (String member : List.of("typ", "cty")) {
            String header = "{\"" + member + "\":" + type + ",\"alg\":\"ES256\",\"kid\":\"ec-1\"}";
            refused(KEY.signWithHeader(header, PAYLOAD), TOKEN_MALFORMED, "/idToken/header/" + member);
        }
    }

    @ParameterizedTest
    @CsvSource({"enc, A128GCM", "enc, ''", "cty, JWT", "cty, jwt", "cty, application/jwt"})
    @DisplayName("R5.1 a header that says that the token is encrypted, or another token its payload, is malformed")
    void anotherTokensHeader(String member, String value) {
        String header = "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"" + member + "\":\"" + value + "\"}";
        refused(KEY.signWithHeader(header, PAYLOAD), TOKEN_MALFORMED, "/idToken/header/" + member);
    }

    @Test
    @DisplayName("R5.1 a payload's other content type is accepted")
    void otherContentType() {
        String header = "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"cty\":\"json\"}";
        TokenVerdicts.accepted(request(KEY.signWithHeader(header, PAYLOAD)));
    }

    // Form (R5.1)

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "...",
                "....",
                "a",
                "a.b",
                "a.b.c",
                "a.b.c.d",
                "a.b.c.d.e",
                "a.b.c.d.e.f",
                "null",
                "{}",
                "e30.e30.e30.e30"
            })
    @DisplayName("R5.1 what has not three parts, or no header in the first, is no token")
    void noToken(String text) {
        JsonNode verdict = TokenVerdicts.of(request(text));
        assertEquals("REJECTED", verdict.path("verdict").asText());
        assertEquals("TOKEN_MALFORMED", TestApi.first(verdict));
        assertTrue(verdict.at("/findings/0/pointer").asText().startsWith("/idToken"));
    }

    @Test
    @DisplayName("R5.1 an encrypted token of five parts is told apart")
    void encrypted() {
        String header = encode(utf8("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}"));
        JsonNode verdict = TokenVerdicts.refused(request(header + ".AAAA.AAAA.AAAA.AAAA"), TOKEN_MALFORMED, "/idToken");
        assertTrue(verdict.at("/findings/0/message").asText().contains("JWE"));
    }

    @Test
    @DisplayName("R5.1 a part in front, behind or between")
    void otherParts() {
        for (String token : List.of(
                "." + GOOD,
                GOOD + ".",
                GOOD + "." + part(2),
                part(0) + ".." + part(1) + "." + part(2),
                part(0) + "." + part(1),
                part(1) + "." + part(2),
                GOOD + " " + GOOD,
                "Bearer " + GOOD)) {
            refused(token, TOKEN_MALFORMED, "/idToken");
        }
        refused(part(0) + "." + part(1) + ".", TOKEN_SIGNATURE_INVALID, "/idToken");
        refused(part(0) + ".." + part(2), TOKEN_SIGNATURE_INVALID, "/idToken");
        refused("." + part(1) + "." + part(2), TOKEN_MALFORMED, "/idToken/header");
    }

    @ParameterizedTest(name = "part {0}")
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("R5.1 base64url is strict: no padding, no white space, no other alphabet, though the signature fits")
    void strictBase64Url(int index) {
        for (String foreign : List.of(
                "=", "==", "===", " ", "\n", "\r\n", "\t", "+", "/", "?", "%", "\u00e9", "\u0000", "\ufeff",
                "\u200b")) {
            for (boolean front : new boolean[] {true, false}) {
                String[] parts = GOOD.split("\\.");
                parts[index] = front ? foreign + parts[index] : parts[index] + foreign;
                refused(index == 2 ? String.join(".", parts) : signed(parts[0], parts[1]), TOKEN_MALFORMED, "/idToken");
            }
        }
        // Each length modulo 3, so that one = and two are the padding that a lenient decoder takes.
        for (String space : List.of("", " ", "  ")) {
            String header = encode(utf8(space + HEADER));
            String payload = encode(utf8(space + PAYLOAD));
            TokenVerdicts.accepted(request(signed(header, payload)));
            String padded = Base64.getUrlEncoder().encodeToString(utf8(space + (index == 0 ? HEADER : PAYLOAD)));
            if (padded.endsWith("=") && index < 2) {
                refused(index == 0 ? signed(padded, payload) : signed(header, padded), TOKEN_MALFORMED, "/idToken");
            }
        }
    }

    @Test
    @DisplayName("R5.1 a second spelling of the same bytes is refused, in each part")
    void notCanonical() {
        refused(otherSpelling(GOOD), TOKEN_MALFORMED, "/idToken");
        for (String space : List.of("", " ", "  ")) {
            String header = encode(utf8(space + HEADER));
            String payload = encode(utf8(space + PAYLOAD));
            if (header.length() % 4 != 0) {
                refused(signed(otherSpelling(header), payload), TOKEN_MALFORMED, "/idToken");
            }
            if (payload.length() % 4 != 0) {
                refused(signed(header, otherSpelling(payload)), TOKEN_MALFORMED, "/idToken");
            }
        }
    }

    /** The same text but for one unused bit of the last character. */
    private static String otherSpelling(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char last = text.charAt(text.length() - 1);
        return text.substring(0, text.length() - 1) + alphabet.charAt(alphabet.indexOf(last) ^ 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"alg\":\"ES256\",\"kid\":\"ec-1\"}",
                "{\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"ec-1\"}",
                "{\"alg\":\"ES256\",\"\\u0061lg\":\"ES256\",\"kid\":\"ec-1\"}",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"x\":{\"y\":[{\"z\":1,\"z\":2}]}}",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"x\":null,\"x\":null}",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\"}{}",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\"} x",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\"",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",}",
                "{\"alg\":\"ES256\",\"kid\":[1,]}",
                "{\"alg\":\"ES256\",\"kid\":}",
                "{'alg':'ES256','kid':'ec-1'}",
                "{alg:\"ES256\"}",
                "{\"alg\":\"ES256\" /* */,\"kid\":\"ec-1\"}",
                "[{\"alg\":\"ES256\",\"kid\":\"ec-1\"}]",
                "\"ES256\"",
                "null",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"x\":\"\\ud800\"}",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"\\udc00\":1}",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"x\":\"\\ud800\\ud800\"}",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"x\":\"\\ud800x\"}",
                "\ufeff{\"alg\":\"ES256\",\"kid\":\"ec-1\"}",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"x\":\"a\nb\"}",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"x\":NaN}",
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"x\":truE}"
            })
    @DisplayName("R5.1 a header that is not one strict JSON object with distinct members")
    void strictHeader(String header) {
        refused(KEY.signWithHeader(header, PAYLOAD), TOKEN_MALFORMED, "/idToken/header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GOOD,\"amr\":[\"hwk\"]}",
                "GOOD,\"\\u0061mr\":[\"hwk\"]}",
                "GOOD,\"sub\":\"user-1\"}",
                "GOOD,\"x\":{\"y\":[{\"z\":1,\"z\":2}]}}",
                "GOOD}{}",
                "GOOD},",
                "GOOD",
                "GOOD,}",
                "GOOD,\"x\":\"\\ud800\"}",
                "GOOD,\"x\":\"\\udc00\\ud800\"}",
                "GOOD,\"\\udfff\":1}",
                "\ufeffGOOD}",
                "[GOOD}]",
                "\"\"",
                "",
                "7"
            })
    @DisplayName("R5.1 a signed payload that is not one strict JSON object with distinct members")
    void strictPayload(String payload) {
        String json = payload.replace("GOOD", PAYLOAD.substring(0, PAYLOAD.length() - 1));
        refused(KEY.signWithHeader(HEADER, json), TOKEN_MALFORMED, "/idToken/claims");
    }

    @Test
    @DisplayName("R5.1 whole surrogate pairs are text like any other")
    void surrogatePairs() {
        String json = PAYLOAD.replaceFirst("}$", ",\"x\":\"\\\\ud83d\\\\ude00 \uD83D\uDE00\"}");
        TokenVerdicts.accepted(request(KEY.signWithHeader(HEADER, json)));
    }

    @Test
    @DisplayName("R5.1 invalid UTF-8 in header or payload: cut short, overlong, a surrogate, beyond Unicode")
    void invalidUtf8() {
        for (String hex :
                List.of("c3", "ff", "80", "c0af", "e0809f", "eda080", "edb080", "f4908080", "f8888080", "e282")) {
            byte[] header = spliced(HEADER, hex);
            byte[] payload = spliced(PAYLOAD, hex);
            refused(signed(encode(header), part(1)), TOKEN_MALFORMED, "/idToken/header");
            refused(signed(part(0), encode(payload)), TOKEN_MALFORMED, "/idToken/claims");
        }
        TokenVerdicts.accepted(request(signed(encode(spliced(HEADER, "c3a9")), encode(spliced(PAYLOAD, "f09f9880")))));
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
            refused(signed(encode(HEADER.getBytes(charset)), part(1)), TOKEN_MALFORMED, "/idToken/header");
            refused(signed(part(0), encode(PAYLOAD.getBytes(charset))), TOKEN_MALFORMED, "/idToken/claims");
        }
    }

    /** The object with one more member, whose value has these bytes in it. */
    private static byte[] spliced(String json, String hex) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(utf8(json.substring(0, json.length() - 1) + ",\"x\":\""));
        bytes.writeBytes(HexFormat.of().parseHex(hex));
        bytes.writeBytes(utf8("\"}"));
        return bytes.toByteArray();
    }

    @Test
    @DisplayName("R5.1 nesting: 32 levels are taken, 33 are not, in objects and in arrays")
    void nesting() {
        for (String pair : List.of("[]", "{\"a\":}")) {
            String thirtyTwo = nested(pair, 31);
            String thirtyThree = nested(pair, 32);
            TokenVerdicts.accepted(request(KEY.signWithHeader(with(HEADER, thirtyTwo), with(PAYLOAD, thirtyTwo))));
            refused(KEY.signWithHeader(with(HEADER, thirtyThree), PAYLOAD), TOKEN_MALFORMED, "/idToken/header");
            refused(KEY.signWithHeader(HEADER, with(PAYLOAD, thirtyThree)), TOKEN_MALFORMED, "/idToken/claims");
            refused(KEY.signWithHeader(HEADER, with(PAYLOAD, nested(pair, 1500))), TOKEN_MALFORMED, "/idToken/claims");
        }
    }

    private static String with(String json, String value) {
        return json.substring(0, json.length() - 1) + ",\"x\":" + value + "}";
    }

    private static String nested(String pair, int levels) {
        int middle = pair.length() - 1;
        String innermost = pair.substring(0, middle) + (pair.startsWith("{") ? "1" : "") + pair.substring(middle);
        String json = innermost;
        for (int i = 1; i < levels; i++) {
            json = pair.substring(0, middle) + json + pair.substring(middle);
        }
        return json;
    }

    @Test
    @DisplayName("R5.1 size: 16384 bytes are taken, 16385 are not")
    void size() {
        TokenVerdicts.accepted(request(ofLength(16_384)));
        refused(ofLength(16_385), TOKEN_TOO_LARGE, "/idToken");
        refused("x".repeat(16_385), TOKEN_TOO_LARGE, "/idToken");
        refused("x".repeat(16_384), TOKEN_MALFORMED, "/idToken");
        refused("x".repeat(200_000), TOKEN_TOO_LARGE, "/idToken");
    }

    /** A good token of exactly that many characters. */
    private static String ofLength(int length) {
        for (int inHeader = 0; inHeader < 3; inHeader++) {
            String header = encode(utf8(with(HEADER, "\"" + "x".repeat(inHeader) + "\"")));
            for (int inPayload = 11_000; inPayload < 12_400; inPayload++) {
                String payload = encode(utf8(with(PAYLOAD, "\"" + "x".repeat(inPayload) + "\"")));
                if (header.length() + payload.length() + 88 == length) {
                    return signed(header, payload);
                }
            }
        }
        throw new IllegalArgumentException("no token has that length");
    }

    // AMR (R3.1)

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"pwd\"            | In an array, these values would have counted: pwd.",
                "\"pwd sms\"        | In an array, none of its values would have counted either.",
                "\"unknown\"        | In an array, none of its values would have counted either.",
                "7                  | In an array, none of its values would have counted either.",
                "true               | In an array, none of its values would have counted either.",
                "{\"pwd\":\"sms\"}  | In an array, none of its values would have counted either.",
                "[\"pwd\",7]        | In an array, these values would have counted: pwd.",
                "[\"pwd\",null]     | In an array, these values would have counted: pwd.",
                "[[\"pwd\"]]        | In an array, none of its values would have counted either.",
                "[\"sms\",[\"pwd\"],\"pwd\"] | In an array, these values would have counted: sms, pwd."
            })
    @DisplayName("R3.1 an amr that is no array of strings rejects, and says what it would have given")
    void amrNotArray(String amr, String sentence) {
        JsonNode verdict = amr(amr, AMR_NOT_ARRAY);
        assertTrue(verdict.at("/findings/0/message").asText().contains(sentence));
        assertEquals("[]", verdict.at("/amr/received").toString());
        assertEquals("[]", verdict.at("/amr/counted").toString());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "null|AMR_MISSING",
                "''|AMR_MISSING",
                "[]|AMR_EMPTY",
                "[\"user\"]|AMR_ALL_UNSUPPORTED",
                "[\"\"]|AMR_ALL_UNSUPPORTED"
            })
    @DisplayName("R3.5 an amr without a usable value breaks the flow")
    void amrUnusable(String amr, FindingCode code) {
        amr(amr, code);
    }

    private static JsonNode amr(String amr, FindingCode code) {
        ObjectNode claims = TestToken.claims();
        claims.remove("amr");
        String payload = amr.isEmpty()
                ? claims.toString()
                : "{\"amr\":" + amr + "," + claims.toString().substring(1);
        JsonNode verdict = TokenVerdicts.of(request(KEY.sign(payload)));
        assertEquals("REJECTED", verdict.path("verdict").asText());
        assertEquals(code.name(), TestApi.first(verdict));
        assertEquals("/idToken/claims/amr", verdict.at("/findings/0/pointer").asText());
        return verdict;
    }
}
