package dev.claimsverdict.signature;

import dev.claimsverdict.token.SignatureAlgorithm;
import dev.claimsverdict.token.SignatureCheck;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Checks signatures through the JCA with one provider (docs/adr/0007). */
public final class JcaSignatureCheck implements SignatureCheck {

    /** The only trailer field that RFC 8017 appendix A.2.3 defines. */
    private static final int TRAILER_FIELD = 1;

    private static final Map<SignatureAlgorithm, Form> FORMS = forms();

    private final SignatureProvider provider;

    /** Signature objects for reuse: creating one goes through method handles, which are slow in a native executable. */
    private final Map<Form, Queue<Signature>> idle = new HashMap<>();

    /** Uses the fastest provider that runs here. */
    public JcaSignatureCheck() {
        this(SignatureProvider.fastest());
    }

    private JcaSignatureCheck(SignatureProvider provider) {
        this.provider = provider;
        FORMS.values().forEach(form -> idle.put(form, new ConcurrentLinkedQueue<>()));
    }

    /** Uses the JDK's own providers, which run everywhere. */
    public static JcaSignatureCheck ofJdk() {
        return new JcaSignatureCheck(SignatureProvider.JDK);
    }

    /** The provider's name, for the log. It tells an operator that a slow deployment lacks the fast provider's library. */
    public String providerName() {
        return provider.name();
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] signingInput, byte[] signature) {
        if (!fits(key, algorithm.keyType())) {
            return false;
        }
        Form form = Objects.requireNonNull(FORMS.get(algorithm));
        Queue<Signature> ofForm = Objects.requireNonNull(idle.get(form));
        try {
            Signature known = ofForm.poll();
            Signature check = known != null ? known : made(form);
            check.initVerify(key);
            check.update(signingInput);
            boolean valid = check.verify(signature);
            ofForm.offer(check);
            return valid;
        } catch (GeneralSecurityException | ProviderException _) {
            // The signature has the wrong form, such as DER for ES256, or the provider refuses the key. The state of
            // the signature object is then unknown, so it isn't reused.
            return false;
        }
    }

    private Signature made(Form form) throws GeneralSecurityException {
        Signature check = provider.signature(form.name());
        if (form.pss().isPresent()) {
            check.setParameter(form.pss().get());
        }
        return check;
    }

    /** RFC 7518 section 3.4: each algorithm has one curve. The JCA doesn't check that. */
    private static boolean fits(PublicKey key, SignatureAlgorithm.KeyType type) {
        return switch (type) {
            case RSA -> key instanceof RSAPublicKey;
            case EC_P256 -> isOnFieldOf(256, key);
            case EC_P384 -> isOnFieldOf(384, key);
            case EC_P521 -> isOnFieldOf(521, key);
            case ED25519 -> key instanceof EdECPublicKey;
        };
    }

    private static boolean isOnFieldOf(int bits, PublicKey key) {
        return key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == bits;
    }

    /**
     * An algorithm in the JCA's terms.
     *
     * @param name the JCA's name; JWS concatenates the two numbers of an ECDSA signature, which the JCA calls P1363 format
     * @param pss for RSASSA-PSS: MGF1 with the same hash, and a salt as long as the hash (RFC 7518 section 3.5)
     */
    private record Form(String name, Optional<PSSParameterSpec> pss) {

        static Form of(SignatureAlgorithm algorithm) {
            return switch (algorithm) {
                case RS256 -> new Form("SHA256withRSA");
                case RS384 -> new Form("SHA384withRSA");
                case RS512 -> new Form("SHA512withRSA");
                case PS256 -> pss("SHA-256", MGF1ParameterSpec.SHA256, 32);
                case PS384 -> pss("SHA-384", MGF1ParameterSpec.SHA384, 48);
                case PS512 -> pss("SHA-512", MGF1ParameterSpec.SHA512, 64);
                case ES256 -> new Form("SHA256withECDSAinP1363Format");
                case ES384 -> new Form("SHA384withECDSAinP1363Format");
                case ES512 -> new Form("SHA512withECDSAinP1363Format");
                case ED25519 -> new Form("Ed25519");
            };
        }

        private Form(String name) {
            this(name, Optional.empty());
        }

        private static Form pss(String hash, MGF1ParameterSpec mask, int saltLength) {
            return new Form(
                    "RSASSA-PSS", Optional.of(new PSSParameterSpec(hash, "MGF1", mask, saltLength, TRAILER_FIELD)));
        }
    }

    private static Map<SignatureAlgorithm, Form> forms() {
        Map<SignatureAlgorithm, Form> forms = new EnumMap<>(SignatureAlgorithm.class);
        for (SignatureAlgorithm each : SignatureAlgorithm.values()) {
            forms.put(each, Form.of(each));
        }
        return forms;
    }
}
