package dev.claimsverdict.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/** The org's answer to one call. */
sealed interface Answer {

    /**
     * JSON.
     *
     * @param next the link to the next page, as the org sent it
     */
    record Json(JsonNode root, Optional<String> next) implements Answer {}

    /**
     * Nothing that can be used.
     *
     * @param status the HTTP status, if there was an answer
     * @param errorCode Okta's error code, such as E0000006
     * @param detail sentences that say why; they may contain text of the org
     */
    record None(OptionalInt status, Optional<String> errorCode, String detail) implements Answer {}
}
