package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cells that changed in the same way.
 *
 * @param cells at least one
 */
record ChangeGroup(Optional<Judgement> before, Optional<Judgement> after, List<OrgChange.Cell> cells) {

    ChangeGroup {
        cells = List.copyOf(cells);
    }

    private record Key(Optional<Judgement> before, Optional<Judgement> after) {}

    /** The changed cells in groups: those that got worse come first, then the larger groups. */
    static List<ChangeGroup> of(OrgChange change) {
        Map<Key, List<OrgChange.Cell>> groups = new LinkedHashMap<>();
        for (OrgChange.Cell cell : change.cells()) {
            groups.computeIfAbsent(new Key(cell.before(), cell.after()), _ -> new ArrayList<>())
                    .add(cell);
        }
        return groups.entrySet().stream()
                .map(group ->
                        new ChangeGroup(group.getKey().before(), group.getKey().after(), group.getValue()))
                .sorted(Comparator.comparing((ChangeGroup group) -> !group.isWorse())
                        .thenComparing(group -> -group.cells().size()))
                .toList();
    }

    boolean isWorse() {
        return cells.getFirst().isWorse();
    }

    /** Such as "ACCEPTED → STEP_UP". */
    String arrow() {
        return word(before) + " → " + word(after);
    }

    private static String word(Optional<Judgement> judgement) {
        return judgement.map(each -> each.outcome().name()).orElse("not asked");
    }

    /** Sentences about the cells after the change. */
    List<String> why() {
        return after.map(Words::why).orElse(List.of("The rule no longer applies to these sign-ins."));
    }

    /** The IdP and the rule of a cell, printable. */
    static String where(OrgChange.Cell cell) {
        return Printable.name(cell.idp().name()) + " under " + cell.rule().withPolicy();
    }

    /** The first line of a report about a change. */
    static String summary(OrgChange change) {
        if (change.idps().isEmpty()
                && change.rules().isEmpty()
                && change.cells().isEmpty()
                && change.org().isEmpty()) {
            return change.outcome() + ": nothing changed.";
        }
        long worse = change.cells().stream().filter(OrgChange.Cell::isWorse).count();
        return change.outcome() + ": "
                + kinds(change.idps().stream().map(OrgChange.Idp::kind).toList(), "IdP") + ", "
                + kinds(change.rules().stream().map(OrgChange.Rule::kind).toList(), "rule") + ". "
                + OrgFiles.counted(change.cells().size(), "cell") + " changed"
                + (worse > 0 ? ", " + worse + " for the worse." : ".");
    }

    private static String kinds(List<OrgChange.Kind> kinds, String noun) {
        return kinds.isEmpty()
                ? "no " + noun + " changed"
                : OrgFiles.counted(kinds.size(), noun) + " (" + Words.counts(OrgChange.Kind.class, kinds.stream())
                        + ")";
    }
}
