package dev.claimsverdict.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.KeySpec;
import java.util.Optional;

/**
 * The provider that checks signatures (docs/adr/0007): Amazon Corretto Crypto Provider where its native library runs, otherwise
 * the JDK's own. Both give the same result for every signature; only their speed differs.
 *
 * @param accelerated Amazon Corretto Crypto Provider; absent for the JDK's
 */
public record SignatureProvider(Optional<Provider> accelerated) {

    /** The JDK's own providers, which run everywhere. */
    static final SignatureProvider JDK = new SignatureProvider(Optional.empty());

    /** The fastest provider that runs here. The first call loads a native library to find out. */
    public static SignatureProvider fastest() {
        return Fastest.FOUND;
    }

    String name() {
        return accelerated.map(Provider::getName).orElse("the JDK");
    }

    Signature signature(String name) throws NoSuchAlgorithmException {
        return accelerated.isPresent() ? Signature.getInstance(name, accelerated.get()) : Signature.getInstance(name);
    }

    /**
     * Makes a public key in the provider's own form, so that the provider need not convert it for each signature. If the
     * provider has no such form or refuses the key, the result is the JDK's form. Empty if the numbers are not a valid key. The
     * key is made from its numbers because ACCP destroys a key from {@code translateKey} when the signature object that used
     * it gets another key.
     *
     * @param algorithm the JCA's name of the key type
     */
    public Optional<PublicKey> key(String algorithm, KeySpec spec) {
        return accelerated
                .flatMap(provider -> made(() -> KeyFactory.getInstance(algorithm, provider), spec))
                .or(() -> made(() -> KeyFactory.getInstance(algorithm), spec));
    }

    private static Optional<PublicKey> made(Factory factory, KeySpec spec) {
        try {
            return Optional.of(factory.get().generatePublic(spec));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Factory {
        KeyFactory get() throws NoSuchAlgorithmException;
    }

    private static final class Fastest {

        static final SignatureProvider FOUND = find();

        private static SignatureProvider find() {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            if (provider.getLoadingError() != null) {
                return JDK;
            }
            SignatureProvider candidate = new SignatureProvider(Optional.of(provider));
            try {
                candidate.signature("SHA256withRSA");
                return candidate;
            } catch (GeneralSecurityException _) {
                // The provider offers no service after one of its self-tests has failed.
                return JDK;
            }
        }
    }
}
