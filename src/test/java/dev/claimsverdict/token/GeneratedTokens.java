package dev.claimsverdict.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** ID tokens with their JWKS: good ones, and ones with up to three mistakes in header, claims, signature, form or keys. */
final class GeneratedTokens {

    /** @param mistakes what was done to a good token, for the message of a failure */
    record Generated(String mistakes, String token, String jwks) {}

    private static final List<TestKey> KEYS = List.of(
            TestKey.RS256,
            TestKey.RS256.with("RS384"),
            TestKey.RS256.with("RS512"),
            TestKey.RS256.with("PS256"),
            TestKey.RS256.with("PS384"),
            TestKey.RS256.with("PS512"),
            TestKey.ES256,
            TestKey.ES384,
            TestKey.ES512,
            TestKey.ED25519);

    private static final List<TestKey> STRANGERS = List.of(
            TestKey.another(TestKey.RS256),
            TestKey.another(TestKey.ES256),
            TestKey.another(TestKey.ES384),
            TestKey.another(TestKey.ES512),
            TestKey.another(TestKey.ED25519));

    private static final TestKey SHORT_RSA =
            TestKey.generate("rsa-1", "RS256", "RSA", new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4));
    private static final TestKey EXPONENT_3 =
            TestKey.generate("rsa-1", "RS256", "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F0));
    private static final TestKey OTHER_P256 =
            TestKey.generate("ec-9", "ES256", "EC", new ECGenParameterSpec("secp256r1"));

    private static final String[] ALGORITHMS = {
        "\"none\"",
        "\"None\"",
        "\"HS256\"",
        "\"RS256\"",
        "\"RS384\"",
        "\"PS256\"",
        "\"PS512\"",
        "\"ES256\"",
        "\"ES384\"",
        "\"EdDSA\"",
        "\"Ed25519\"",
        "\"Ed448\"",
        "\"rs256\"",
        "\"ES256K\"",
        "\"RSA-OAEP\"",
        "\"dir\"",
        "\"\"",
        "5",
        "null",
        "[\"RS256\"]"
    };
    private static final String[] KIDS = {
        "null", "\"\"", "1", "\"rsa-1\"", "\"ec-1\"", "\"ec-9\"", "\"RSA-1\"", "[]", "\"../../x\""
    };
    private static final String[] TYPES = {
        "\"JWT\"", "\"jwt\"", "\"application/jwt\"", "\"APPLICATION/JWT\"", "\"at+jwt\"", "\"application/at+jwt\"",
                "\"logout+jwt\"",
        "\"JWT \"", "\"JOSE\"", "\"JOSE+JSON\"", "\"secevent+jwt\"", "\"\"", "null", "7"
    };
    private static final String[] HEADER_MEMBERS = {
        "\"crit\":[\"exp\"]",
        "\"crit\":[]",
        "\"crit\":[\"b64\"],\"b64\":false",
        "\"b64\":true",
        "\"zip\":\"DEF\"",
        "\"cty\":\"JWT\"",
        "\"jku\":\"https://attacker.example/keys\"",
        "\"x5u\":\"https://attacker.example/c\"",
        "\"x5c\":[\"MIIB\"]",
        "\"x5t\":\"AA\"",
        "\"x5t#S256\":\"AA\"",
        "\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}",
        "\"enc\":\"A128GCM\"",
        "\"p2c\":1000000",
        "\"epk\":{}",
        "\"nonce\":\"n\"",
        "\"x\":{\"y\":[1,2,{}]}",
        "\"url\":\"x\"",
        "\"\":null",
        "\"iss\":\"https://idp.example.com\"",
        "\"exp\":1"
    };
    private static final String[] SKIPPED_KEYS = {
        "{\"kty\":\"oct\",\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}",
        "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo\"}",
        "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g\","
                + "\"y\":\"SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg\"}"
    };
    private static final String[] CLAIMS = {
        "iss", "aud", "sub", "exp", "iat", "nbf", "azp", "nonce", "jti", "amr", "auth_time"
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e30",
        "-1e30",
        "1e400",
        "99999999999999999999",
        "\"\"",
        "\"text\"",
        "[]",
        "{}",
        "[null]",
        "[1]",
        "[\"client-1\"]",
        "[\"client-1\",\"client-1\"]",
        "[\"client-1\",\"other\"]",
        "[\"other\"]",
        "\"client-1\"",
        "\"client-1 \"",
        "\"CLIENT-1\"",
        "\"https://idp.example.com\"",
        "\"https://idp.example.com/\"",
        "\"HTTPS://idp.example.com\"",
        "[\"https://idp.example.com\"]",
        "\"1795521600\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"ä\""
    };
    private static final long DAY = 86_400;
    private static final long[] OFFSETS = {
        -400 * DAY, -DAY, -301, -300, -299, -60, 0, 60, 299, 300, 301, DAY, 400 * DAY, 40_000 * DAY
    };

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Random random;
    private final Instant now;

    GeneratedTokens(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now;
    }

    /** What a token is made of until it is signed, and what happens to it then. */
    private static final class Draft {
        final StringBuilder mistakes = new StringBuilder();
        TestKey signer;
        final ObjectNode header = TestApi.JSON.createObjectNode();
        final ObjectNode claims = TestApi.JSON.createObjectNode();
        final ObjectNode jwks = TestApi.JSON.createObjectNode();
        String headerText;
        String claimsText;
        String token;
    }

    Generated next() {
        Draft draft = new Draft();
        TestKey key = pick(KEYS);
        draft.signer = key;
        draft.header.put("alg", key.algorithm()).put("kid", key.kid());
        draft.claims
                .put("iss", TestIdp.ISSUER)
                .put("aud", TestIdp.CLIENT_ID)
                .put("sub", "user-1")
                .put("iat", now.getEpochSecond() - 10)
                .put("exp", now.getEpochSecond() + DAY);
        ArrayNode keys = draft.jwks.putArray("keys").add(jwk(key));
        while (random.nextInt(3) == 0) {
            keys.insert(
                    random.nextInt(keys.size() + 1), jwk(pick(List.of(OTHER_P256, TestKey.ES384, TestKey.ED25519))));
        }

        int mistakes = random.nextInt(4);
        List<Consumer<Draft>> before = List.of(this::header, this::claim, this::keys, this::signer);
        for (int i = 0; i < mistakes; i++) {
            pick(before).accept(draft);
        }
        draft.headerText = draft.headerText == null ? draft.header.toString() : draft.headerText;
        draft.claimsText = draft.claimsText == null ? draft.claims.toString() : draft.claimsText;
        if (random.nextInt(8) == 0) {
            draft.headerText = json(draft, draft.headerText);
        }
        if (random.nextInt(8) == 0) {
            draft.claimsText = json(draft, draft.claimsText);
        }
        draft.token = draft.signer.signWithHeader(draft.headerText, draft.claimsText);
        if (random.nextInt(3) == 0) {
            pick(List.<Consumer<Draft>>of(this::form, this::form, this::signature))
                    .accept(draft);
        }
        return new Generated(draft.mistakes.toString(), draft.token, draft.jwks.toString());
    }

    private void header(Draft draft) {
        switch (random.nextInt(5)) {
            case 0 -> set(draft, draft.header, "alg", pick(ALGORITHMS));
            case 1 -> set(draft, draft.header, "kid", pick(KIDS));
            case 2 -> set(draft, draft.header, "typ", pick(TYPES));
            case 3 -> {
                String name = pick("kid", "alg");
                draft.header.remove(name);
                note(draft, "no " + name);
            }
            default -> {
                String member = pick(HEADER_MEMBERS);
                draft.headerText = draft.header
                        .toString()
                        .replaceFirst("}$", "," + java.util.regex.Matcher.quoteReplacement(member) + "}");
                note(draft, "header has " + member);
            }
        }
    }

    private void claim(Draft draft) {
        String name = pick(CLAIMS);
        switch (random.nextInt(4)) {
            case 0 -> {
                draft.claims.remove(name);
                note(draft, "no " + name);
            }
            case 1 -> set(draft, draft.claims, name, pick(VALUES));
            default -> {
                String time = pick("exp", "iat", "nbf");
                set(
                        draft,
                        draft.claims,
                        time,
                        now.getEpochSecond() + OFFSETS[random.nextInt(OFFSETS.length)] + pick("", "", "", ".5"));
            }
        }
    }

    private void signer(Draft draft) {
        TestKey other =
                pick(pick(STRANGERS), TestKey.RS256.with(pick("RS256", "RS512", "PS256")), SHORT_RSA, EXPONENT_3);
        draft.signer = other;
        note(draft, "signed by another key with " + other.algorithm());
        if (random.nextBoolean()) {
            ((ArrayNode) draft.jwks.path("keys")).add(jwk(other));
            note(draft, "which is in the JWKS");
        }
        if (random.nextBoolean()) {
            draft.header.put("kid", other.kid()).put("alg", other.algorithm());
        }
    }

    private void keys(Draft draft) {
        ArrayNode keys = (ArrayNode) draft.jwks.path("keys");
        JsonNode first = keys.path(random.nextInt(Math.max(1, keys.size())));
        if (!(first instanceof ObjectNode jwk)) {
            return;
        }
        switch (random.nextInt(10)) {
            case 0 -> change(draft, jwk, "alg", pick(ALGORITHMS));
            case 1 -> change(draft, jwk, "use", pick("\"enc\"", "\"sig\"", "\"\"", "1", "null"));
            case 2 ->
                change(
                        draft,
                        jwk,
                        "key_ops",
                        pick("[\"verify\"]", "[\"sign\"]", "[]", "[\"verify\",\"sign\"]", "\"verify\"", "null"));
            case 3 -> change(draft, jwk, "kid", pick(KIDS));
            case 4 ->
                change(draft, jwk, "kty", pick("\"RSA\"", "\"EC\"", "\"OKP\"", "\"oct\"", "\"AKP\"", "1", "null"));
            case 5 -> {
                String name = pick("n", "e", "x", "y");
                if (jwk.has(name)) {
                    change(draft, jwk, name, "\"" + number(jwk.path(name).asText()) + "\"");
                }
            }
            case 6 -> {
                keys.add(first.deepCopy());
                note(draft, "a key twice");
            }
            case 8 -> {
                ObjectNode skipped = (ObjectNode) TestApi.json(pick(SKIPPED_KEYS));
                keys.insert(0, skipped.put("kid", draft.signer.kid()));
                note(draft, "a key of another kind with the same kid");
            }
            case 7 ->
                change(
                        draft,
                        jwk,
                        pick("d", "x5c", "x5t", "k", "ext", "crv"),
                        pick("\"AA\"", "[\"AA\"]", "true", "null", "\"P-384\"", "\"P-256\""));
            default -> {
                String name = pick("alg", "use", "kid", "kty", "crv", "e", "x");
                jwk.remove(name);
                note(draft, "JWK without " + name);
            }
        }
    }

    /** A JWK's number in another form or of another value. */
    private String number(String text) {
        if (!text.matches("[A-Za-z0-9_-]{2,}")) {
            return text;
        }
        byte[] octets = Base64.getUrlDecoder().decode(text);
        switch (random.nextInt(6)) {
            case 0 -> octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> octets = Arrays.copyOfRange(octets, 1, octets.length);
            case 2 -> {
                byte[] longer = new byte[octets.length + 1];
                System.arraycopy(octets, 0, longer, 1, octets.length);
                octets = longer;
            }
            case 3 -> octets = new byte[] {pick((byte) 0, (byte) 1, (byte) 2, (byte) 3, (byte) 4)};
            case 4 -> {
                return text + "=";
            }
            default -> Arrays.fill(octets, (byte) random.nextInt(256));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** A JSON text that parsers may read differently. */
    private String json(Draft draft, String text) {
        String inner = text.substring(1, text.length() - 1);
        String changed = switch (random.nextInt(12)) {
            case 0 -> " " + text + "\n";
            case 1 -> text + "x";
            case 2 -> text + "{}";
            case 3 -> "\uFEFF" + text;
            case 4 -> "[" + text + "]";
            case 5 -> "{" + inner + "," + inner + "}";
            case 6 -> "{" + inner + ",\"alg\":\"RS256\",\"iss\":\"https://other.example\"}";
            case 7 -> "{" + inner + ",\"z\":" + "[".repeat(200) + "]".repeat(200) + "}";
            case 8 -> text.replace('"', '\'');
            case 9 -> "{" + inner + ",}";
            case 10 -> "/* */" + text;
            default -> "{" + inner + ",\"\\u0061ud\":\"other\",\"z\":NaN}";
        };
        note(draft, "JSON " + changed.substring(0, Math.min(40, changed.length())));
        return changed;
    }

    /** Another form of the whole token. */
    private void form(Draft draft) {
        String token = draft.token;
        int at = random.nextInt(token.length());
        String[] parts = token.split("\\.", -1);
        draft.token = switch (random.nextInt(12)) {
            case 0 -> token.substring(0, at) + BASE64URL.charAt(random.nextInt(64)) + token.substring(at + 1);
            case 1 ->
                token.substring(0, at)
                        + pick("=", "+", "/", " ", "\n", "?", ".", "%", "\u0000", "é")
                        + token.substring(at);
            case 2 -> token.substring(0, at) + token.substring(at + 1);
            case 3 -> token.substring(0, at);
            case 4 -> parts[0] + "." + parts[1] + ".";
            case 5 -> parts[0] + "." + parts[1];
            case 6 -> token + "." + parts[2];
            case 7 -> parts[1] + "." + parts[0] + "." + parts[2];
            case 8 -> token + "==";
            case 9 -> " " + token;
            case 10 -> otherUnusedBits(token);
            default -> parts[0] + ".." + parts[2];
        };
        note(draft, "form changed");
    }

    /** Base64url's last character may have bits that no octet uses: two texts for one signature. */
    private static String otherUnusedBits(String token) {
        char last = token.charAt(token.length() - 1);
        return token.substring(0, token.length() - 1) + BASE64URL.charAt(BASE64URL.indexOf(last) ^ 1);
    }

    private void signature(Draft draft) {
        int dot = draft.token.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(draft.token.substring(dot + 1));
        byte[] changed = switch (random.nextInt(6)) {
            case 0 -> new byte[signature.length];
            case 1 -> Arrays.copyOf(signature, signature.length + 1);
            case 2 -> Arrays.copyOf(signature, signature.length - 1);
            case 3 -> Arrays.copyOfRange(signature, 1, signature.length);
            case 4 -> {
                byte[] random64 = new byte[signature.length];
                random.nextBytes(random64);
                yield random64;
            }
            default -> der(signature);
        };
        draft.token = draft.token.substring(0, dot + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
        note(draft, "signature changed");
    }

    /** Both halves as ASN.1 integers, the form that the JCA and not JWS has for ECDSA. */
    private static byte[] der(byte[] signature) {
        int half = signature.length / 2;
        byte[] r = new java.math.BigInteger(1, Arrays.copyOf(signature, half)).toByteArray();
        byte[] s = new java.math.BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)).toByteArray();
        if (r.length + s.length > 120) {
            return signature;
        }
        byte[] der = new byte[6 + r.length + s.length];
        der[0] = 0x30;
        der[1] = (byte) (der.length - 2);
        der[2] = 2;
        der[3] = (byte) r.length;
        System.arraycopy(r, 0, der, 4, r.length);
        der[4 + r.length] = 2;
        der[5 + r.length] = (byte) s.length;
        System.arraycopy(s, 0, der, 6 + r.length, s.length);
        return der;
    }

    private static JsonNode jwk(TestKey key) {
        return TestApi.JSON.valueToTree(key.jwk());
    }

    private void set(Draft draft, ObjectNode object, String name, String value) {
        note(draft, name + " is " + value);
        object.set(name, raw(value));
    }

    private void change(Draft draft, ObjectNode jwk, String name, String value) {
        note(draft, "JWK's " + name + " is " + value);
        jwk.set(name, raw(value));
    }

    private static JsonNode raw(String value) {
        return TestApi.JSON.getNodeFactory().rawValueNode(new com.fasterxml.jackson.databind.util.RawValue(value));
    }

    private static void note(Draft draft, String what) {
        draft.mistakes.append(draft.mistakes.isEmpty() ? "" : "; ").append(what);
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
