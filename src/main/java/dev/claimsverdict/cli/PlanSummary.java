package dev.claimsverdict.cli;

import dev.claimsverdict.verdict.PlanVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sentence about what a plan's changes don't show by themselves. */
final class PlanSummary {

    private PlanSummary() {}

    /** A sentence for a plan that changes no IdP, or a state that has none. */
    static Optional<String> of(PlanVerdict plan) {
        long idps = plan.count(PlanVerdict.Kind.IDP);
        if (idps > 0) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>();
        others.addAll(counted(
                plan.count(PlanVerdict.Kind.RULE), "resource with policy rules", "resources with policy rules"));
        others.addAll(counted(plan.count(PlanVerdict.Kind.ROUTING_RULE), "routing rule", "routing rules"));
        others.addAll(counted(plan.count(PlanVerdict.Kind.SAML_KEY), "SAML signing key", "SAML signing keys"));
        String rest = String.join(", ", others);
        return Optional.of(
                switch (plan.source()) {
                    case PLAN ->
                        others.isEmpty()
                                ? "The plan changes no IdP and no policy rule."
                                : "The plan changes no IdP. It changes " + rest + ".";
                    case STATE ->
                        others.isEmpty()
                                ? "The state has no IdP and no policy rule."
                                : "The state has no IdP. It has " + rest + ".";
                });
    }

    private static List<String> counted(long count, String one, String several) {
        return count == 0 ? List.of() : List.of(count + " " + (count == 1 ? one : several));
    }
}
