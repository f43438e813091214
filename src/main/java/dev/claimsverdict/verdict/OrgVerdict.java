package dev.claimsverdict.verdict;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How sign-ins through an org's IdPs fare under its policy rules.
 *
 * @param idps every IdP, in the request's order
 * @param rules every active rule that can be read, by policy and priority: the columns of the matrix
 * @param matrix one cell for each active IdP and each active rule that lets it in, in the order of the IdPs and then of the
 *     rules
 * @param findings about the org as a whole, worst first
 */
public record OrgVerdict(
        String decisionId, String amrTable, List<Idp> idps, List<Rule> rules, List<Cell> matrix, List<Finding> findings)
        implements Verdict {

    public OrgVerdict {
        Objects.requireNonNull(decisionId);
        Objects.requireNonNull(amrTable);
        idps = List.copyOf(idps);
        rules = List.copyOf(rules);
        matrix = List.copyOf(matrix);
        findings = Finding.ordered(findings);
    }

    /** The worst outcome of the IdPs; SAFE when there are none. */
    public ConfigurationVerdict.Outcome outcome() {
        return PlanVerdict.worst(idps.stream()
                .map(Idp::verdict)
                .map(ConfigurationVerdict::outcome)
                .toList());
    }

    /**
     * One IdP, judged with all the others and the rules as its context.
     *
     * @param idpId its id in Okta
     * @param name its name for people
     * @param type its {@code type}, such as OIDC or SAML2
     */
    public record Idp(String idpId, Optional<String> name, Optional<String> type, ConfigurationVerdict verdict) {
        public Idp {
            Objects.requireNonNull(idpId);
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
            Objects.requireNonNull(verdict);
        }
    }

    /**
     * One rule of a policy.
     *
     * @param ruleId its id in Okta
     * @param policyId the id of its policy, if the request has it
     * @param name its name for people
     * @param priority its place in its policy: Okta tries the lowest number first
     */
    public record Rule(String ruleId, Optional<String> policyId, Optional<String> name, OptionalLong priority) {
        public Rule {
            Objects.requireNonNull(ruleId);
            Objects.requireNonNull(policyId);
            Objects.requireNonNull(name);
            Objects.requireNonNull(priority);
        }
    }

    /**
     * One IdP under one rule.
     *
     * @param judgement shared by all cells with the same result, since an org may have millions of cells
     */
    public record Cell(String idpId, String ruleId, Judgement judgement) {
        public Cell {
            Objects.requireNonNull(idpId);
            Objects.requireNonNull(ruleId);
            Objects.requireNonNull(judgement);
        }
    }

    /**
     * What sign-ins through an IdP get under a rule.
     *
     * @param outcome the outcome with the AMR values of the IdP's evidence
     * @param remaining what is still missing, as in {@link RuleReport#remaining}
     * @param reachable whether any AMR values can satisfy the rule, and whether the provider is known to send such values
     * @param wouldSatisfy the smallest sets of AMR values that would satisfy the rule
     * @param ifTrustFlips the outcome if {@code trustClaims} had the other value
     */
    public record Judgement(
            Outcome outcome,
            List<String> remaining,
            Reachable reachable,
            List<List<String>> wouldSatisfy,
            Outcome ifTrustFlips) {
        public Judgement {
            Objects.requireNonNull(outcome);
            remaining = List.copyOf(remaining);
            Objects.requireNonNull(reachable);
            wouldSatisfy = wouldSatisfy.stream().map(List::copyOf).toList();
            Objects.requireNonNull(ifTrustFlips);
        }
    }

    /** The result of a sign-in. */
    public enum Outcome {
        ACCEPTED,
        STEP_UP,
        REJECTED,
        /** There is no evidence of what the IdP sends. */
        UNKNOWN
    }

    /** Whether a rule can be satisfied by AMR values. */
    public enum Reachable {
        /** By values that the provider may send. */
        BY_AMR,
        /** By AMR values, but not by those that the provider is known to send. */
        NOT_BY_PROVIDER,
        /** By no AMR values at all. */
        NOT_BY_AMR
    }
}
