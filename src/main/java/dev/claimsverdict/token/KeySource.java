package dev.claimsverdict.token;

import java.util.List;
import java.util.Optional;

/** Where an IdP's keys come from: a port, so that the rules need not know. */
public interface KeySource {

    /** The most keys that a JWKS may have, wherever it comes from. */
    int MAX_KEYS = 100;

    /**
     * The keys of an IdP. Never throws for what the document says or for a host that can't be reached.
     *
     * @param jwks a JWKS, when it came with the request or the deployment has it
     * @param jwksUrl {@code protocol.endpoints.jwks.url}, when the IdP has one
     * @param kid the key that the token names: keys that were fetched before and don't have it may have been rotated
     */
    Keys keys(Optional<JwksByValue> jwks, Optional<String> jwksUrl, Optional<String> kid);

    /** What a key source found. */
    sealed interface Keys {

        /** The known kinds of key of a JWKS; unknown ones are skipped (RFC 7517 section 5). */
        record Available(List<VerificationKey> keys) implements Keys {
            public Available {
                keys = List.copyOf(keys);
            }
        }

        /** The same, but overdue: the host that should give newer ones is down. */
        record Stale(List<VerificationKey> keys) implements Keys {
            public Stale {
                keys = List.copyOf(keys);
            }
        }

        /**
         * There is no JWKS to be had.
         *
         * @param reason a sentence for the finding
         */
        record Unavailable(String reason) implements Keys {}
    }
}
