package dev.claimsverdict.event;

import dev.claimsverdict.registry.Route;
import java.util.Optional;

/** What an authorizer of API Gateway is asked. */
sealed interface AuthorizerRequest {

    /**
     * May the bearer of this token use this route?
     *
     * @param idpId the IdP that the request names; the caller chooses it
     */
    record Asked(String token, Optional<String> idpId, Route route) implements AuthorizerRequest {}

    /**
     * There is no token to be judged.
     *
     * @param why a sentence without any text of the event
     */
    record NoToken(String why) implements AuthorizerRequest {}

    /**
     * There is a token, but what it is to be judged by can't be told.
     *
     * @param why likewise
     */
    record Unreadable(String why) implements AuthorizerRequest {}
}
