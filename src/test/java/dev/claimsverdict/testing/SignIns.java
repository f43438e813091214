package dev.claimsverdict.testing;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.judge.DecisionBasis;
import dev.claimsverdict.judge.IdpReference;
import dev.claimsverdict.judge.RequestFacts;
import dev.claimsverdict.judge.TokenJudge;
import dev.claimsverdict.judge.TokenRequest;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.verdict.SignInVerdict;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sign-ins through one IdP whose keys are not given with the request, and what becomes of them. */
public record SignIns(TokenJudge judge, IdpConfiguration idp) {

    /** With keys from this source, at the time of this clock. */
    public static SignIns of(KeySource keys, Clock clock, IdpConfiguration idp) {
        return new SignIns(new TokenJudge(new TokenVerifier(keys, new JcaSignatureCheck()), clock), idp);
    }

    public SignInVerdict verdict(String idToken) {
        return judge.judge(new TokenRequest(
                new RequestFacts(Org.DEFAULT, AmrTable.DEFAULT, new DecisionBasis(new byte[0], ""), List.of()),
                idToken,
                Optional.empty(),
                new IdpReference.Found(idp, "/idp"),
                Optional.empty(),
                Optional.empty(),
                TokenRequest.Expect.NOTHING_MORE,
                Optional.empty()));
    }

    /** The outcome and the codes of all findings, in their order: {@code ACCEPTED AMR_USABLE KEYS_STALE}. */
    public String outcome(String idToken) {
        SignInVerdict verdict = verdict(idToken);
        return verdict.findings().stream()
                .map(finding -> finding.code().name())
                .collect(Collectors.joining(" ", verdict.outcome() + " ", ""));
    }
}
