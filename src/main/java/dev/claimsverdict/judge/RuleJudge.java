package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.Trust;
import java.time.Clock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Judges what changes of an org's policy rules do to sign-in through its IdPs (docs/rules.md, Configurations). */
public final class RuleJudge {

    private final Clock clock;

    RuleJudge(Clock clock) {
        this.clock = clock;
    }

    /**
     * Judges changes of rules in one org. Rules that ask for the same are evaluated once.
     *
     * @param idps the known IdPs that the org has after the change
     */
    public List<ConfigurationVerdict> judge(List<RuleRequest> ofOneOrg, List<Neighbour> idps) {
        Map<AmrTable, RuleChanges> byTable = new IdentityHashMap<>();
        return ofOneOrg.stream().map(request -> judge(request, idps, byTable)).toList();
    }

    private ConfigurationVerdict judge(RuleRequest request, List<Neighbour> idps, Map<AmrTable, RuleChanges> byTable) {
        RequestFacts facts = request.facts();
        AmrTable table = facts.amrTable();
        List<Finding> findings = new ArrayList<>(facts.notes());
        List<Finding> own = findings(request, facts, idps, byTable);
        findings.addAll(own);
        for (AmrTable.Other other : table.others()) {
            List<Finding> there = findings(request, facts.by(other.table()), idps, byTable);
            EditionsDisagree.onConfiguration(table, own, other.table(), there).ifPresent(findings::add);
        }
        return verdict(facts, findings);
    }

    private static List<Finding> findings(
            RuleRequest request, RequestFacts facts, List<Neighbour> idps, Map<AmrTable, RuleChanges> byTable) {
        return byTable.computeIfAbsent(facts.amrTable(), _ -> new RuleChanges(facts, idps))
                .findings(request);
    }

    /** The verdict on a change whose findings are known. */
    public ConfigurationVerdict judge(PlanNotice notice) {
        return verdict(notice.facts(), notice.findings());
    }

    /** A verdict on a rule has no trust: only IdPs are trusted. */
    private ConfigurationVerdict verdict(RequestFacts facts, List<Finding> findings) {
        return new ConfigurationVerdict(
                facts.decisionId(clock.instant()), facts.amrTable().edition(), Trust.NONE, findings);
    }
}
