package dev.claimsverdict.event;

import dev.claimsverdict.json.RequestReader;
import dev.claimsverdict.judge.AmrJudge;
import dev.claimsverdict.judge.IdpJudge;
import dev.claimsverdict.judge.TokenJudge;

/** What an edge needs to turn a request into a verdict: the reader and the three judges. */
public record Judges(RequestReader reader, TokenJudge token, AmrJudge amr, IdpJudge idp) {}
