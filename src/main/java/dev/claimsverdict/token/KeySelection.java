package dev.claimsverdict.token;

import dev.claimsverdict.token.VerificationKey.Use;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The key of a JWKS that must have signed a token (R5.3). */
sealed interface KeySelection {

    /** Exactly one key fits. */
    record Selected(PublicKey key) implements KeySelection {}

    /** No key fits, or several do. */
    record Refused(Finding finding) implements KeySelection {}

    /**
     * Selects the key named by the {@code kid}; without a {@code kid}, the only suitable key.
     *
     * @param pointer where the token is in the request
     */
    static KeySelection select(CompactJws jws, List<VerificationKey> keys, String pointer) {
        return jws.kid().isPresent() ? named(jws, keys, pointer) : only(jws, keys, pointer);
    }

    private static KeySelection named(CompactJws jws, List<VerificationKey> keys, String pointer) {
        List<VerificationKey> named = new ArrayList<>(1);
        for (VerificationKey key : keys) {
            if (key.kid().equals(jws.kid())) {
                named.add(key);
            }
        }
        if (named.isEmpty()) {
            return refused(FindingCode.TOKEN_KEY_NOT_FOUND, pointer, "The IdP's JWKS has no key with the token's kid.");
        }
        if (named.size() > 1) {
            return refused(
                    FindingCode.TOKEN_KEY_AMBIGUOUS, pointer, "The IdP's JWKS has several keys with the token's kid.");
        }
        return fitting(jws, named.getFirst(), pointer);
    }

    private static KeySelection only(CompactJws jws, List<VerificationKey> keys, String pointer) {
        List<VerificationKey> suitable =
                keys.stream().filter(key -> unfit(jws, key.use()).isEmpty()).toList();
        if (suitable.size() > 1) {
            return refused(
                    FindingCode.TOKEN_KEY_AMBIGUOUS,
                    pointer,
                    "The token has no kid, and several keys of the JWKS could have signed it.");
        }
        if (suitable.isEmpty()) {
            return keys.size() == 1
                    ? fitting(jws, keys.getFirst(), pointer)
                    : refused(
                            FindingCode.TOKEN_KEY_NOT_FOUND,
                            pointer,
                            "The token has no kid, and no key of the JWKS fits its algorithm.");
        }
        return fitting(jws, suitable.getFirst(), pointer);
    }

    private static KeySelection fitting(CompactJws jws, VerificationKey key, String pointer) {
        return switch (key.use()) {
            case Use.Refused(String reason) -> refused(FindingCode.TOKEN_KEY_UNSUITABLE, pointer, reason);
            case Use.Verifies verifies ->
                unfit(jws, verifies)
                        .<KeySelection>map(reason -> refused(FindingCode.TOKEN_KEY_UNSUITABLE, pointer, reason))
                        .orElseGet(() -> new Selected(verifies.key()));
        };
    }

    /**
     * Why the key doesn't fit the token's algorithm; empty if it does. One key is for one algorithm (RFC 8725 section
     * 3.1).
     */
    private static Optional<String> unfit(CompactJws jws, Use use) {
        return switch (use) {
            case Use.Refused(String reason) -> Optional.of(reason);
            case Use.Verifies verifies
            when verifies.type() != jws.algorithm().keyType() ->
                Optional.of("The key's type doesn't fit the token's algorithm.");
            case Use.Verifies verifies ->
                verifies.algorithm()
                        .filter(bound -> !SignatureAlgorithm.of(bound).equals(Optional.of(jws.algorithm())))
                        .map(bound -> "The key's alg is not the token's algorithm.");
        };
    }

    private static Refused refused(FindingCode code, String pointer, String sentence) {
        return new Refused(Finding.at(pointer + "/header/kid", code, sentence + " So the token is refused."));
    }
}
