package dev.claimsverdict.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import dev.claimsverdict.verdict.PlanVerdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What changed between two snapshots of an org.
 *
 * @param idps the IdPs that were added or removed, or that changed, or whose verdict changed
 * @param rules the rules that were added, removed or changed
 * @param cells the cells whose outcome, reachability or missing factors differ; cells of IdPs and rules that were added or
 *     removed aren't among them
 * @param org JSON pointers of the org's settings that differ
 */
public record OrgChange(
        OrgAudit before, OrgAudit after, List<Idp> idps, List<Rule> rules, List<Cell> cells, List<String> org) {

    /** What happened to an IdP or a rule. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A changed IdP.
     *
     * @param before the verdict before; absent if it was added
     * @param after the verdict after; absent if it was removed
     * @param members JSON pointers of its changed members
     * @param newFindings the findings that it didn't have before
     */
    public record Idp(
            Kind kind,
            IdpLabel label,
            Optional<ConfigurationVerdict> before,
            Optional<ConfigurationVerdict> after,
            List<String> members,
            List<Finding> newFindings) {
        public Idp {
            members = List.copyOf(members);
            newFindings = List.copyOf(newFindings);
        }
    }

    /** A changed rule, and the JSON pointers of its changed members. */
    public record Rule(Kind kind, RuleLabel label, List<String> members) {
        public Rule {
            members = List.copyOf(members);
        }
    }

    /** A changed cell. A judgement is absent if the rule doesn't apply to sign-ins through the IdP at that time. */
    public record Cell(IdpLabel idp, RuleLabel rule, Optional<Judgement> before, Optional<Judgement> after) {

        /** Whether users are worse off. */
        public boolean isWorse() {
            return before.isPresent() && after.isPresent() && badness(after.get()) > badness(before.get());
        }

        private static int badness(Judgement judgement) {
            return switch (judgement.outcome()) {
                case ACCEPTED -> 0;
                case UNKNOWN -> 1;
                case STEP_UP -> 2;
                case REJECTED -> 3;
            };
        }
    }

    public OrgChange {
        idps = List.copyOf(idps);
        rules = List.copyOf(rules);
        cells = List.copyOf(cells);
        org = List.copyOf(org);
    }

    /** Compares two audits. */
    public static OrgChange between(OrgAudit before, OrgAudit after) {
        return new OrgChange(
                before, after, idps(before, after), rules(before, after), cells(before, after), org(before, after));
    }

    /**
     * How safe the change is: the worst outcome after it of the added and changed IdPs, and at least AT_RISK if a cell got
     * worse.
     */
    public ConfigurationVerdict.Outcome outcome() {
        List<ConfigurationVerdict.Outcome> outcomes = new ArrayList<>();
        for (Idp idp : idps) {
            idp.after().map(ConfigurationVerdict::outcome).ifPresent(outcomes::add);
        }
        if (cells.stream().anyMatch(Cell::isWorse)) {
            outcomes.add(ConfigurationVerdict.Outcome.AT_RISK);
        }
        return PlanVerdict.worst(outcomes);
    }

    /** The printable name of the rule that a new finding is about; absent if it is about none. */
    Optional<String> rule(Finding finding) {
        return finding.pointer()
                .flatMap(after.files()::ruleId)
                .flatMap(id -> after.rules().stream()
                        .filter(rule -> rule.id().equals(id))
                        .findFirst()
                        .map(RuleLabel::withPolicy));
    }

    private static List<Idp> idps(OrgAudit before, OrgAudit after) {
        Map<String, ConfigurationVerdict> verdictsBefore = before.verdicts();
        Map<String, ConfigurationVerdict> verdictsAfter = after.verdicts();
        Map<String, ObjectNode> jsonBefore = before.files().idpsById();
        Map<String, ObjectNode> jsonAfter = after.files().idpsById();
        return compared(before.idps(), after.idps(), IdpLabel::id, (kind, label) -> {
            Optional<ConfigurationVerdict> was = Optional.ofNullable(verdictsBefore.get(label.id()));
            Optional<ConfigurationVerdict> is = Optional.ofNullable(verdictsAfter.get(label.id()));
            List<String> members =
                    kind == Kind.CHANGED ? Members.changed(jsonBefore, jsonAfter, label.id()) : List.of();
            List<Finding> newFindings =
                    new ArrayList<>(is.map(ConfigurationVerdict::findings).orElse(List.of()));
            List<String> known = was.map(ConfigurationVerdict::findings).orElse(List.of()).stream()
                    .map(OrgChange::withoutPlace)
                    .toList();
            newFindings.removeIf(finding -> known.contains(withoutPlace(finding)));
            boolean sameVerdict = was.map(ConfigurationVerdict::outcome).equals(is.map(ConfigurationVerdict::outcome));
            return kind == Kind.CHANGED && members.isEmpty() && sameVerdict
                    ? Optional.empty()
                    : Optional.of(new Idp(kind, label, was, is, members, newFindings));
        });
    }

    /** A finding without its place, which may differ between snapshots although nothing changed. */
    private static String withoutPlace(Finding finding) {
        return finding.code() + " " + finding.level() + " " + finding.message();
    }

    private static List<Rule> rules(OrgAudit before, OrgAudit after) {
        Map<String, ObjectNode> jsonBefore = before.files().rulesById();
        Map<String, ObjectNode> jsonAfter = after.files().rulesById();
        Map<String, Boolean> activeBefore = new HashMap<>();
        before.rules().forEach(rule -> activeBefore.put(rule.id(), rule.active()));
        return compared(before.rules(), after.rules(), RuleLabel::id, (kind, label) -> {
            if (kind != Kind.CHANGED) {
                return Optional.of(new Rule(kind, label, List.of()));
            }
            List<String> members = new ArrayList<>(Members.changed(jsonBefore, jsonAfter, label.id()));
            boolean sameActivity = Boolean.valueOf(label.active()).equals(activeBefore.get(label.id()));
            if (!sameActivity && !members.contains("/status")) {
                members.add("the policy's /status");
            }
            return members.isEmpty() ? Optional.empty() : Optional.of(new Rule(kind, label, members));
        });
    }

    private static <L, C> List<C> compared(
            List<L> before, List<L> after, Function<L, String> id, BiFunction<Kind, L, Optional<C>> change) {
        Map<String, L> gone = new LinkedHashMap<>();
        before.forEach(each -> gone.put(id.apply(each), each));
        List<C> changes = new ArrayList<>();
        for (L each : after) {
            boolean known = gone.remove(id.apply(each)) != null;
            change.apply(known ? Kind.CHANGED : Kind.ADDED, each).ifPresent(changes::add);
        }
        gone.values().forEach(each -> change.apply(Kind.REMOVED, each).ifPresent(changes::add));
        return changes;
    }

    private static List<String> org(OrgAudit before, OrgAudit after) {
        return Members.changed(before.files().org(), after.files().org());
    }

    private static List<Cell> cells(OrgAudit before, OrgAudit after) {
        Matrix matrixBefore = before.matrix();
        Matrix matrixAfter = after.matrix();
        Map<String, IdpLabel> idpsBefore = new HashMap<>();
        before.idps().forEach(idp -> idpsBefore.put(idp.id(), idp));
        Map<String, RuleLabel> rulesBefore = new HashMap<>();
        before.rules().forEach(rule -> rulesBefore.put(rule.id(), rule));
        List<IdpLabel> idps = after.idps().stream()
                .filter(idp -> idpsBefore.containsKey(idp.id()))
                .toList();
        List<RuleLabel> rules = after.rules().stream()
                .filter(rule -> rulesBefore.containsKey(rule.id()))
                .toList();
        Map<Pair, Boolean> same = new HashMap<>();
        List<Cell> changed = new ArrayList<>();
        for (RuleLabel rule : rules) {
            OptionalInt rowBefore = matrixBefore.row(rule.id());
            OptionalInt rowAfter = matrixAfter.row(rule.id());
            for (IdpLabel idp : idps) {
                Optional<Judgement> one = matrixBefore.cell(rowBefore, matrixBefore.column(idp.id()));
                Optional<Judgement> other = matrixAfter.cell(rowAfter, matrixAfter.column(idp.id()));
                if (!same.computeIfAbsent(new Pair(one, other), Pair::isSame)) {
                    changed.add(new Cell(idp, rule, one, other));
                }
            }
        }
        return changed;
    }

    /** The judgements of a cell before and after. Compared by identity: an audit has one object for each different judgement. */
    private record Pair(Optional<Judgement> before, Optional<Judgement> after) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Pair(var theirBefore, var theirAfter)
                    && before.orElse(null) == theirBefore.orElse(null)
                    && after.orElse(null) == theirAfter.orElse(null);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(before.orElse(null)) + System.identityHashCode(after.orElse(null));
        }

        /** Whether outcome, reachability and what is missing are the same. */
        boolean isSame() {
            return before.map(Pair::compared).equals(after.map(Pair::compared));
        }

        private static List<Object> compared(Judgement judgement) {
            return List.of(judgement.outcome(), judgement.reachable(), judgement.remaining());
        }
    }
}
