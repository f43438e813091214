package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.judge.IdpRequest.Subject;
import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a change of one IdP does to the org around it: its users, its other IdPs and its policy rules (section 6). */
final class TrustChange {

    private final IdpRequest request;
    private final Optional<Subject.Readable> before;
    private final Optional<Subject.Readable> after;
    private final RuleReach reach;
    private final AmrRows rows;

    /** A change from the one configuration to the other; no configuration after it is a deletion. */
    TrustChange(
            IdpRequest request, Optional<Subject.Readable> before, Optional<Subject.Readable> after, RuleReach reach) {
        this.request = request;
        this.before = before;
        this.after = after;
        this.reach = reach;
        this.rows = request.facts().amrTable().claimsSharing();
    }

    /** Whether an IdP that signed users in no longer does: it is deactivated or deleted. */
    boolean endsSignIn() {
        return before.filter(each -> each.idp().active()).isPresent()
                && after.filter(each -> each.idp().active()).isEmpty();
    }

    /** What is to be said of the change, and of the org's rules. */
    List<Finding> findings(Optional<AmrEvidence> evidence) {
        List<Finding> findings = new ArrayList<>();
        boolean refused = before.filter(this::isTrusted).isPresent()
                && after.filter(this::isTrusted).isEmpty()
                && neededBy().isPresent();
        if (endsSignIn()) {
            String status = after.map(each -> each.pointer() + "/status").orElse("/before");
            findings.add(Finding.at(status, FindingCode.SIGN_IN_ENDS));
            if (refused) {
                findings.add(Finding.at(status, FindingCode.LAST_TRUSTED_IDP));
            }
            return findings;
        }
        if (after.isEmpty()) {
            // Nobody signed in through it, and of the trust in an IdP that is gone there is nothing to say.
            return findings;
        }
        String trustClaims = after.get().pointer() + IdpConfiguration.TRUST_CLAIMS_POINTER;
        findings.addAll(rulesOutOfReach(evidence));
        if (trusts(before) && !trusts(after)) {
            Finding turnedOff = Finding.at(trustClaims, FindingCode.TRUST_TURNED_OFF);
            findings.add(refused ? turnedOff.as(Level.ERROR) : turnedOff);
        }
        if (refused) {
            findings.add(Finding.at(trustClaims, FindingCode.LAST_TRUSTED_IDP));
        }
        return findings;
    }

    private List<Finding> rulesOutOfReach(Optional<AmrEvidence> evidence) {
        if (request.context().source() == IdpRequest.Source.REGISTRY) {
            return List.of();
        }
        Optional<ProviderReach> reachOfProvider = after.map(Subject.Readable::idp)
                .filter(idp -> TrustDecision.of(idp, request.facts().org(), "").sharesAmr())
                .flatMap(idp -> ProviderReach.of(request.facts(), idp, evidence, reach));
        return concerning()
                .filter(rule -> !(rule instanceof PolicyRule.Denying))
                .flatMap(rule -> inReach(rule)
                        ? reachOfProvider.flatMap(each -> each.outOfReach(rule)).stream()
                        : Stream.of(Finding.at(rule.pointer(), FindingCode.RULE_OUT_OF_REACH)))
                .toList();
    }

    /** The rules that are in force for this IdP. */
    private Stream<PolicyRule> concerning() {
        Optional<String> own = id();
        return request.context().rules().stream()
                .filter(rule -> rule.concerns(own))
                .map(OrgRule::rule);
    }

    /**
     * A rule that concerns this IdP and needs trusted claims, when no other active IdP that it concerns is trusted. A rule
     * needs them when it asks for a second factor type or has a constraint, and AMR values can satisfy it.
     */
    Optional<PolicyRule> neededBy() {
        Optional<String> own = id();
        Set<Optional<String>> others = request.context().idps().stream()
                .filter(idp -> own.isEmpty() || !idp.id().equals(own))
                .filter(this::isTrusted)
                .map(IdpConfiguration::id)
                .collect(Collectors.toSet());
        return request.context().rules().stream()
                .filter(rule -> rule.concerns(own))
                .filter(rule -> !rule.concernsAny(others))
                .map(OrgRule::rule)
                .filter(rule -> rule.asksForMoreThanAnyFactor() && inReach(rule))
                .findFirst();
    }

    /** Whether AMR values can satisfy one of the rules by one edition of the AMR table and not by the other (R1.4). */
    boolean reachDiffers(AmrTable other) {
        RuleReach.Reach there = reach.of(other.claimsSharing());
        return concerning()
                .filter(PolicyRule.Satisfiable.class::isInstance)
                .anyMatch(rule -> inReach(rule) != there.includes(rule));
    }

    private boolean inReach(PolicyRule rule) {
        // Others aren't worth remembering: no AMR value satisfies them.
        return rule instanceof PolicyRule.Satisfiable && reach.of(rows).includes(rule);
    }

    private Optional<String> id() {
        return after.flatMap(each -> each.idp().id())
                .or(() -> before.flatMap(each -> each.idp().id()));
    }

    private boolean isTrusted(Subject.Readable subject) {
        return isTrusted(subject.idp());
    }

    private boolean isTrusted(IdpConfiguration idp) {
        return idp.active() && trusts(idp);
    }

    private boolean trusts(Optional<Subject.Readable> subject) {
        return subject.filter(each -> trusts(each.idp())).isPresent();
    }

    /** Whether Okta trusts its claims: those of a third party, or of another Okta org. */
    private boolean trusts(IdpConfiguration idp) {
        TrustDecision decision = TrustDecision.of(idp, request.facts().org(), "");
        return decision.okta() || decision.trust().mode() == Trust.Mode.CLAIMS_SHARING;
    }
}
