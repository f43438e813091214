package dev.claimsverdict.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.claimsverdict.testing.TestKey;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignatureProviderTest {

    @Test
    @DisplayName("on Linux, for which its library is a dependency, the fast provider is the one that checks")
    void linux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "its library is for other systems another file");
        assertEquals("AmazonCorrettoCryptoProvider", SignatureProvider.fastest().name());
        assertEquals("the JDK", SignatureProvider.JDK.name());
    }

    @Test
    @DisplayName("a signature is checked by the provider that is named")
    void signature() throws NoSuchAlgorithmException {
        String fastest = SignatureProvider.fastest()
                .signature("SHA256withRSA")
                .getProvider()
                .getName();
        String jdk =
                SignatureProvider.JDK.signature("SHA256withRSA").getProvider().getName();
        assertNotEquals("AmazonCorrettoCryptoProvider", jdk);
        assertEquals(
                SignatureProvider.fastest().accelerated().isPresent()
                        ? SignatureProvider.fastest().name()
                        : jdk,
                fastest);
    }

    static PublicKey prepared(TestKey key) {
        return key(SignatureProvider.fastest(), key).orElseThrow();
    }

    private static Optional<PublicKey> key(SignatureProvider provider, TestKey key) {
        PublicKey plain = key.pair().getPublic();
        return provider.key(plain.getAlgorithm(), new X509EncodedKeySpec(plain.getEncoded()));
    }

    @Test
    @DisplayName("a key is the same key by either, and of the provider's form if it has one")
    void keys() {
        for (TestKey key :
                new TestKey[] {TestKey.RS256, TestKey.ES256, TestKey.ES384, TestKey.ES512, TestKey.ED25519}) {
            PublicKey plain = key.pair().getPublic();
            assertEquals(plain, prepared(key));
            assertEquals(Optional.of(plain), key(SignatureProvider.JDK, key));
        }
        assumeTrue(SignatureProvider.fastest().accelerated().isPresent(), "there is another form of keys");
        assertNotSame(
                TestKey.RS256.pair().getPublic().getClass(),
                prepared(TestKey.RS256).getClass());
    }

    @Test
    @DisplayName("what is no key, or of no kind, is none")
    void noKey() {
        for (String algorithm : new String[] {"RSA", "EC", "EdDSA", "DSA", "rsa-2"}) {
            assertTrue(
                    SignatureProvider.fastest()
                            .key(algorithm, new X509EncodedKeySpec(new byte[] {1, 2, 3}))
                            .isEmpty(),
                    algorithm);
        }
    }
}
