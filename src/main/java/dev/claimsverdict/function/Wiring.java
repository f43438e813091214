package dev.claimsverdict.function;

import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.json.StrictJson;
import dev.claimsverdict.jwks.IdpKeys;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.token.TokenVerifier;
import io.quarkus.amazon.lambda.runtime.ClientContextImpl;
import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Builds the function from its parts. Only this class knows all of them. */
@Dependent
// Quarkus writes this class by reflection when the function fails. Without the registration, a native executable can't
// report the failure and stops taking events.
@RegisterForReflection(targets = FunctionError.class)
public class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /**
     * Funqy reads events with this mapper. It replaces Quarkus' own, whose parsers share state ({@link
     * StrictJson#factory}).
     *
     * <p>Quarkus reads two headers of an invocation with a copy of this mapper: the caller's client context and Cognito
     * identity. Nothing here needs them, so they are skipped. Otherwise Jackson would fail for each Cognito identity,
     * because its type is an interface, and Jackson's message about a malformed client context would contain the
     * caller's text.
     */
    @Produces
    @Singleton
    // Nothing injects it, so Quarkus would leave it out of what is deployed, and Funqy would use Quarkus' own.
    @Unremovable
    ObjectMapper objectMapper() {
        return new ObjectMapper(StrictJson.factory().build())
                .registerModule(new SimpleModule()
                        .addDeserializer(CognitoIdentity.class, new Skipped<>(NoIdentity::new))
                        .addDeserializer(ClientContextImpl.class, new Skipped<>(ClientContextImpl::new)));
    }

    /** Skips any JSON value. */
    private static final class Skipped<T> extends JsonDeserializer<T> {

        private final Supplier<T> instead;

        private Skipped(Supplier<T> instead) {
            this.instead = instead;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            parser.skipChildren();
            return instead.get();
        }
    }

    private record NoIdentity() implements CognitoIdentity {

        @Override
        public String getIdentityId() {
            return "";
        }

        @Override
        public String getIdentityPoolId() {
            return "";
        }
    }

    /**
     * Ends the process when Quarkus stops. Quarkus stops the application when the runtime API refuses an error report,
     * but the process would go on without asking for events, and Lambda would wait for it until the function's
     * time-out. When the process ends, Lambda starts another.
     */
    static void stopped(@Observes ShutdownEvent event) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            Quarkus.asyncExit(1);
        }
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
        return events(Settings.read(property -> Optional.ofNullable(settings.get(Settings.variable(property)))
                // MicroProfile Config also treats an empty variable as not set.
                .filter(value -> !value.isEmpty())));
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
        WarmUp.keys(settings.registry(), keys);
        if (ImageMode.current() == ImageMode.JVM) {
            WarmUp.verdicts(judges);
        }
        return new Events(judges, settings.hookSecrets(), log);
    }
}
