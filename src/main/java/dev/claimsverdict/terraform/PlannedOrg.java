package dev.claimsverdict.terraform;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.judge.Neighbour;
import dev.claimsverdict.judge.RuleRequest.Subject;
import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.terraform.PlannedIdps.PlannedIdp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The org after the apply, as the context of each change: its IdPs and its active rules. Rules that ask for the same count
 * as one.
 */
final class PlannedOrg {

    /** The judge only needs to know whether there is another trusted IdP, so a few are enough. */
    private static final int MAX_OTHERS = 10;

    private final PlannedIdps idps;
    private final List<OrgRule> forAll = new ArrayList<>();
    private final Map<String, List<OrgRule>> forIdp = new HashMap<>();

    /** How many rules ask for the same, by the {@link Attributes#pointer} of the first one, which is included. */
    private final Map<String, Integer> countByRule = new HashMap<>();

    private final List<PlannedIdp> trusted;
    private final Map<String, PlannedIdp> trustedById = new HashMap<>();

    /** Up to two trusted IdPs of each rule that names IdPs. At least one of two isn't the IdP that is judged. */
    private final Map<OrgRule, List<PlannedIdp>> trustedOf = new IdentityHashMap<>();

    private final Map<PlannedIdp, IdpConfiguration> configurations = new IdentityHashMap<>();

    PlannedOrg(PlannedIdps idps, List<PlannedRule> rules) {
        this.idps = idps;
        this.trusted = idps.all().stream().filter(PlannedIdp::isTrusted).toList();
        trusted.forEach(each -> trustedById.put(each.id(), each));
        Map<List<Object>, String> pointers = new LinkedHashMap<>();
        for (PlannedRule rule : rules) {
            if (rule.subject() instanceof Subject.Readable(OrgRule read, String pointer) && read.active()) {
                String earlier = pointers.putIfAbsent(List.of(read.rule().question(), read.idpIds()), pointer);
                countByRule.merge(earlier == null ? pointer : earlier, 1, Integer::sum);
                if (earlier == null) {
                    add(read);
                }
            }
        }
    }

    private void add(OrgRule rule) {
        if (rule.idpIds().isEmpty()) {
            forAll.add(rule);
            return;
        }
        List<PlannedIdp> some = new ArrayList<>();
        for (String id : rule.idpIds().get()) {
            forIdp.computeIfAbsent(id, _ -> new ArrayList<>()).add(rule);
            if (some.size() < 2 && trustedById.containsKey(id)) {
                some.add(trustedById.get(id));
            }
        }
        trustedOf.put(rule, some);
    }

    /** All IdPs, for judging rules. */
    List<Neighbour> neighbours() {
        return idps.all().stream().map(PlannedIdp::neighbour).toList();
    }

    /** The configuration of an IdP. It is read once, because it is in the context of many changes. */
    private IdpConfiguration configuration(PlannedIdp idp) {
        return configurations.computeIfAbsent(idp, each -> each.neighbour().idp());
    }

    /** How many other rules ask for the same as the rule at this pointer, which is the first of them. */
    int othersAskingTheSame(String pointer) {
        return countByRule.getOrDefault(pointer, 1) - 1;
    }

    /**
     * The context of a change of one IdP: the rules that concern it, and for each of these rules another trusted IdP that it
     * concerns, if there is one.
     *
     * @param id the IdP's id
     * @param judgeRules whether the verdict includes findings about the rules
     */
    IdpRequest.Context contextOf(String id, boolean judgeRules) {
        List<OrgRule> own = forIdp.getOrDefault(id, List.of());
        Map<String, PlannedIdp> others = new LinkedHashMap<>();
        trusted.stream()
                .filter(each -> !each.id().equals(id))
                .limit(MAX_OTHERS)
                .forEach(each -> others.put(each.id(), each));
        List<OrgRule> rules = new ArrayList<>(forAll);
        for (OrgRule rule : own) {
            rules.add(rule);
            trustedOf.getOrDefault(rule, List.of()).stream()
                    .filter(each -> !each.id().equals(id))
                    .forEach(each -> others.put(each.id(), each));
        }
        List<IdpConfiguration> seen =
                others.values().stream().map(this::configuration).toList();
        return new IdpRequest.Context(seen, rules, judgeRules ? IdpRequest.Source.REQUEST : IdpRequest.Source.REGISTRY);
    }
}
