package dev.claimsverdict.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.Judges;
import dev.claimsverdict.keys.IdpKeys;
import dev.claimsverdict.keys.JcaSignatureCheck;
import dev.claimsverdict.token.StrictJson;
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

/** Puts the rooms together; the only place that knows them all. */
@Dependent
// Quarkus writes it by reflection when the function fails; unregistered, a native executable can't report a failure and
// stops taking events.
@RegisterForReflection(targets = FunctionError.class)
class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** Funqy reads events with it. A bean of our own, so that its parsers share nothing either. */
    @Produces
    @Singleton
    ObjectMapper objectMapper() {
        return new ObjectMapper(StrictJson.factory().build());
    }

    /** Made at start, so that a wrong setting stops the start and not the first request. */
    @Produces
    @Singleton
    @Startup
    Events events() {
        // Asked for, not injected: to make its bean takes a native start nearly a millisecond.
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
