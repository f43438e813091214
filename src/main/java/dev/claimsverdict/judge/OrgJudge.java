package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges an org as a whole: each IdP as {@link IdpJudge} does, with all others and the rules as context, and each IdP
 * under each rule as {@link AmrJudge} does, with the AMR values of its evidence.
 */
public final class OrgJudge {

    private final Clock clock;

    /** A judge whose decision ids depend on this clock's second. Nothing else depends on the clock. */
    public OrgJudge(Clock clock) {
        this.clock = clock;
    }

    /** Judges an org. */
    public OrgVerdict judge(OrgRequest request) {
        RequestFacts facts = request.facts();
        String decisionId = facts.decisionId(clock.instant());
        RuleReach reach = new RuleReach(facts.org());
        List<OrgRequest.Rule> rules = inOrder(request.rules());
        OrgMatrix matrix = new OrgMatrix(facts, rules, reach);
        request.idps().forEach(matrix::add);
        List<Finding> findings = new ArrayList<>(request.notes());
        findings.addAll(matrix.findings());
        return new OrgVerdict(
                decisionId,
                facts.amrTable().edition(),
                idps(request, decisionId, reach),
                rules.stream().map(OrgRequest.Rule::label).toList(),
                matrix.cells(),
                findings);
    }

    private static List<OrgVerdict.Idp> idps(OrgRequest request, String decisionId, RuleReach reach) {
        List<IdpConfiguration> configurations = new ArrayList<>();
        for (OrgRequest.Idp idp : request.idps()) {
            if (idp.subject() instanceof IdpRequest.Subject.Readable readable) {
                configurations.add(readable.idp());
            }
        }
        List<OrgRule> rules =
                request.rules().stream().map(OrgRequest.Rule::rule).toList();
        // One context for all: an IdP with the judged IdP's own id doesn't count as another one.
        IdpRequest.Context context = new IdpRequest.Context(configurations, rules, IdpRequest.Source.REQUEST);
        List<OrgVerdict.Idp> verdicts = new ArrayList<>(request.idps().size());
        for (OrgRequest.Idp idp : request.idps()) {
            IdpRequest alone = new IdpRequest(
                    request.facts().with(idp.notes()),
                    Optional.empty(),
                    Optional.of(idp.subject()),
                    idp.evidence(),
                    context);
            verdicts.add(
                    new OrgVerdict.Idp(idp.id(), idp.name(), idp.type(), IdpJudge.judge(alone, decisionId, reach)));
        }
        return verdicts;
    }

    /**
     * The active rules by policy, in the order of the request, then by priority: Okta tries the lowest number first.
     * Rules without a priority are the last of their policy.
     */
    private static List<OrgRequest.Rule> inOrder(List<OrgRequest.Rule> rules) {
        Map<Optional<String>, List<OrgRequest.Rule>> byPolicy = new HashMap<>();
        List<List<OrgRequest.Rule>> policies = new ArrayList<>();
        for (OrgRequest.Rule rule : rules) {
            if (rule.rule().active()) {
                byPolicy.computeIfAbsent(rule.label().policyId(), _ -> {
                            List<OrgRequest.Rule> policy = new ArrayList<>();
                            policies.add(policy);
                            return policy;
                        })
                        .add(rule);
            }
        }
        List<OrgRequest.Rule> ordered = new ArrayList<>();
        for (List<OrgRequest.Rule> policy : policies) {
            policy.sort((one, other) -> Long.compare(priority(one), priority(other)));
            ordered.addAll(policy);
        }
        return ordered;
    }

    private static long priority(OrgRequest.Rule rule) {
        return rule.label().priority().orElse(Long.MAX_VALUE);
    }
}
