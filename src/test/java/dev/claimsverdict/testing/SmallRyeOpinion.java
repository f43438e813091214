package dev.claimsverdict.testing;

import io.smallrye.jwt.KeyFormat;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** SmallRye JWT, on jose4j, with the keys of a JWKS. */
public final class SmallRyeOpinion implements SecondOpinion {

    private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS384,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.PS384,
            SignatureAlgorithm.PS512,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384,
            SignatureAlgorithm.ES512,
            SignatureAlgorithm.EDDSA);

    @Override
    public String library() {
        return "SmallRye JWT";
    }

    @Override
    public Optional<String> refusal(String token, String jwks, Expected expected) {
        JWTAuthContextInfo context = new JWTAuthContextInfo();
        context.setPublicKeyContent(jwks);
        context.setKeyFormat(KeyFormat.JWK);
        context.setSignatureAlgorithm(ALGORITHMS);
        context.setIssuedBy(expected.issuer());
        context.setExpectedAudience(Set.of(expected.clientId()));
        context.setRequiredClaims(Set.of("sub", "iat", "exp"));
        context.setRequireNamedPrincipal(false);
        context.setClockSkew((int) skew(expected).toSeconds());
        try {
            new DefaultJWTTokenParser().parse(token, context);
            return Optional.empty();
        } catch (ParseException | RuntimeException e) {
            // It lets exceptions of its JSON through.
            return Optional.of(deepest(e));
        }
    }

    /** It knows no clock but the system's, so the distance to ours is skew. */
    private static Duration skew(Expected expected) {
        return expected.skew()
                .plus(Duration.between(expected.now(), Instant.now()).abs())
                .plusSeconds(2);
    }

    private static String deepest(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
