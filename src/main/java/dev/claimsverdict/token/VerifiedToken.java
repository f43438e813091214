package dev.claimsverdict.token;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.verdict.TokenReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A token whose signature and claims are valid. Only {@link TokenVerifier} can create one, so its holder needs no
 * further check.
 */
public final class VerifiedToken {

    private final CompactJws jws;
    private final JsonObject claims;
    private final TokenReport report;

    VerifiedToken(CompactJws jws, JsonObject claims, TokenReport report) {
        this.jws = jws;
        this.claims = claims;
        this.report = report;
    }

    /** The parts of the token that a verdict shows. */
    public TokenReport report() {
        return report;
    }

    /** The JSON value of the claim {@code amr} (String, BigDecimal, Boolean, List, Map); empty if absent or null. */
    public Optional<Object> amr() {
        return claims.get("amr");
    }

    /** Whether there is such a claim that is not null. */
    public boolean has(String claim) {
        return claims.get(claim).isPresent();
    }

    /**
     * Whether this access token was issued for the same sign-in as that ID token (R3.2). A matching {@code at_hash},
     * which verification compared, proves it; otherwise both must have the same {@code sub}. Entra ID gives a user a
     * different {@code sub} in each application, so the same {@code oid} and {@code tid} also count (<a
     * href="https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference">source</a>).
     */
    public boolean belongsTo(VerifiedToken idToken) {
        return idToken.claims.has("at_hash")
                || agreesOn(idToken, "sub")
                || agreesOn(idToken, "oid") && agreesOn(idToken, "tid");
    }

    private boolean agreesOn(VerifiedToken other, String claim) {
        Optional<String> value = claims.string(claim).filter(text -> !text.isEmpty());
        return value.isPresent() && value.equals(other.claims.string(claim));
    }

    /** Whether the access token has this ID token's {@code at_hash}. True if the ID token has none. */
    boolean matchesAtHash(String accessToken) {
        if (!claims.has("at_hash")) {
            return true;
        }
        try {
            // OIDC Core section 3.1.3.6: the left half of the hash of the ID token's algorithm.
            byte[] hash = MessageDigest.getInstance(jws.algorithm().hash())
                    .digest(accessToken.getBytes(StandardCharsets.UTF_8));
            String leftHalf = Base64Url.encode(Arrays.copyOf(hash, hash.length / 2));
            return claims.string("at_hash").equals(Optional.of(leftHalf));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-2", e);
        }
    }
}
