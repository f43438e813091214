package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.judge.IdpRequest.Subject;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.policy.SmallestSets;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a change of trust in one IdP does to the rest of the org: its other IdPs and its policy rules (section 6). */
final class TrustChange {

    private final IdpRequest request;
    private final AmrRows rows;

    TrustChange(IdpRequest request) {
        this.request = request;
        this.rows = request.facts().amrTable().claimsSharing();
    }

    /** Findings about the change and about the org's rules. */
    List<Finding> findings(Optional<Subject.Readable> before, Optional<Subject.Readable> after) {
        List<Finding> findings = new ArrayList<>(rulesOutOfReach(after));
        String pointer = after.map(each -> each.pointer() + IdpConfiguration.TRUST_CLAIMS_POINTER)
                .orElse("/before");
        boolean refused = someRuleNeedsTrustedClaims() && !othersAreTrusted(before, after);
        if (sharesClaims(before) && !sharesClaims(after)) {
            Finding turnedOff = Finding.at(pointer, FindingCode.TRUST_TURNED_OFF);
            findings.add(refused ? turnedOff.as(Level.ERROR) : turnedOff);
        }
        if (refused
                && before.filter(this::isTrusted).isPresent()
                && after.filter(this::isTrusted).isEmpty()) {
            boolean deactivated = sharesClaims(after);
            findings.add(Finding.at(
                    deactivated ? after.map(each -> each.pointer() + "/status").orElse(pointer) : pointer,
                    FindingCode.LAST_TRUSTED_IDP));
        }
        return findings;
    }

    private List<Finding> rulesOutOfReach(Optional<Subject.Readable> after) {
        if (!request.context().rulesSent()) {
            return List.of();
        }
        Optional<ProviderReach> reach = after.filter(each -> sharesClaims(Optional.of(each)))
                .flatMap(each -> ProviderReach.of(request, each.idp()));
        return request.context().rules().stream()
                .filter(rule -> !(rule instanceof PolicyRule.Denying))
                .flatMap(rule -> inReach(rule)
                        ? reach.flatMap(each -> each.outOfReach(rule)).stream()
                        : Stream.of(Finding.at(rule.pointer(), FindingCode.RULE_OUT_OF_REACH)))
                .toList();
    }

    /**
     * Whether some rule needs trusted claims: it asks for a second factor type or has a constraint, and AMR values can
     * satisfy it.
     */
    private boolean someRuleNeedsTrustedClaims() {
        return request.context().rules().stream().anyMatch(rule -> rule.asksForMoreThanAnyFactor() && inReach(rule));
    }

    private boolean inReach(PolicyRule rule) {
        return SmallestSets.reachable(
                rule,
                rows,
                request.facts().org().factorOnly(),
                SignIn.settings(request.facts().org()));
    }

    private boolean othersAreTrusted(Optional<Subject.Readable> before, Optional<Subject.Readable> after) {
        Optional<String> own = after.or(() -> before).flatMap(each -> each.idp().id());
        return request.context().idps().stream()
                .filter(idp -> own.isEmpty() || !idp.id().equals(own))
                .anyMatch(this::isTrusted);
    }

    private boolean isTrusted(Subject.Readable subject) {
        return isTrusted(subject.idp());
    }

    /** Whether the IdP is active and trusted: a third party, or another Okta org. */
    private boolean isTrusted(IdpConfiguration idp) {
        TrustDecision decision = TrustDecision.of(idp, request.facts().org(), "");
        return idp.active() && (decision.okta() || decision.trust().mode() == Trust.Mode.CLAIMS_SHARING);
    }

    private boolean sharesClaims(Optional<Subject.Readable> subject) {
        return subject.map(each -> TrustDecision.of(each.idp(), request.facts().org(), ""))
                .filter(decision -> decision.trust().mode() == Trust.Mode.CLAIMS_SHARING)
                .isPresent();
    }
}
