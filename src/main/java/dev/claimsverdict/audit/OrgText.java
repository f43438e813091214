package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import dev.claimsverdict.verdict.OrgVerdict.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report for a terminal. A line never begins with a name from a file, but with white space or a word of this program, so
 * that no name can act as a command in the log of a pipeline.
 */
public final class OrgText {

    /** The width if none is known, in columns. */
    public static final int WIDTH = 100;

    /** The least width at which a table can be read, in columns. */
    public static final int MIN_WIDTH = 60;

    private static final Matrix.Size MAX_SIZE = new Matrix.Size(24, 60, 200);
    private static final int MAX_NAMES = 3;
    private static final int MAX_ENTRIES = 50;

    /** The width of a cell: an outcome, its marks and two spaces. */
    private static final int CELL_WIDTH = "ACCEPTED".length() + "~>A".length() + 2;

    /** The width of a column's key. */
    private static final int KEY_WIDTH = 3;

    private final OrgAudit audit;
    private final Look look;
    private final Paint paint;
    private final Matrix whole;
    private final Matrix matrix;
    private final Lines lines;

    /**
     * How a text looks.
     *
     * @param width the columns of the terminal
     * @param color whether it may have color
     * @param quiet whether to leave out the legend, the notes and findings of the level INFO
     */
    public record Look(int width, boolean color, boolean quiet) {}

    private OrgText(OrgAudit audit, Look look) {
        this.audit = audit;
        this.look = look;
        this.paint = new Paint(look.color());
        this.whole = audit.matrix();
        this.matrix = whole.fitting(MAX_SIZE);
        this.lines = new Lines(look.width());
    }

    /** The report. */
    public static String of(OrgAudit audit, Look look) {
        OrgText report = new OrgText(audit, look);
        report.lines.wrapped("", Summary.of(audit, report.whole));
        report.idps();
        report.tables();
        report.reasons();
        report.findings();
        report.notes();
        return report.lines.toString();
    }

    private void idps() {
        lines.heading("IdPs");
        Map<String, ConfigurationVerdict> verdicts = audit.verdicts();
        for (int column = 0; column < matrix.columns().size(); column++) {
            List<IdpLabel> idps = matrix.columns().get(column).idps();
            if (idps.size() == 1) {
                idp(key(column), idps.getFirst(), verdicts);
            } else {
                String outcomes = Words.counts(
                        ConfigurationVerdict.Outcome.class,
                        idps.stream()
                                .flatMap(idp -> Optional.ofNullable(verdicts.get(idp.id())).stream())
                                .map(ConfigurationVerdict::outcome));
                lines.line(
                        "  ",
                        Printable.padded(key(column), KEY_WIDTH) + " " + idps.size() + " IdPs with the same column ("
                                + outcomes
                                + "): "
                                + Words.names(idps.stream().map(IdpLabel::name).toList(), MAX_NAMES));
            }
        }
        List<IdpLabel> without = audit.idps().stream()
                .filter(idp -> whole.column(idp.id()).isEmpty())
                .toList();
        without.stream().limit(MAX_ENTRIES).forEach(idp -> idp("-", idp, verdicts));
        lines.more(without.size() - MAX_ENTRIES, "inactive or unreadable IdP");
        lines.more(matrix.idpsLeftOut(), "IdP");
    }

    private void idp(String key, IdpLabel idp, Map<String, ConfigurationVerdict> verdicts) {
        String outcome = Optional.ofNullable(verdicts.get(idp.id()))
                .map(ConfigurationVerdict::outcome)
                .map(each -> paint.of(each, "BREAKING".length()))
                .orElse(" ".repeat("BREAKING".length()));
        String trust = Optional.ofNullable(verdicts.get(idp.id()))
                .map(each -> Words.trust(each.trust()))
                .orElse("");
        String name = Printable.name(idp.name());
        String rest = String.join(
                ", ", Printable.name(idp.type()), idp.active() ? trust : "inactive", Printable.name(idp.id()));
        int room = lines.width() - 2 - KEY_WIDTH - 1 - "BREAKING".length() - 2;
        boolean fits = Printable.width(name) + 2 + Printable.width(rest) <= room;
        lines.line("  ", Printable.padded(key, KEY_WIDTH) + " " + outcome + "  " + (fits ? name + "  " + rest : name));
        String indent = " ".repeat(lines.width() - room);
        if (!fits) {
            lines.wrapped(indent, rest);
        }
        if (!idp.routedBy().isEmpty()) {
            lines.wrapped(indent, "routed by " + Words.names(idp.routedBy(), MAX_NAMES));
        }
    }

