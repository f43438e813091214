package dev.claimsverdict.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.json.StrictJson;
import dev.claimsverdict.jwks.IdpKeys;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.token.TokenVerifier;
import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Connects the rooms. No other place knows all of them. */
@Dependent
// Quarkus writes this class by reflection when the function fails. Without the registration, a native executable can't
// report the failure and stops taking events.
@RegisterForReflection(targets = FunctionError.class)
public class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** Funqy reads events with it. It is our own bean, so that its parsers share no state either. */
    @Produces
    @Singleton
    ObjectMapper objectMapper() {
        return new ObjectMapper(StrictJson.factory().build());
    }

    /** Created at start, so that a wrong setting stops the start and not the first request. */
    @Produces
    @Singleton
    @Startup
    Events events() {
        // Looked up, not injected: creating its bean would slow a native start by nearly a millisecond.
        return events(Settings.read(ConfigProvider.getConfig()));
    }

    /**
     * The same function without Quarkus, for requests from this machine: they may set the instant at which they are judged,
     * unless {@code CLAIMS_AT_ALLOWED} says otherwise. Throws IllegalStateException if a setting is wrong.
     *
     * @param environment has the settings, by their variables (docs/reference.md)
     */
    public static Events local(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(Map.of(Settings.Setting.AT_ALLOWED.variable(), "true"));
        settings.putAll(environment);
        return events(Settings.read(property -> Optional.ofNullable(settings.get(Settings.variable(property)))));
    }

    private static Events events(Settings settings) {
        Clock clock = Clock.systemUTC();
        IdpKeys keys = new IdpKeys(settings.fetches(), settings.registryKeys(), clock);
        JcaSignatureCheck check = new JcaSignatureCheck();
        LOG.info("Signatures are checked by " + check.providerName());
        TokenVerifier verifier = new TokenVerifier(keys, check);
        DecisionLines log = new DecisionLines(
                System.out,
                clock,
                () -> Optional.ofNullable(System.getProperty("com.amazonaws.xray.traceHeader")),
                keys::counts,
                Optional.ofNullable(System.getenv("AWS_LAMBDA_FUNCTION_VERSION")));
        Judges judges = Judges.of(settings.requests(), settings.registry(), verifier, clock);
        WarmUp.keys(settings.registry(), keys, check);
        if (ImageMode.current() == ImageMode.JVM) {
            WarmUp.verdicts(judges);
        }
        return new Events(judges, settings.hookSecrets(), log);
    }
}
