package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Provider;
import dev.claimsverdict.idp.Providers;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which policy rules an IdP's values can satisfy: the values that its provider is known to send, and those that the
 * evidence shows.
 */
final class ProviderReach {

    private final RuleReach.Reach reach;

    /** The finding's message, which is the same for each rule. */
    private final String message;

    private ProviderReach(Provider provider, List<String> known, Set<String> values, RuleReach.Reach reach) {
        this.reach = reach;
        this.message = "AMR values could satisfy this policy rule, but " + provider.name() + " is known to send only "
                + String.join(", ", known) + " (" + provider.source()
                + "). Of these values and those of the evidence, Okta counts "
                + (values.isEmpty() ? "none" : String.join(", ", values))
                + ", which is not enough: Okta will always challenge users of this IdP. "
                + FindingCode.PROVIDER_OUT_OF_REACH.remedy();
    }

    /** Empty for an IdP whose provider is unknown, or sends whatever it is configured to send. */
    static Optional<ProviderReach> of(
            RequestFacts facts, IdpConfiguration idp, Optional<AmrEvidence> evidence, RuleReach reach) {
        AmrRows rows = facts.amrTable().claimsSharing();
        return Providers.of(idp)
                .map(Providers.Recognized::provider)
                .flatMap(provider -> provider.knownValues().map(known -> {
                    Set<String> values = new LinkedHashSet<>(known);
                    evidence.ifPresent(each -> values.addAll(each.values()));
                    // However many values the evidence has, each rule is tried with the few that can count.
                    values.retainAll(rows.values(facts.org().factorOnly()));
                    return new ProviderReach(provider, known, values, reach.of(rows, values));
                }));
    }

    /** The finding for a rule that AMR values can satisfy, but not these; empty if these can. */
    Optional<Finding> outOfReach(PolicyRule rule) {
        FindingCode code = FindingCode.PROVIDER_OUT_OF_REACH;
        return reach.includes(rule)
                ? Optional.empty()
                : Optional.of(new Finding(code, code.level(), message, Optional.of(rule.pointer())));
    }
}
