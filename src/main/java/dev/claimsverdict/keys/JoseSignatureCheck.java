package dev.claimsverdict.keys;

import dev.claimsverdict.token.SignatureAlgorithm;
import dev.claimsverdict.token.SignatureCheck;
import java.security.PublicKey;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;

/** Signatures through jose4j, the JOSE engine of SmallRye JWT, on the JCA provider (docs/adr/0002). */
public final class JoseSignatureCheck implements SignatureCheck {

    private final ProviderContext provider = new ProviderContext();

    @Override
    public boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] signingInput, byte[] signature) {
        try {
            JsonWebSignatureAlgorithm jws = AlgorithmFactoryFactory.getInstance()
                    .getJwsAlgorithmFactory()
                    .getAlgorithm(algorithm.joseName());
            jws.validateVerificationKey(key);
            return jws.verifySignature(signature, key, signingInput, provider);
        } catch (JoseException _) {
            // A signature of the wrong form, such as DER for ES256, or a key that jose4j refuses.
            return false;
        }
    }
}
