package dev.claimsverdict.judge;

import java.util.Optional;

/**
 * Notice that an IdP changed, without its configuration: an event of Okta's System Log about an IdP that the registry
 * doesn't have ({@code CONFIG_NOT_IN_EVENT}).
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
