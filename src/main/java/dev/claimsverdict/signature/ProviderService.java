package dev.claimsverdict.signature;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;

/**
 * A service of Amazon Corretto Crypto Provider that is created by reflection, which is fast in a native executable. Each class
 * named here must be in reachability-metadata.json.
 */
final class ProviderService extends Provider.Service {

    private static final String PACKAGE = "com.amazon.corretto.crypto.provider.";

    private ProviderService(Provider provider, String type, String algorithm, String implementation) {
        super(provider, type, algorithm, PACKAGE + implementation, null, null);
    }

    /** The services that make public keys and check signatures (R5.2). */
    static List<ProviderService> all(Provider provider) {
        return List.of(
                new ProviderService(provider, "KeyFactory", "RSA", "EvpKeyFactory$RSA"),
                new ProviderService(provider, "KeyFactory", "EC", "EvpKeyFactory$EC"),
                new ProviderService(provider, "Signature", "SHA256withRSA", "EvpSignature$SHA256withRSA"),
                new ProviderService(provider, "Signature", "SHA384withRSA", "EvpSignature$SHA384withRSA"),
                new ProviderService(provider, "Signature", "SHA512withRSA", "EvpSignature$SHA512withRSA"),
                new ProviderService(provider, "Signature", "RSASSA-PSS", "EvpSignature$RSASSA_PSS"),
                new ProviderService(
                        provider, "Signature", "SHA256withECDSAinP1363Format", "EvpSignature$SHA256withECDSA"),
                new ProviderService(
                        provider, "Signature", "SHA384withECDSAinP1363Format", "EvpSignature$SHA384withECDSA"),
                new ProviderService(
                        provider, "Signature", "SHA512withECDSAinP1363Format", "EvpSignature$SHA512withECDSA"),
                new ProviderService(provider, "Signature", "Ed25519", "EvpSignatureRaw$Ed25519"));
    }

    @Override
    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
        try {
            ClassLoader loader = getProvider().getClass().getClassLoader();
            Constructor<?> constructor = Class.forName(getClassName(), true, loader)
                    .getDeclaredConstructor(getProvider().getClass());
            constructor.setAccessible(true);
            Object made = constructor.newInstance(getProvider());
            if (getType().equals("Signature")) {
                // The name tells the signature object which format an ECDSA signature has.
                Method named = Class.forName(PACKAGE + "EvpSignatureBase", true, loader)
                        .getDeclaredMethod("setAlgorithmName", String.class);
                named.setAccessible(true);
                named.invoke(made, getAlgorithm());
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new NoSuchAlgorithmException(getType() + " " + getAlgorithm(), e);
        }
    }
}
