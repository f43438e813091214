package dev.claimsverdict.judge;

import java.util.Optional;

/**
 * Word that an IdP has changed, without its configuration: what Okta's System Log sends of one that this deployment
 * doesn't know (section 6, {@code CONFIG_NOT_IN_EVENT}).
 *
 * @param id the IdP's id, if the event has one
 * @param pointer where the IdP is named
 * @param trustedBefore {@code trustClaims} before the change, if the event says so much
 * @param trustedAfter {@code trustClaims} after it, if the event says so much
 */
public record IdpNotice(
        RequestFacts facts,
        Optional<String> id,
        String pointer,
        Optional<Boolean> trustedBefore,
        Optional<Boolean> trustedAfter) {}
