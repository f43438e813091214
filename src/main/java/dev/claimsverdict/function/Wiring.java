package dev.claimsverdict.function;

import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.Judges;
import dev.claimsverdict.json.RequestSettings;
import dev.claimsverdict.keys.GivenKeys;
import dev.claimsverdict.keys.JoseSignatureCheck;
import dev.claimsverdict.token.TokenVerifier;
import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the rooms together; the only place that knows them all. */
@Dependent
// Quarkus writes it by reflection when the function fails; unregistered, a native executable can't report a failure and
// stops taking events.
@RegisterForReflection(targets = FunctionError.class)
class Wiring {

    /** {@code CLAIMS_AT_ALLOWED}: whether a token request may say at which instant it is judged. */
    @ConfigProperty(name = "claims.at-allowed", defaultValue = "false")
    boolean atAllowed;

    @Produces
    @Singleton
    Events events() {
        Clock clock = Clock.systemUTC();
        RequestSettings settings =
                new RequestSettings(atAllowed, RequestSettings.DEFAULT.amrTable(), RequestSettings.DEFAULT.org());
        TokenVerifier verifier = new TokenVerifier(new GivenKeys(), new JoseSignatureCheck());
        return new Events(Judges.of(settings, verifier, clock));
    }
}
