package dev.claimsverdict.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claimsverdict.event.Events;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The local gateway of {@code quarkus:dev}. Quarkus' own mock event server is off, because it listens on all of the
 * machine's addresses and accepts events from any page in a browser.
 */
@Singleton
@IfBuildProfile("dev")
public class DevGateway {

    private static final Logger LOG = Logger.getLogger(DevGateway.class);

    /** Quarkus has no event for the end of its start, so it is polled. */
    private static final Duration POLL = Duration.ofMillis(20);

    @ConfigProperty(name = "claims.local.port", defaultValue = "8080")
    int port;

    @ConfigProperty(name = "claims.local.page", defaultValue = "src/local/page")
    Path page;

    @ConfigProperty(name = "claims.local.examples", defaultValue = "examples")
    Path examples;

    @ConfigProperty(name = "claims.local.docs", defaultValue = "docs")
    Path docs;

    /** Created at the first request, because this bean exists before the function's settings do. */
    @Inject
    Instance<Events> events;

    @Inject
    ObjectMapper objectMapper;

    private LocalGateway gateway;

    /** Listens before Quarkus' loop for Lambda events asks for the first one, which it does while the application starts. */
    void listen(@Observes @Initialized(ApplicationScoped.class) Object container) throws IOException {
        gateway =
                new LocalGateway(port, new InProcess(events::get, objectMapper), new Playground(page, examples, docs));
    }

    /** Logs the addresses after Quarkus has logged its start, so that they come last. */
    void tell(@Observes StartupEvent started) {
        Application application = Application.currentApplication();
        Thread.ofVirtual().start(() -> {
            while (!application.isStarted()) {
                LockSupport.parkNanos(POLL.toNanos());
            }
            LOG.infof("The API answers on    http://localhost:%d/v1/", port);
            LOG.infof("The playground is on  http://localhost:%d/", port);
        });
    }

    void stop(@Observes ShutdownEvent stopped) {
        gateway.close();
    }
}
