package dev.claimsverdict.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nimbus JOSE + JWT, set up for ID tokens as its documentation says, at our clock. */
public final class NimbusOpinion implements SecondOpinion {

    private static final Set<JWSAlgorithm> EDDSA = Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    @Override
    public String library() {
        return "Nimbus";
    }

    @Override
    public Optional<String> refusal(String token, String jwks, Expected expected) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWKSet keys = JWKSet.parse(jwks);
            if (EDDSA.contains(jwt.getHeader().getAlgorithm())) {
                verifyEdDsa(jwt, keys);
                claims(expected).verify(jwt.getJWTClaimsSet(), null);
            } else {
                DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
                processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null));
                processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
                processor.setJWTClaimsSetVerifier(claims(expected));
                processor.process(jwt, null);
            }
            return Optional.empty();
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return Optional.of(e.toString());
        }
    }

    /** Its processor selects keys of the JCA only, and its Ed25519 is another library's. */
    private static void verifyEdDsa(SignedJWT jwt, JWKSet keys) throws BadJOSEException, JOSEException {
        JWSHeader header = jwt.getHeader();
        new DefaultJOSEObjectTypeVerifier<SecurityContext>(JOSEObjectType.JWT, null).verify(header.getType(), null);
        JWKMatcher matcher = new JWKMatcher.Builder()
                .keyType(KeyType.OKP)
                .curve(Curve.Ed25519)
                .keyID(header.getKeyID())
                .keyUses(com.nimbusds.jose.jwk.KeyUse.SIGNATURE, null)
                .algorithms(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519, null)
                .build();
        List<JWK> found = new JWKSelector(matcher).select(keys);
        for (JWK key : found) {
            JWSVerifier verifier = new Ed25519Verifier(key.toOctetKeyPair().toPublicJWK());
            if (jwt.verify(verifier)) {
                return;
            }
        }
        throw new BadJOSEException("Signed JWT rejected: Invalid signature or no matching key");
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claims(Expected expected) {
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(
                        expected.clientId(),
                        new JWTClaimsSet.Builder().issuer(expected.issuer()).build(),
                        Set.of("sub", "iat", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(expected.now());
                    }
                };
        verifier.setMaxClockSkew((int) expected.skew().toSeconds());
        return verifier;
    }
}
