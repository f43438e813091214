package dev.claimsverdict.terraform;

import dev.claimsverdict.judge.IdpJudge;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.judge.Neighbour;
import dev.claimsverdict.judge.OrgKnowledge;
import dev.claimsverdict.judge.PlanNotice;
import dev.claimsverdict.judge.RuleJudge;
import dev.claimsverdict.judge.RuleRequest;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.PlanVerdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The changes of a Terraform plan that matter for sign-in through IdPs; or, of a state, its IdPs and rules as they are.
 *
 * @param source what was read
 * @param changes in the plan's order
 * @param idps the IdPs that the org has after the apply
 */
public record TerraformPlan(PlanVerdict.Source source, List<Change> changes, List<Neighbour> idps) {

    public TerraformPlan {
        Objects.requireNonNull(source);
        changes = List.copyOf(changes);
        idps = List.copyOf(idps);
    }

    /** A change of one resource. */
    public sealed interface Change {

        /** The address of the resource, such as {@code module.sso.okta_idp_oidc.partner}. */
        String address();
    }

    /**
     * A change of an IdP. It is judged like any other.
     *
     * @param idpId its id in Okta, if it has one yet
     * @param inPlan makes a finding about the request point into the plan
     * @param ruleAt tells which rule of the context is at a pointer, in a sentence
     * @param notes what the plan says besides
     */
    public record IdpChange(
            String address,
            IdpRequest request,
            Optional<String> idpId,
            UnaryOperator<Finding> inPlan,
            Function<String, String> ruleAt,
            List<Finding> notes)
            implements Change {
        public IdpChange {
            notes = List.copyOf(notes);
        }
    }

    /**
     * A change of policy rules.
     *
     * @param inPlan makes a finding about the request point into the plan
     * @param notes what the plan says besides
     */
    public record RuleChange(String address, RuleRequest request, UnaryOperator<Finding> inPlan, List<Finding> notes)
            implements Change {
        public RuleChange {
            notes = List.copyOf(notes);
        }
    }

    /** A change of something else. */
    public record OtherChange(String address, PlanVerdict.Kind kind, PlanNotice notice) implements Change {}

    /**
     * The verdict on each change, with findings that point into the plan.
     *
     * @param known what is known of the org besides the plan
     */
    public PlanVerdict judgedBy(IdpJudge idpJudge, OrgKnowledge known) {
        RuleJudge ruleJudge = idpJudge.rules();
        Set<String> changed = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof IdpChange idp) {
                idp.idpId().ifPresent(changed::add);
            }
        }
        List<IdpRequest> idpRequests = new ArrayList<>();
        List<RuleRequest> ruleRequests = new ArrayList<>();
        for (Change change : changes) {
            switch (change) {
                case IdpChange idp -> idpRequests.add(known.completing(idp.request(), idp.address(), changed));
                case RuleChange rule -> ruleRequests.add(rule.request());
                case OtherChange _ -> {}
            }
        }
        // All at once, so that what they have in common is evaluated once.
        Iterator<ConfigurationVerdict> idpVerdicts = idpJudge.judge(idpRequests).iterator();
        Iterator<ConfigurationVerdict> ruleVerdicts =
                ruleJudge.judge(ruleRequests, neighbours(known, changed)).iterator();
        List<PlanVerdict.Change> judged = new ArrayList<>();
        for (Change change : changes) {
            judged.add(
                    switch (change) {
                        case IdpChange idp ->
                            new PlanVerdict.Change(
                                    idp.address(),
                                    PlanVerdict.Kind.IDP,
                                    idp.idpId(),
                                    inPlan(
                                            idpVerdicts.next(),
                                            finding -> idp.inPlan().apply(withRule(finding, idp)),
                                            idp.notes()));
                        case RuleChange rule ->
                            new PlanVerdict.Change(
                                    rule.address(),
                                    PlanVerdict.Kind.RULE,
                                    Optional.empty(),
                                    inPlan(ruleVerdicts.next(), rule.inPlan(), rule.notes()));
                        case OtherChange(String address, PlanVerdict.Kind kind, PlanNotice notice) ->
                            new PlanVerdict.Change(address, kind, Optional.empty(), ruleJudge.judge(notice));
                    });
        }
        return new PlanVerdict(source, judged);
    }

    /** The IdPs that a change of a rule concerns: what the plan says of an IdP is stronger than what the org is known for. */
    private List<Neighbour> neighbours(OrgKnowledge known, Set<String> changed) {
        List<Neighbour> all = new ArrayList<>(idps);
        Set<String> planned = new HashSet<>(changed);
        idps.forEach(each -> each.idp().id().ifPresent(planned::add));
        known.context().idps().stream()
                .filter(idp -> idp.id().filter(id -> !planned.contains(id)).isPresent())
                .map(idp -> new Neighbour(idp.id().orElseThrow(), idp))
                .forEach(all::add);
        return all;
    }

    private static Finding withRule(Finding finding, IdpChange change) {
        return finding.code() == FindingCode.LAST_TRUSTED_IDP
                ? IdpJudge.neededBy(change.request())
                        .map(pointer -> finding.readOn(change.ruleAt().apply(pointer), finding.help()))
                        .orElse(finding)
                : finding;
    }

    private static ConfigurationVerdict inPlan(
            ConfigurationVerdict verdict, UnaryOperator<Finding> inPlan, List<Finding> notes) {
        List<Finding> findings = new ArrayList<>(notes);
        for (Finding finding : verdict.findings()) {
            // Beside anything else, it isn't true that nothing relevant changes.
            if (notes.isEmpty() || finding.code() != FindingCode.NO_RELEVANT_CHANGE) {
                findings.add(inPlan.apply(finding));
            }
        }
        return new ConfigurationVerdict(verdict.decisionId(), verdict.amrTable(), verdict.trust(), findings);
    }
}
