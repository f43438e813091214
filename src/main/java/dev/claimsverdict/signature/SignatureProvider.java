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
 * Whose code checks signatures (docs/adr/0007): Amazon Corretto Crypto Provider's where its native library runs, else
 * the JDK's own. They agree on every signature; only their speed differs.
 *
 * @param accelerated the provider, unless it is the JDK's
 */
public record SignatureProvider(Optional<Provider> accelerated) {

    /** The JDK's own providers, which run everywhere. */
    static final SignatureProvider JDK = new SignatureProvider(Optional.empty());

    /** The fastest that runs here; found out once, at the first call, since a native library is loaded for it. */
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
     * A public key in the form that the provider works with, so that it isn't put into it for each signature anew; in the
     * JDK's form where the provider has none or refuses it. Nothing for what is no key. Made from its numbers, since what
     * ACCP's {@code translateKey} gives is destroyed by a signature object that is given another key later.
     *
     * @param algorithm the JCA's name for its kind
     */
    public Optional<PublicKey> key(String algorithm, KeySpec spec) {
        return accelerated
                .filter(provider -> provider.getService("KeyFactory", algorithm) != null)
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
                // The provider offers nothing once one of its self-tests has failed.
                return JDK;
            }
        }
    }
}
