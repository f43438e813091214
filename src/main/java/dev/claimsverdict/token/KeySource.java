package dev.claimsverdict.token;

import java.util.List;
import java.util.Optional;

/** Where an IdP's keys come from. An interface, so that the rules don't depend on it. */
public interface KeySource {

    /** The most keys that a JWKS may have, wherever it comes from. */
    int MAX_KEYS = 100;

    /**
     * The keys of an IdP. Never throws because of the document's content or a host that can't be reached.
     *
     * @param jwks the JWKS, if the request or the registry has it
     * @param jwksUrl {@code protocol.endpoints.jwks.url}, when the IdP has one
     * @param kid the key that the token names. If fetched keys don't have it, the IdP may have rotated its keys
     */
    Keys keys(Optional<JwksByValue> jwks, Optional<String> jwksUrl, Optional<String> kid);

    /** The answer of a key source. */
    sealed interface Keys {

        /** The keys of a JWKS whose type is known; others are skipped (RFC 7517 section 5). */
        record Available(List<VerificationKey> keys) implements Keys {
            public Available {
                keys = List.copyOf(keys);
            }
        }

        /** Keys that should have been refreshed, but their host is down. */
        record Stale(List<VerificationKey> keys) implements Keys {
            public Stale {
                keys = List.copyOf(keys);
            }
        }

        /**
         * No JWKS is available.
         *
         * @param reason a sentence for the finding
         */
        record Unavailable(String reason) implements Keys {}
    }
}
