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
 * The changes of a Terraform plan that matter for sign-in through IdPs; or, for a state, its IdPs and rules as they are.
 *
 * @param source whether a plan or a state was read
 * @param changes in the plan's order
 * @param idps the IdPs of the org after the apply
 * @param ruleIds the ids of all rules in the plan, before or after its changes
 */
public record TerraformPlan(
        PlanVerdict.Source source, List<Change> changes, List<Neighbour> idps, Set<String> ruleIds) {

    public TerraformPlan {
        Objects.requireNonNull(source);
        changes = List.copyOf(changes);
        idps = List.copyOf(idps);
        ruleIds = Set.copyOf(ruleIds);
    }

    /** A change of one resource. */
    public sealed interface Change {

        /** The address of the resource, such as {@code module.sso.okta_idp_oidc.partner}. */
        String address();
    }

    /**
     * A change of an IdP. It is judged like one from a request.
     *
     * @param idpId its id in Okta, if it has one yet
     * @param inPlan makes a finding about the request point into the plan
     * @param ruleAt returns a sentence that names the rule at a pointer
     * @param notes findings that the request can't show
     */
    public record IdpChange(
            String address,
            IdpRequest request,
            Optional<String> idpId,
            UnaryOperator<Finding> inPlan,
            Function<String, Optional<String>> ruleAt,
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
     * @param notes findings that the request can't show
     */
    public record RuleChange(String address, RuleRequest request, UnaryOperator<Finding> inPlan, List<Finding> notes)
            implements Change {
        public RuleChange {
            notes = List.copyOf(notes);
        }
    }

    /** A change of another resource. Its findings come from the plan alone. */
    public record OtherChange(String address, PlanVerdict.Kind kind, PlanNotice notice) implements Change {}

    /**
     * The verdict on each change, with findings that point into the plan.
     *
     * @param known what is known about the org besides the plan
     */
    public PlanVerdict judgedBy(IdpJudge idpJudge, OrgKnowledge known) {
        RuleJudge ruleJudge = idpJudge.rules();
        OrgKnowledge besides = known.without(idpIds(), ruleIds);
        List<IdpRequest> idpRequests = new ArrayList<>();
        List<RuleRequest> ruleRequests = new ArrayList<>();
        for (Change change : changes) {
            switch (change) {
                case IdpChange idp -> idpRequests.add(besides.completing(idp.request(), idp.address()));
                case RuleChange rule -> ruleRequests.add(rule.request());
                case OtherChange _ -> {}
            }
        }
        // All in one call, so that what they have in common is evaluated only once.
        Iterator<IdpRequest> judgedRequests = idpRequests.iterator();
        Iterator<ConfigurationVerdict> idpVerdicts = idpJudge.judge(idpRequests).iterator();
        Iterator<ConfigurationVerdict> ruleVerdicts =
                ruleJudge.judge(ruleRequests, neighbours(besides)).iterator();
        List<PlanVerdict.Change> judged = new ArrayList<>();
        for (Change change : changes) {
            judged.add(
                    switch (change) {
                        case IdpChange idp -> {
                            IdpRequest request = judgedRequests.next();
                            yield new PlanVerdict.Change(
                                    idp.address(),
                                    PlanVerdict.Kind.IDP,
                                    idp.idpId(),
                                    inPlan(
                                            idpVerdicts.next(),
                                            finding -> idp.inPlan().apply(withRule(finding, request, idp)),
                                            idp.notes()));
                        }
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

    /** The ids of the IdPs that the plan has, before or after its changes. */
    private Set<String> idpIds() {
        Set<String> ids = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof IdpChange idp) {
                idp.idpId().ifPresent(ids::add);
            }
        }
        idps.forEach(each -> each.idp().id().ifPresent(ids::add));
        return ids;
    }

    /** The IdPs that a change of a rule may concern. */
    private List<Neighbour> neighbours(OrgKnowledge besides) {
        List<Neighbour> all = new ArrayList<>(idps);
        besides.context().idps().stream()
                .filter(idp -> idp.id().isPresent())
                .map(idp -> new Neighbour(idp.id().orElseThrow(), idp))
                .forEach(all::add);
        return all;
    }

    /** Adds a sentence to LAST_TRUSTED_IDP that names the rule that needs trusted claims. */
    private static Finding withRule(Finding finding, IdpRequest request, IdpChange change) {
        return finding.code() == FindingCode.LAST_TRUSTED_IDP
                ? IdpJudge.neededBy(request)
                        .flatMap(change.ruleAt())
                        .map(sentence -> finding.withSentence(sentence))
                        .orElse(finding)
                : finding;
    }

    private static ConfigurationVerdict inPlan(
            ConfigurationVerdict verdict, UnaryOperator<Finding> inPlan, List<Finding> notes) {
        List<Finding> findings = new ArrayList<>(notes);
        for (Finding finding : verdict.findings()) {
            // If there are notes, it isn't true that nothing relevant changes.
            if (notes.isEmpty() || finding.code() != FindingCode.NO_RELEVANT_CHANGE) {
                findings.add(inPlan.apply(finding));
            }
        }
        return new ConfigurationVerdict(verdict.decisionId(), verdict.amrTable(), verdict.trust(), findings);
    }
}
