package dev.claimsverdict.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.verdict.SignInVerdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Compares a token verdict with its own signature check, and with libraries that only verify. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark {

    /** The provider that the product would choose; empty for the JDK's own. */
    private static final Optional<Provider> PROVIDER = Optional.<Provider>of(AmazonCorrettoCryptoProvider.INSTANCE)
            .filter(_ -> AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null);

    /** The token's algorithm. */
    @Param({"RS256", "PS256", "ES256", "EdDSA"})
    public String algorithm;

    private String token;
    private String request;
    private Verdicts verdicts;
    private PublicKey key;
    private PublicKey prepared;
    private Signature check;
    private byte[] signingInput;
    private byte[] signature;

    /** Prepares a sign-in and everything that the measured code doesn't do itself. */
    @Setup
    public void signIn() throws GeneralSecurityException {
        SignIn signIn = SignIn.of(algorithm);
        token = signIn.token();
        request = signIn.request();
        verdicts = new Verdicts(TestRegistry.of(signIn.entry()));
        key = signIn.key().pair().getPublic();
        prepared = prepared(key);
        check = check();
        int dot = token.lastIndexOf('.');
        signingInput = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
        signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    }

    /** A token verdict as an authorizer makes it: the IdP is in the registry. */
    @Benchmark
    public SignInVerdict verdictByRegistry() {
        return verdicts.byRegistry(token);
    }

    /** A token verdict with everything in the request, from JSON text to JSON text. */
    @Benchmark
    public String verdictByValue() {
        return verdicts.token(request);
    }

    /** The lower bound: only the provider's check, with everything prepared before. */
    @Benchmark
    public boolean signatureAlone() throws GeneralSecurityException {
        check.initVerify(prepared);
        check.update(signingInput);
        return valid(check.verify(signature));
    }

    private static PublicKey prepared(PublicKey key) throws GeneralSecurityException {
        return key instanceof EdECPublicKey || PROVIDER.isEmpty()
                ? key
                : KeyFactory.getInstance(key.getAlgorithm(), PROVIDER.get())
                        .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    private Signature check() throws GeneralSecurityException {
        String name = switch (algorithm) {
            case "RS256" -> "SHA256withRSA";
            case "PS256" -> "RSASSA-PSS";
            case "ES256" -> "SHA256withECDSAinP1363Format";
            default -> "Ed25519";
        };
        Signature made =
                PROVIDER.isPresent() ? Signature.getInstance(name, PROVIDER.get()) : Signature.getInstance(name);
        if (algorithm.equals("PS256")) {
            made.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        return made;
    }

    /** Verification by jose4j. */
    @Benchmark
    public boolean jose4j() throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm));
        jws.setCompactSerialization(token);
        jws.setKey(key);
        return valid(jws.verifySignature());
    }

    /** Verification by Nimbus, without Ed25519, for which it uses Google Tink and another key type. */
    @Benchmark
    public boolean nimbus() throws ParseException, JOSEException {
        JWSVerifier verifier = switch (key) {
            case RSAPublicKey rsa -> new RSASSAVerifier(rsa);
            case ECPublicKey ec -> new ECDSAVerifier(ec);
            default -> throw new UnsupportedOperationException(algorithm);
        };
        return valid(SignedJWT.parse(token).verify(verifier));
    }

    private static boolean valid(boolean valid) {
        if (!valid) {
            throw new IllegalStateException("the signature must be valid");
        }
        return true;
    }
}
