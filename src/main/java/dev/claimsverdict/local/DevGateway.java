package dev.claimsverdict.local;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The local gateway of {@code quarkus:dev}, in front of Quarkus' mock event server, which feeds the function just as
 * Lambda does.
 */
@Singleton
@IfBuildProfile("dev")
public class DevGateway {

    private static final Logger LOG = Logger.getLogger(DevGateway.class);

    @ConfigProperty(name = "claims.local.port", defaultValue = "8080")
    int port;

    @ConfigProperty(name = "claims.local.examples", defaultValue = "examples")
    Path examples;

    @ConfigProperty(name = "quarkus.lambda.mock-event-server.dev-port")
    int eventServerPort;

    private LocalGateway gateway;

    void start(@Observes StartupEvent started) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        URI events = URI.create("http://localhost:" + eventServerPort + "/_lambda_");
        LocalGateway.Lambda lambda = event -> {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(events)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(event))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new LocalGateway.FunctionFailed(answer.body());
            }
            return answer.body();
        };
        gateway = new LocalGateway(port, lambda, new Playground(examples));
        LOG.infof(
                "Claims Verdict answers on http://localhost:%1$d/v1/, the playground on http://localhost:%1$d/", port);
    }

    void stop(@Observes ShutdownEvent stopped) {
        gateway.close();
    }
}
