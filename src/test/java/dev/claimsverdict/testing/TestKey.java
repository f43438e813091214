package dev.claimsverdict.testing;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.token.JwksByValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A key pair made for the tests, which signs tokens and shows its public half as a JWK. */
public record TestKey(String kid, String algorithm, KeyPair pair) {

    public static final TestKey RS256 =
            generate("rsa-1", "RS256", "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    public static final TestKey ES256 = generate("ec-1", "ES256", "EC", new ECGenParameterSpec("secp256r1"));
    public static final TestKey ES384 = generate("ec-2", "ES384", "EC", new ECGenParameterSpec("secp384r1"));
    public static final TestKey ES512 = generate("ec-3", "ES512", "EC", new ECGenParameterSpec("secp521r1"));
    public static final TestKey ED25519 = generate("ed-1", "EdDSA", "Ed25519", null);

    public static TestKey generate(String kid, String algorithm, String keyType, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
            if (parameters != null) {
                generator.initialize(parameters);
            }
            return new TestKey(kid, algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another key of the same kind, under the same name. */
    public static TestKey another(TestKey key) {
        AlgorithmParameterSpec parameters = switch (key.pair().getPublic()) {
            case RSAPublicKey rsa -> new RSAKeyGenParameterSpec(rsa.getModulus().bitLength(), rsa.getPublicExponent());
            case ECPublicKey ec -> ec.getParams();
            default -> null;
        };
        return generate(key.kid(), key.algorithm(), keyType(key), parameters);
    }

    /** The JDK calls the key EdDSA and its generator by the curve. */
    private static String keyType(TestKey key) {
        String type = key.pair().getPublic().getAlgorithm();
        return type.equals("EdDSA") ? "Ed25519" : type;
    }

    /** The same key under another algorithm, such as PS256 for an RSA key. */
    public TestKey with(String otherAlgorithm) {
        return new TestKey(kid, otherAlgorithm, pair);
    }

    /** The public JWK as a map: kty, kid, alg, use and the key's own members. */
    public Map<String, Object> jwk() {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
            jwk.setKeyId(kid);
            jwk.setUse("sig");
            jwk.setAlgorithm(algorithm);
            return jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A JWKS as it comes with a request. */
    public static JwksByValue given(String jwks) {
        return JwksByValue.of(JsonObject.parse(jwks).orElseThrow());
    }

    /** A JWKS of these keys' public halves. */
    public static String jwks(TestKey... keys) {
        StringBuilder json = new StringBuilder("{\"keys\":[");
        for (int i = 0; i < keys.length; i++) {
            json.append(i == 0 ? "" : ",").append(JsonUtil.toJson(keys[i].jwk()));
        }
        return json.append("]}").toString();
    }

    /** A token with this payload, signed with this key, its header naming alg and kid. */
    public String sign(String payload) {
        return sign(payload.getBytes(StandardCharsets.UTF_8));
    }

    /** As above, with a payload that may be no text. */
    public String sign(byte[] payload) {
        return signWithHeader("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}", payload);
    }

    /** A token with exactly this header, signed with this key by the key's algorithm, whatever the header says. */
    public String signWithHeader(String header, String payload) {
        return signWithHeader(header, payload.getBytes(StandardCharsets.UTF_8));
    }

    private String signWithHeader(String header, byte[] payload) {
        String input = encode(header) + "." + encode(payload);
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue(algorithm);
            jws.setKey(pair.getPrivate());
            jws.setPayload("x");
            var provider = new org.jose4j.jca.ProviderContext();
            var signer = jws.getAlgorithm();
            byte[] signature = signer.sign(
                    signer.prepareForSign(pair.getPrivate(), provider), input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