    private void tables() {
        lines.heading("Each rule for sign-ins through each IdP");
        if (matrix.columns().isEmpty() || matrix.rows().isEmpty()) {
            lines.line("  ", "There is nothing to compare: no active IdP, or no active rule.");
            return;
        }
        int label = Math.min(longestLabel(), lines.width() - 2 - 2 * CELL_WIDTH);
        int perBlock = Math.max(1, (lines.width() - 2 - label) / CELL_WIDTH);
        for (int from = 0; from < matrix.columns().size(); from += perBlock) {
            if (from > 0) {
                lines.line("", "");
            }
            block(from, Math.min(matrix.columns().size(), from + perBlock), label);
        }
        lines.more(matrix.rulesLeftOut(), "rule");
        if (look.quiet()) {
            return;
        }
        lines.line("", "");
        Words.legend()
                .forEach((mark, meaning) -> lines.wrapped("  " + Printable.padded(mark, 12), " ".repeat(14), meaning));
    }

    private int longestLabel() {
        int longest = 0;
        for (Matrix.Row row : matrix.rows()) {
            longest = Math.max(longest, Printable.width(label(row)));
        }
        return longest + 2;
    }

    private boolean grouped() {
        return matrix.rows().stream().anyMatch(row -> row.rules().size() > 1);
    }

    private String label(Matrix.Row row) {
        RuleLabel first = row.rules().getFirst();
        if (grouped()) {
            return row.rules().size() == 1
                    ? first.withPolicy()
                    : row.rules().size() + " rules: " + first.withPolicy() + ", …";
        }
        return "  " + first.shown();
    }

    private void block(int from, int to, int label) {
        StringBuilder keys = new StringBuilder(" ".repeat(label));
        for (int column = from; column < to; column++) {
            keys.append(Printable.padded(key(column), CELL_WIDTH));
        }
        lines.line("  ", keys.toString());
        Optional<PolicyLabel> policy = Optional.empty();
        for (int row = 0; row < matrix.rows().size(); row++) {
            RuleLabel rule = matrix.rows().get(row).rules().getFirst();
            if (!grouped() && !policy.equals(Optional.of(rule.policy()))) {
                policy = Optional.of(rule.policy());
                lines.line("  ", rule.policy().shown());
            }
            StringBuilder cells =
                    new StringBuilder(Printable.padded(label(matrix.rows().get(row)), label));
            for (int column = from; column < to; column++) {
                cells.append(matrix.cell(row, column)
                        .map(each -> paint.of(each.outcome(), each.outcome() + Words.marks(each), CELL_WIDTH))
                        .orElse(Printable.padded("-", CELL_WIDTH)));
            }
            lines.line("  ", cells.toString());
            if (from == 0 && !grouped() && !rule.conditions().isEmpty()) {
                lines.wrapped("      ", "only for: " + String.join(", ", rule.conditions()) + " (not evaluated)");
            }
        }
    }

