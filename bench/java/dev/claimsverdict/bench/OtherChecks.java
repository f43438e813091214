package dev.claimsverdict.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.claimsverdict.token.SignatureCheck;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Security;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactory;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;

/** Signature checks by other libraries, with the same keys and the same provider (docs/adr/0002). */
public final class OtherChecks {

    /** The tokens were issued at a fixed instant, and SmallRye JWT uses only the system's clock. */
    private static final int SKEW = (int) Duration.ofDays(20_000).toSeconds();

    private OtherChecks() {}

    /**
     * A check by SmallRye JWT. It takes only whole tokens, so it parses header and claims once more. It can't pass a
     * provider to jose4j, so ours becomes the JCA's first provider for this whole JVM.
     */
    public static SignatureCheck smallRye() {
        Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
        DefaultJWTTokenParser parser = new DefaultJWTTokenParser();
        return (algorithm, key, signingInput, signature) -> {
            String token = new String(signingInput, StandardCharsets.US_ASCII)
                    + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
            return verifies(parser, token, context(algorithm.joseName(), key));
        };
    }

    private static JWTAuthContextInfo context(String algorithm, PublicKey key) {
        JWTAuthContextInfo context = new JWTAuthContextInfo();
        context.setPublicVerificationKey(key);
        context.setSignatureAlgorithm(Set.of(io.smallrye.jwt.algorithm.SignatureAlgorithm.fromAlgorithm(algorithm)));
        context.setRequireNamedPrincipal(false);
        context.setClockSkew(SKEW);
        return context;
    }

    private static boolean verifies(DefaultJWTTokenParser parser, String token, JWTAuthContextInfo context) {
        try {
            parser.parse(token, context);
            return true;
        } catch (ParseException _) {
            return false;
        }
    }

    /**
     * A check by only the signature code of jose4j, SmallRye JWT's engine, with our provider in its provider context.
     */
    public static SignatureCheck jose4j() {
        Security.addProvider(AmazonCorrettoCryptoProvider.INSTANCE);
        ProviderContext context = new ProviderContext();
        context.getSuppliedKeyProviderContext().setSignatureProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
        AlgorithmFactory<JsonWebSignatureAlgorithm> algorithms =
                AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory();
        return (algorithm, key, signingInput, signature) -> {
            try {
                return algorithms
                        .getAlgorithm(algorithm.joseName())
                        .verifySignature(signature, key, signingInput, context);
            } catch (JoseException _) {
                return false;
            }
        };
    }
}
