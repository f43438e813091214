package dev.claimsverdict.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.cli.LocalServer;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code serve} of the jar serves. .ci/check-release.sh tries the jar itself, where nothing else is. */
class ClaimsVerdictJarTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static JsonNode judgedAt2030(Map<String, String> environment) throws IOException, InterruptedException {
        ObjectNode request = (ObjectNode) TestApi.json(Files.readString(Path.of("examples/token-satisfied.json")));
        request.put("at", "2030-01-01T00:00:00Z");
        try (LocalServer.Running server = ClaimsVerdictJar.listen(ANY_PORT, environment, Playground.NONE);
                HttpClient client = HttpClient.newHttpClient()) {
            return TestApi.json(client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + server.port() + "/v1/token-verdicts"))
                                    .header("content-type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        }
    }

    @Test
    @DisplayName("requests from this machine may choose the instant to judge at, unless a setting says otherwise")
    void at() throws Exception {
        assertEquals("ACCEPTED", judgedAt2030(Map.of()).path("verdict").asText());
        assertEquals(
                "/at",
                judgedAt2030(Map.of("CLAIMS_AT_ALLOWED", "false"))
                        .at("/errors/0/pointer")
                        .asText());
    }

    @Test
    @DisplayName("the function's settings are those of the environment, and a wrong one is told by its name")
    void settings() throws Exception {
        assertEquals(
                "2026-07",
                judgedAt2030(Map.of("CLAIMS_AMR_TABLE", "2026-07"))
                        .path("amrTable")
                        .asText());
        // An empty variable is none.
        assertEquals(
                "ACCEPTED",
                judgedAt2030(Map.of("CLAIMS_AMR_TABLE", "", "CLAIMS_IDPS", ""))
                        .path("verdict")
                        .asText());
        Map<String, String> wrong = Map.of("CLAIMS_AMR_TABLE", "1999-01", "CLAIMS_ORG", "{");
        String message = assertThrows(
                        IllegalStateException.class, () -> ClaimsVerdictJar.listen(ANY_PORT, wrong, Playground.NONE))
                .getMessage();
        assertTrue(message.contains("CLAIMS_AMR_TABLE") && message.contains("CLAIMS_ORG"), message);
    }
}
