package dev.claimsverdict.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.LambdaEvent;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jboss.logging.MDC;

/** The Lambda function: takes any event and returns its answer. */
@Singleton
public class VerdictFunction {

    /** Where Quarkus' loop and {@link JvmHandler} keep the invocation's id. */
    static final String INVOCATION_ID = "AWSRequestId";

    private final Events events;

    VerdictFunction(Events events) {
        this.events = events;
    }

    /** Answers an event of any shape (docs/reference.md, Events). Fails for an event that can't be read. */
    @Funq
    public JsonNode verdict(LambdaEvent event) {
        return events.answer(event, Objects.toString(MDC.get(INVOCATION_ID), "unknown"));
    }
}
