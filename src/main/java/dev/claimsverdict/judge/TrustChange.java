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

/**
 * What a change of one IdP does to the org around it: its users, its other IdPs and its policy rules (docs/rules.md,
 * Configurations).
 */
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

    /** The findings about the change and about the org's rules. */
    List<Finding> findings(Optional<AmrEvidence> evidence) {
        List<Finding> findings = new ArrayList<>();
        boolean ruleLosesTrust = before.filter(this::isTrusted).isPresent()
                && after.filter(this::isTrusted).isEmpty()
                && neededBy().isPresent();
        if (endsSignIn()) {
            String status = after.map(each -> each.pointer() + "/status").orElse("/before");
            findings.add(Finding.at(status, FindingCode.SIGN_IN_ENDS));
            if (ruleLosesTrust) {
                findings.add(Finding.at(status, FindingCode.LAST_TRUSTED_IDP));
            }
            return findings;
        }
        if (after.isEmpty()) {
            // Nobody signed in through the deleted IdP, so its trust no longer matters.
            return findings;
        }
        String trustClaims = after.get().pointer() + IdpConfiguration.TRUST_CLAIMS_POINTER;
        findings.addAll(rulesOutOfReach(evidence));
        if (trusts(before) && !trusts(after)) {
            Finding turnedOff = Finding.at(trustClaims, FindingCode.TRUST_TURNED_OFF);
            findings.add(ruleLosesTrust ? turnedOff.as(Level.ERROR) : turnedOff);
        }
        if (ruleLosesTrust) {
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
     * A rule that concerns this IdP and needs trusted claims, if no other active IdP that the rule concerns is trusted.
     * A rule needs trusted claims if it asks for a second factor type or has a constraint, and AMR values can satisfy
     * it.
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
        // No AMR value satisfies any other rule, so those don't go into the cache.
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

    /** Whether Okta trusts the IdP's claims, as those of a third party or of another Okta org. */
    private boolean trusts(IdpConfiguration idp) {
        TrustDecision decision = TrustDecision.of(idp, request.facts().org(), "");
        return decision.okta() || decision.trust().mode() == Trust.Mode.CLAIMS_SHARING;
    }
}
