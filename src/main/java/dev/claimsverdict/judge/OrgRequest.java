package dev.claimsverdict.judge;

import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An org to judge: its IdPs and its policy rules. No two IdPs have the same id, and no two rules.
 *
 * @param rules those that can be read, in the request's order
 * @param notes findings about the request, such as a rule that can't be read
 */
public record OrgRequest(RequestFacts facts, List<Idp> idps, List<Rule> rules, List<Finding> notes) {

    public OrgRequest {
        idps = List.copyOf(idps);
        rules = List.copyOf(rules);
        notes = List.copyOf(notes);
    }

    /**
     * One IdP of the org.
     *
     * @param id its id in Okta
     * @param name its name for people
     * @param type its {@code type}, even if the rest can't be read
     * @param subject its configuration, or why there is none
     * @param evidence what is known about the tokens that it sends
     * @param notes findings about its part of the request
     */
    public record Idp(
            String id,
            Optional<String> name,
            Optional<String> type,
            IdpRequest.Subject subject,
            IdpRequest.Evidence evidence,
            List<Finding> notes) {

        public Idp {
            notes = List.copyOf(notes);
        }

        /** Whether users may sign in through it. False for an IdP that can't be read. */
        boolean active() {
            return subject instanceof IdpRequest.Subject.Readable readable
                    && readable.idp().active();
        }
    }

    /** One rule of the org. */
    public record Rule(OrgVerdict.Rule label, OrgRule rule) {}

    /** The number of pairs of an IdP and a rule, with or without a cell in the matrix. */
    public long pairs() {
        return (long) idps.size() * rules.size();
    }

    /** The number of cells of the matrix: one for each active IdP and each active rule that applies to it. */
    public long cells() {
        long forAll = 0;
        Map<String, Integer> forOne = new HashMap<>();
        for (Rule each : rules) {
            if (each.rule().active() && each.rule().idpIds().isEmpty()) {
                forAll++;
            } else if (each.rule().active()) {
                each.rule().idpIds().get().forEach(id -> forOne.merge(id, 1, Integer::sum));
            }
        }
        long cells = 0;
        for (Idp idp : idps) {
            if (idp.active()) {
                cells += forAll + forOne.getOrDefault(idp.id(), 0);
            }
        }
        return cells;
    }
}
