package dev.claimsverdict.judge;

import java.util.Optional;

/**
 * Notice that an IdP changed, without its configuration: Okta's System Log sends this, and the registry doesn't have
 * the IdP (section 6, {@code CONFIG_NOT_IN_EVENT}).
 *
 * @param id the IdP's id, if the event has one
 * @param pointer where the event names the IdP
 * @param trustedBefore {@code trustClaims} before the change, if the event has it
 * @param trustedAfter {@code trustClaims} after the change, if the event has it
 */
public record IdpNotice(
        RequestFacts facts,
        Optional<String> id,
        String pointer,
        Optional<Boolean> trustedBefore,
        Optional<Boolean> trustedAfter) {}
