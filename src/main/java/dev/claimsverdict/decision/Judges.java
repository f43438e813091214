package dev.claimsverdict.decision;

import dev.claimsverdict.judge.AmrJudge;
import dev.claimsverdict.judge.IdpJudge;
import dev.claimsverdict.judge.OrgJudge;
import dev.claimsverdict.judge.SamlJudge;
import dev.claimsverdict.judge.TokenJudge;
import dev.claimsverdict.okta.SystemLogReader;
import dev.claimsverdict.okta.TokenHookReader;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.AmrRequestReader;
import dev.claimsverdict.request.IdpRequestReader;
import dev.claimsverdict.request.OrgRequestReader;
import dev.claimsverdict.request.RequestMembers;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.request.SamlRequestReader;
import dev.claimsverdict.request.TokenRequestReader;
import dev.claimsverdict.token.TokenVerifier;
import java.time.Clock;

/** A deployment's judges and the readers of their requests. */
public record Judges(
        TokenRequestReader tokenReader,
        SamlRequestReader samlReader,
        AmrRequestReader amrReader,
        IdpRequestReader idpReader,
        OrgRequestReader orgReader,
        SystemLogReader systemLogReader,
        TokenHookReader tokenHookReader,
        TokenJudge tokenJudge,
        SamlJudge samlJudge,
        AmrJudge amrJudge,
        IdpJudge idpJudge,
        OrgJudge orgJudge) {

    /** Creates the judges and readers of a deployment. */
    public static Judges of(RequestSettings settings, Registry registry, TokenVerifier verifier, Clock clock) {
        RequestMembers members = new RequestMembers(settings, registry);
        return new Judges(
                new TokenRequestReader(members),
                new SamlRequestReader(members),
                new AmrRequestReader(members),
                new IdpRequestReader(members),
                new OrgRequestReader(members),
                new SystemLogReader(members),
                new TokenHookReader(members),
                new TokenJudge(verifier, clock),
                new SamlJudge(clock),
                new AmrJudge(clock),
                new IdpJudge(clock),
                new OrgJudge(clock));
    }
}
