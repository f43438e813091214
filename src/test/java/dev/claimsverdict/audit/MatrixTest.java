package dev.claimsverdict.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import dev.claimsverdict.verdict.OrgVerdict.Outcome;
import dev.claimsverdict.verdict.OrgVerdict.Reachable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of cells, and what becomes of a large one. */
class MatrixTest {

    private static final PolicyLabel POLICY = PolicyLabel.unknown("rst1", "ACCESS_POLICY");

    private static IdpLabel idp(String id) {
        return new IdpLabel(id, id, "OIDC", true, List.of(), new Place("idps.json", ""));
    }

    private static RuleLabel rule(String id) {
        return new RuleLabel(id, id, POLICY, 1, false, true, List.of(), new Place("rules.json", ""));
    }

    /**
     * A table.
     *
     * @param rows a row for each rule: a letter for each IdP, the outcome's first one, or - for no cell
     */
    static Matrix matrix(String... rows) {
        List<IdpLabel> idps = new ArrayList<>();
        List<RuleLabel> rules = new ArrayList<>();
        List<OrgVerdict.Rule> listed = new ArrayList<>();
        List<OrgVerdict.Cell> cells = new ArrayList<>();
        for (int i = 0; i < rows[0].length(); i++) {
            idps.add(idp("i" + i));
        }
        for (int r = 0; r < rows.length; r++) {
            rules.add(rule("r" + r));
            listed.add(new OrgVerdict.Rule("r" + r, Optional.empty(), Optional.empty(), OptionalLong.empty()));
            for (int i = 0; i < rows[r].length(); i++) {
                char letter = rows[r].charAt(i);
                for (Outcome outcome : Outcome.values()) {
                    if (outcome.name().charAt(0) == letter) {
                        cells.add(new OrgVerdict.Cell(
                                "i" + i,
                                "r" + r,
                                new Judgement(outcome, List.of(), Reachable.BY_AMR, List.of(), outcome)));
                    }
                }
            }
        }
        return Matrix.of(new OrgVerdict("", "", List.of(), listed, cells, List.of()), idps, rules);
    }

    private static List<String> shown(Matrix matrix) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < matrix.rows().size(); row++) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < matrix.columns().size(); column++) {
                text.append(matrix.cell(row, column)
                        .map(cell -> cell.outcome().name().charAt(0))
                        .orElse('-'));
            }
            rows.add(text.toString());
        }
        return rows;
    }

    @Test
    @DisplayName("a small table has a row for each rule and a column for each IdP")
    void small() {
        Matrix matrix = matrix("AAS", "R-U").fitting(new Matrix.Size(3, 3, 3));
        assertEquals(List.of("AAS", "R-U"), shown(matrix));
        assertEquals(
                Map.of(Outcome.ACCEPTED, 2L, Outcome.STEP_UP, 1L, Outcome.REJECTED, 1L, Outcome.UNKNOWN, 1L),
                matrix.outcomes());
        assertEquals(4, matrix.judgements().size());
        assertSame(matrix.cell(0, 0).orElseThrow(), matrix.cell(0, 1).orElseThrow());
    }

    @Test
    @DisplayName("in a larger one equal columns are one, and equal rows")
    void grouped() {
        Matrix matrix = matrix("AASA", "AASA", "RAUR").fitting(new Matrix.Size(2, 9, 9));
        assertEquals(List.of("AAS", "RAU"), shown(matrix));
        assertEquals(
                List.of("i0", "i3"),
                matrix.columns().getFirst().idps().stream().map(IdpLabel::id).toList());
        assertEquals(
                List.of("r0", "r1"),
                matrix.rows().getFirst().rules().stream().map(RuleLabel::id).toList());
        assertEquals(matrix("AASA", "AASA", "RAUR").outcomes(), matrix.outcomes());
    }

    @Test
    @DisplayName("of a table that is still too large the worst stay, in their order, and the rest is counted")
    void cut() {
        Matrix matrix = matrix("ASRU", "AAAA", "SSRU").fitting(new Matrix.Size(0, 2, 2));
        assertEquals(List.of("SR", "SR"), shown(matrix));
        assertEquals(2, matrix.idpsLeftOut());
        assertEquals(1, matrix.rulesLeftOut());
    }

    @Test
    @DisplayName("cells are found by the ids of IdP and rule; inactive ones have none")
    void ids() {
        Matrix matrix = matrix("AS");
        assertEquals(
                Optional.of(Outcome.STEP_UP),
                matrix.cell(matrix.row("r0"), matrix.column("i1")).map(Judgement::outcome));
        assertEquals(Optional.empty(), matrix.cell(matrix.row("r9"), matrix.column("i1")));
        assertEquals(Optional.empty(), matrix.cell(matrix.row("r0"), matrix.column("i9")));
    }

    @Test
    @DisplayName("without IdPs or rules there is a table without cells")
    void empty() {
        OrgVerdict nothing = new OrgVerdict("", "", List.of(), List.of(), List.of(), List.of());
        assertEquals(
                0,
                Matrix.of(nothing, List.of(), List.of())
                        .fitting(new Matrix.Size(0, 0, 0))
                        .rows()
                        .size());
        assertEquals(Map.of(), Matrix.of(nothing, List.of(idp("i")), List.of()).outcomes());
    }
}
