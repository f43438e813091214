package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.amazon.lambda.runtime.ClientContextImpl;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The mapper that Quarkus reads an invocation's headers with")
class WiringTest {

    private final ObjectMapper copy = new Wiring().objectMapper().copy();

    @DisplayName("skips a client context, whatever its shape: its words get into no message")
    @ParameterizedTest
    @ValueSource(
            strings = {"{\"client\":\"zebra\"}", "{\"custom\":7}", "{\"custom\":{\"a\":[\"zebra\"]}}", "{}", "[]", "7"})
    void clientContext(String json) throws JsonProcessingException {
        ClientContextImpl context = copy.readerFor(ClientContextImpl.class).readValue(json);
        assertEquals(new ClientContextImpl().getCustom(), context.getCustom());
    }

    @DisplayName("skips a Cognito identity")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"identityId\":\"zebra\",\"identityPoolId\":\"zebra\"}",
                "{\"cognitoIdentityId\":[1]}",
                "\"zebra\""
            })
    void cognitoIdentity(String json) throws JsonProcessingException {
        CognitoIdentity identity = copy.readerFor(CognitoIdentity.class).readValue(json);
        assertEquals(Map.of("", ""), Map.of(identity.getIdentityId(), identity.getIdentityPoolId()));
    }
}
