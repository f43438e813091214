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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a change of trust in one IdP does to the org around it: its other IdPs and its policy rules (section 6). */
final class TrustChange {

    private final IdpRequest request;
    private final AmrRows rows;

    /** The org's rules by whether some set of AMR values satisfies them. */
    private final Map<Boolean, List<PolicyRule>> rulesInReach;

    TrustChange(IdpRequest request) {
        this.request = request;
        this.rows = request.facts().amrTable().claimsSharing();
        this.rulesInReach = request.context().rules().stream().collect(Collectors.partitioningBy(this::inReach));
    }

    /** What is to be said of the change from one configuration to the other, and of the org's rules. */
    List<Finding> findings(Optional<Subject.Readable> before, Optional<Subject.Readable> after) {
        List<Finding> findings = new ArrayList<>(rulesOutOfReach());
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

    private List<Finding> rulesOutOfReach() {
        if (!request.context().rulesSent()) {
            return List.of();
        }
        return rulesInReach.get(false).stream()
                .filter(rule -> !(rule instanceof PolicyRule.Denying))
                .map(rule -> Finding.at(rule.pointer(), FindingCode.RULE_OUT_OF_REACH))
                .toList();
    }

    /** A rule needs trusted claims when it asks for a second factor type or has a constraint, and AMR can satisfy it. */
    private boolean someRuleNeedsTrustedClaims() {
        return rulesInReach.get(true).stream().anyMatch(PolicyRule::asksForMoreThanAnyFactor);
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

    /** Active, and trusted: a third party, or another Okta org. */
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
