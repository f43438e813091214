package dev.claimsverdict.testing;

import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** jose4j by itself, without SmallRye JWT, at our clock; of several keys it takes the one that verifies. */
public final class Jose4jOpinion implements SecondOpinion {

    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    @Override
    public String library() {
        return "jose4j";
    }

    @Override
    public Optional<String> refusal(String token, String jwks, Expected expected) {
        try {
            JwksVerificationKeyResolver keys =
                    new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys());
            keys.setDisambiguateWithVerifySignature(true);
            JwtConsumer consumer = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(keys)
                    .setJwsAlgorithmConstraints(ALGORITHMS)
                    .setExpectedType(false, "JWT")
                    .setExpectedIssuer(expected.issuer())
                    .setExpectedAudience(expected.clientId())
                    .setRequireSubject()
                    .setRequireIssuedAt()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromSeconds(expected.now().getEpochSecond()))
                    .setAllowedClockSkewInSeconds((int) expected.skew().toSeconds())
                    .build();
            consumer.process(token);
            return Optional.empty();
        } catch (InvalidJwtException | JoseException | RuntimeException e) {
            return Optional.of(causes(e));
        }
    }

    /** Its own message has the whole token; what is wrong stands in the causes and in the details of errors. */
    private static String causes(Throwable thrown) {
        StringBuilder words = new StringBuilder();
        if (thrown instanceof InvalidJwtException invalid) {
            invalid.getErrorDetails()
                    .forEach(error -> words.append(error.getErrorMessage()).append(' '));
        }
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            words.append(cause).append(' ');
        }
        return words.isEmpty() ? thrown.toString() : words.toString();
    }
}
