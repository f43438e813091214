package dev.claimsverdict.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.token.SignatureAlgorithm;
import dev.claimsverdict.token.SignatureAlgorithm.KeyType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class JcaSignatureCheckTest {

    private static final Map<KeyType, TestKey> KEYS = Map.of(
            KeyType.RSA, TestKey.RS256,
            KeyType.EC_P256, TestKey.ES256,
            KeyType.EC_P384, TestKey.ES384,
            KeyType.EC_P521, TestKey.ES512,
            KeyType.ED25519, TestKey.ED25519);

    private final JcaSignatureCheck check = new JcaSignatureCheck();

    @Example
    @Label("R5.2 a signature is valid for exactly one algorithm and key")
    void exactlyOne() {
        for (SignatureAlgorithm signed : SignatureAlgorithm.values()) {
            String token = KEYS.get(signed.keyType()).with(signed.joseName()).sign("{}");
            int dot = token.lastIndexOf('.');
            byte[] input = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            for (SignatureAlgorithm asked : SignatureAlgorithm.values()) {
                for (KeyType type : KeyType.values()) {
                    assertEquals(
                            asked == signed && type == signed.keyType(),
                            check.verify(asked, KEYS.get(type).pair().getPublic(), input, signature),
                            signed + " asked as " + asked + " with " + type);
                }
            }
        }
    }

    @Example
    @Label("R5.2 an algorithm has one curve (RFC 7518 section 3.4): a good signature on another curve isn't taken")
    void oneCurve() throws GeneralSecurityException {
        byte[] input = {1, 2, 3};
        Map<SignatureAlgorithm, String> names = Map.of(
                SignatureAlgorithm.ES256, "SHA256withECDSAinP1363Format",
                SignatureAlgorithm.ES384, "SHA384withECDSAinP1363Format",
                SignatureAlgorithm.ES512, "SHA512withECDSAinP1363Format");
        for (SignatureAlgorithm algorithm : names.keySet()) {
            for (KeyType type : List.of(KeyType.EC_P256, KeyType.EC_P384, KeyType.EC_P521)) {
                Signature signer = Signature.getInstance(names.get(algorithm));
                signer.initSign(KEYS.get(type).pair().getPrivate());
                signer.update(input);
                byte[] signature = signer.sign();
                PublicKey key = KEYS.get(type).pair().getPublic();
                assertEquals(
                        type == algorithm.keyType(),
                        check.verify(algorithm, key, input, signature),
                        algorithm + " with " + type);
            }
        }
    }

    @Example
    @Label("the log names the provider that checks")
    void names() {
        assertEquals(SignatureProvider.fastest().name(), check.providerName());
        assertEquals("the JDK", JcaSignatureCheck.ofJdk().providerName());
    }

    @Example
    @Label("R5.3 keys that take turns stay good, however often what checks them is used again")
    void turns() {
        for (KeyType type : KeyType.values()) {
            TestKey one = KEYS.get(type);
            TestKey other = TestKey.another(one);
            PublicKey first = SignatureProviderTest.prepared(one);
            PublicKey second = SignatureProviderTest.prepared(other);
            SignatureAlgorithm algorithm =
                    SignatureAlgorithm.of(one.algorithm()).orElseThrow();
            String token = one.sign("{}");
            int dot = token.lastIndexOf('.');
            byte[] input = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            for (int turn = 0; turn < 3; turn++) {
                assertTrue(check.verify(algorithm, first, input, signature), type.name());
                assertFalse(check.verify(algorithm, second, input, signature), type.name());
            }
        }
    }

    @Property(tries = 200)
    @Label("R5.5 whatever the signature, the check neither throws nor takes it")
    void total(
            @ForAll SignatureAlgorithm algorithm,
            @ForAll KeyType type,
            @ForAll @Size(max = 300) byte[] signature,
            @ForAll @Size(max = 50) byte[] input) {
        assertFalse(check.verify(algorithm, KEYS.get(type).pair().getPublic(), input, signature));
    }
}
