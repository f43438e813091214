package dev.claimsverdict.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.claimsverdict.testing.TestKey;
import java.security.PublicKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignatureProviderTest {

    /** A key that says it is of this kind and is nothing else. */
    private record Hollow(String getAlgorithm) implements PublicKey {

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[] {1, 2, 3};
        }
    }

    @Test
    @DisplayName("on Linux, for which its library is a dependency, the fast provider is the one that checks")
    void linux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "its library is for other systems another file");
        assertEquals("AmazonCorrettoCryptoProvider", SignatureProvider.fastest().name());
        assertEquals("the JDK", SignatureProvider.JDK.name());
    }

    @Test
    @DisplayName("a prepared key is the same key, in the provider's form if it has one")
    void prepared() {
        for (TestKey key :
                new TestKey[] {TestKey.RS256, TestKey.ES256, TestKey.ES384, TestKey.ES512, TestKey.ED25519}) {
            PublicKey plain = key.pair().getPublic();
            assertEquals(plain, SignatureProvider.fastest().prepared(plain));
            assertSame(plain, SignatureProvider.JDK.prepared(plain));
        }
        assumeTrue(SignatureProvider.fastest().accelerated().isPresent(), "there is another form of keys");
        PublicKey plain = TestKey.RS256.pair().getPublic();
        assertNotSame(plain, SignatureProvider.fastest().prepared(plain));
    }

    @Test
    @DisplayName("a key that the provider refuses, or doesn't know the kind of, stays as it is")
    void refused() {
        for (String algorithm : new String[] {"RSA", "EC", "DSA"}) {
            PublicKey hollow = new Hollow(algorithm);
            assertSame(hollow, SignatureProvider.fastest().prepared(hollow), algorithm);
        }
    }
}
