package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.Unauthorized;
import dev.claimsverdict.event.UnreadableEvent;
import java.io.CharConversionException;
import java.io.IOException;

/** Any bytes as a Lambda event: answered, or refused with a sentence that has nothing of the event in it. */
final class EventFuzz {

    private static final Events EVENTS = Oracle.deployment();

    private EventFuzz() {}

    public static void fuzzerTestOneInput(byte[] event) {
        try {
            JsonNode answer = Oracle.answer(EVENTS, event);
            if (answer.has("statusCode")) {
                Oracle.check(answer.path("statusCode").asInt() < 500, "status 500");
            }
        } catch (UnreadableEvent refused) {
            Oracle.check(refused.getMessage().endsWith("."), "a refusal that is no sentence");
        } catch (Unauthorized _) {
            // What a REST API's authorizer has to say.
        } catch (JsonProcessingException | CharConversionException _) {
            // Lambda refuses what doesn't begin as JSON in UTF-8 before a function sees it.
        } catch (IOException notJson) {
            Oracle.check(notJson.getMessage().equals("The event is not JSON."), "a parser's own words");
        }
    }
}
