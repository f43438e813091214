package dev.claimsverdict.event;

import dev.claimsverdict.json.RequestReader;
import dev.claimsverdict.json.RequestSettings;
import dev.claimsverdict.judge.AmrJudge;
import dev.claimsverdict.judge.IdpJudge;
import dev.claimsverdict.judge.Registry;
import dev.claimsverdict.judge.TokenJudge;
import dev.claimsverdict.token.TokenVerifier;
import java.time.Clock;

/** What an edge needs to turn a request into a verdict: the reader and the three judges. */
public record Judges(RequestReader reader, TokenJudge token, AmrJudge amr, IdpJudge idp) {

    /** The judges of a deployment with these settings, which knows these IdPs. */
    public static Judges of(RequestSettings settings, Registry registry, TokenVerifier verifier, Clock clock) {
        return new Judges(
                new RequestReader(settings, registry),
                new TokenJudge(verifier, clock),
                new AmrJudge(clock),
                new IdpJudge(clock));
    }
}
