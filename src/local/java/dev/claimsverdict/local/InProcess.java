package dev.claimsverdict.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.LambdaEvent;
import java.util.UUID;
import java.util.function.Supplier;

/** The function in the gateway's own process. Its failures have the form in which Lambda reports them. */
final class InProcess implements LocalGateway.Lambda {

    private final Supplier<Events> events;
    private final ObjectMapper objectMapper;

    /** @param events called for each event */
    InProcess(Supplier<Events> events, ObjectMapper objectMapper) {
        this.events = events;
        this.objectMapper = objectMapper;
    }

    @Override
    public String invoke(String event) throws LocalGateway.FunctionFailed {
        try {
            return events.get()
                    .answer(
                            objectMapper.readValue(event, LambdaEvent.class),
                            UUID.randomUUID().toString())
                    .toString();
        } catch (JsonProcessingException | RuntimeException failure) {
            throw new LocalGateway.FunctionFailed(JsonNodeFactory.instance
                    .objectNode()
                    .put("errorType", failure.getClass().getName())
                    .put("errorMessage", failure.getMessage())
                    .toString());
        }
    }
}
