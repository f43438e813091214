package dev.claimsverdict.event;

import dev.claimsverdict.registry.Route;
import java.util.Optional;

/** The question of an API Gateway authorizer. */
sealed interface AuthorizerRequest {

    /**
     * May the bearer of this token use this route?
     *
     * @param idpId the IdP that the request names; the caller chooses it
     */
    record Asked(String token, Optional<String> idpId, Route route) implements AuthorizerRequest {}

    /**
     * There is no token to judge.
     *
     * @param why a sentence without any text of the event
     */
    record NoToken(String why) implements AuthorizerRequest {}

    /**
     * There is a token, but the event doesn't say clearly for which route or IdP.
     *
     * @param why a sentence without any text of the event
     */
    record Unreadable(String why) implements AuthorizerRequest {}
}
