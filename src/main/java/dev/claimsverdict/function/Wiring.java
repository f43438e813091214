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
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Connects the rooms. No other place knows all of them. */
@Dependent
// Quarkus writes this class by reflection when the function fails. Without the registration, a native executable can't
// report the failure and stops taking events.
@RegisterForReflection(targets = FunctionError.class)
class Wiring {

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
        Settings settings = Settings.read(ConfigProvider.getConfig());
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