    /** Lists why sign-ins aren't accepted, each reason once. */
    private void reasons() {
        Map<Integer, List<Under>> cells = new LinkedHashMap<>();
        for (int row = 0; row < matrix.rows().size(); row++) {
            Map<Integer, List<Integer>> byJudgement = new LinkedHashMap<>();
            for (int column = 0; column < matrix.columns().size(); column++) {
                int at = column;
                matrix.number(row, column)
                        .ifPresent(number -> byJudgement
                                .computeIfAbsent(number, _ -> new ArrayList<>())
                                .add(at));
            }
            Matrix.Row of = matrix.rows().get(row);
            String rule = of.rules().size() == 1
                    ? of.rules().getFirst().withPolicy()
                    : of.rules().size() + " rules, such as "
                            + of.rules().getFirst().withPolicy();
            byJudgement.forEach((number, columns) ->
                    cells.computeIfAbsent(number, _ -> new ArrayList<>()).add(new Under(rule, columns)));
        }
        List<Reason> reasons = cells.entrySet().stream()
                .map(each -> new Reason(matrix.judgements().get(each.getKey()), each.getValue()))
                .filter(reason -> reason.judgement().outcome() != Outcome.ACCEPTED)
                .filter(reason -> !Words.why(reason.judgement()).isEmpty())
                .sorted(Comparator.comparing(reason -> reason.judgement().outcome(), Summary.WORST_FIRST))
                .toList();
        if (reasons.isEmpty()) {
            return;
        }
        lines.heading("What stands in the way");
        reasons.stream().limit(MAX_ENTRIES).forEach(this::reason);
        lines.more(reasons.size() - MAX_ENTRIES, "reason");
    }

    /** A row, and those of its columns that have the same judgement. */
    private record Under(String rule, List<Integer> columns) {}

    /** A judgement, and where it holds. */
    private record Reason(Judgement judgement, List<Under> rules) {}

    private void reason(Reason reason) {
        String outcome = "  " + Printable.padded(reason.judgement().outcome().name(), "ACCEPTED".length() + 2);
        String indent = " ".repeat(outcome.length());
        lines.wrapped(outcome, indent, String.join(" ", Words.why(reason.judgement())));
        reason.rules().stream()
                .limit(MAX_NAMES)
                .forEach(rule -> lines.wrapped(indent, "for " + keys(rule.columns()) + " under " + rule.rule()));
        if (reason.rules().size() > MAX_NAMES) {
            lines.line(indent, "and under " + OrgFiles.counted(reason.rules().size() - MAX_NAMES, "other rule"));
        }
    }

    private static String keys(List<Integer> columns) {
        List<String> keys = columns.stream().map(OrgText::key).toList();
        return keys.size() <= 12
                ? String.join(", ", keys)
                : String.join(", ", keys.subList(0, 12)) + " and " + (keys.size() - 12) + " more";
    }

    private void findings() {
        List<OrgAudit.GroupedFinding> findings = audit.findings().stream()
                .filter(grouped -> !look.quiet() || grouped.finding().level() != Level.INFO)
                .toList();
        if (findings.isEmpty()) {
            return;
        }
        lines.heading("Findings");
        for (OrgAudit.GroupedFinding grouped : findings.subList(0, Math.min(MAX_ENTRIES, findings.size()))) {
            Finding finding = grouped.finding();
            String whose = grouped.idps().isEmpty()
                    ? "the org"
                    : Words.names(grouped.idps().stream().map(IdpLabel::name).toList(), MAX_NAMES);
            String under = grouped.rules().isEmpty()
                    ? ""
                    : " under "
                            + Words.names(
                                    grouped.rules().stream()
                                            .map(RuleLabel::withPolicy)
                                            .toList(),
                                    MAX_NAMES);
            lines.wrapped("  " + paint.of(finding.level()) + " ", "    ", finding.code() + " of " + whose + under);
            grouped.place().ifPresent(place -> lines.line("    ", "in " + Printable.text(place.toString())));
            lines.wrapped("    ", Printable.text(finding.message()));
            lines.line("    ", "See " + finding.help());
        }
        lines.more(findings.size() - MAX_ENTRIES, "finding");
    }

    private void notes() {
        if (!audit.notes().isEmpty() && !look.quiet()) {
            lines.heading("Notes");
            audit.notes().forEach(note -> lines.wrapped("  ", note));
        }
    }

    /** The key of a column: A, B, … Z, AA, AB … */
    static String key(int column) {
        String last = String.valueOf((char) ('A' + column % 26));
        return column < 26 ? last : key(column / 26 - 1) + last;
    }
}
