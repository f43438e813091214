package dev.claimsverdict.function;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.TestApi;
import org.junit.jupiter.api.Test;

/** What can be seen of the function from outside, by Lambda events alone. */
abstract class BlackBox {

    /** Where Quarkus' mock event server takes events: host, port and path. */
    abstract String eventServer();

    @Test
    void answers() {
        System.out.println("EVENTSERVER " + eventServer());
        JsonNode answer = invoke(TestApi.httpEvent("GET", "/v1/amr-table", null).toString());
        assertEquals(200, answer.path("statusCode").asInt());
    }

    private JsonNode invoke(String event) {
        String url = eventServer();
        return TestApi.json(given().contentType("application/json")
                .body(event)
                .post((url.startsWith("http") ? "" : "http://") + url)
                .then()
                .extract()
                .asString());
    }
}
