package dev.claimsverdict.keys;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/**
 * Whose code checks signatures (docs/adr/0007): Amazon Corretto Crypto Provider's where its native library runs, else
 * the JDK's own. They agree on every signature; only their speed differs.
 *
 * @param accelerated the provider, unless it is the JDK's
 */
record SignatureProvider(Optional<Provider> accelerated) {

    /** The JDK's own providers, which run everywhere. */
    static final SignatureProvider JDK = new SignatureProvider(Optional.empty());

    /** The fastest that runs here; found out once, at the first call, since a native library is loaded for it. */
    static SignatureProvider fastest() {
        return Fastest.FOUND;
    }

    String name() {
        return accelerated.map(Provider::getName).orElse("the JDK");
    }

    Signature signature(String name) throws NoSuchAlgorithmException {
        return accelerated.isPresent() ? Signature.getInstance(name, accelerated.get()) : Signature.getInstance(name);
    }

    /** The key in the form that the provider works with, so that it isn't put into it for each signature anew. */
    PublicKey prepared(PublicKey key) {
        return accelerated
                .filter(provider -> provider.getService("KeyFactory", key.getAlgorithm()) != null)
                .flatMap(provider -> translated(key, provider))
                .orElse(key);
    }

    /**
     * Nothing for a key that the provider refuses; the JDK's form of it is then refused at the signature. Made anew from
     * the key's encoding, since what ACCP's {@code translateKey} gives is destroyed by a signature object that is given
     * another key later.
     */
    private static Optional<PublicKey> translated(PublicKey key, Provider provider) {
        try {
            KeyFactory factory = KeyFactory.getInstance(key.getAlgorithm(), provider);
            return Optional.of(factory.generatePublic(new X509EncodedKeySpec(key.getEncoded())));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
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
                // It refuses to work when one of its self-tests fails.
                return JDK;
            }
        }
    }
}
