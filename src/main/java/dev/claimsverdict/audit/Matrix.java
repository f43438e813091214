package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import dev.claimsverdict.verdict.OrgVerdict.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/**
 * The cells of an org's verdict as a table: a row for each rule, a column for each IdP. In the table of a large org, rules
 * with the same cells share a row, and IdPs with the same cells share a column.
 */
final class Matrix {

    /** No cell, because the rule doesn't apply to sign-ins through the IdP. */
    private static final int NONE = 0;

    /** At least one IdP. Several have the same cells in all rows. */
    record Column(List<IdpLabel> idps) {
        Column {
            idps = List.copyOf(idps);
        }
    }

    /** At least one rule. Several have the same cells in all columns. */
    record Row(List<RuleLabel> rules) {
        Row {
            rules = List.copyOf(rules);
        }
    }

    /**
     * How large a table may be.
     *
     * @param single up to this many columns or rows, each stands for a single IdP or rule
     * @param columns the most columns
     * @param rows the most rows
     */
    record Size(int single, int columns, int rows) {}

    private final List<Column> columns;
    private final List<Row> rows;
    private final int[][] cells;
    private final List<Judgement> judgements;
    private final int idpsLeftOut;
    private final int rulesLeftOut;
    private final Map<String, Integer> rowOf = new HashMap<>();
    private final Map<String, Integer> columnOf = new HashMap<>();

    private Matrix(
            List<Column> columns,
            List<Row> rows,
            int[][] cells,
            List<Judgement> judgements,
            int idpsLeftOut,
            int rulesLeftOut) {
        this.columns = columns;
        this.rows = rows;
        this.cells = cells;
        this.judgements = judgements;
        this.idpsLeftOut = idpsLeftOut;
        this.rulesLeftOut = rulesLeftOut;
        for (int row = 0; row < rows.size(); row++) {
            for (RuleLabel rule : rows.get(row).rules()) {
                rowOf.put(rule.id(), row);
            }
        }
        for (int column = 0; column < columns.size(); column++) {
            for (IdpLabel idp : columns.get(column).idps()) {
                columnOf.put(idp.id(), column);
            }
        }
    }

    /** The table of these IdPs and rules. */
    static Matrix of(OrgVerdict verdict, List<IdpLabel> idps, List<RuleLabel> rules) {
        List<Column> columns =
                idps.stream().map(idp -> new Column(List.of(idp))).toList();
        List<Row> rows = rules.stream().map(rule -> new Row(List.of(rule))).toList();
        Numbers numbers = new Numbers();
        Matrix empty = new Matrix(columns, rows, new int[rows.size()][columns.size()], numbers.judgements, 0, 0);
        for (OrgVerdict.Cell cell : verdict.matrix()) {
            OptionalInt row = empty.row(cell.ruleId());
            OptionalInt column = empty.column(cell.idpId());
            if (row.isPresent() && column.isPresent()) {
                empty.cells[row.getAsInt()][column.getAsInt()] = numbers.of(cell.judgement());
            }
        }
        return empty;
    }

    /** Numbers the different judgements from 1. Looks them up by identity first, because most cells share their judgement. */
    private static final class Numbers {

        private final List<Judgement> judgements = new ArrayList<>();
        private final Map<Judgement, Integer> byIdentity = new IdentityHashMap<>();
        private final Map<Judgement, Integer> byEquality = new HashMap<>();

        int of(Judgement judgement) {
            Integer number = byIdentity.get(judgement);
            if (number == null) {
                number = byEquality.computeIfAbsent(judgement, each -> {
                    judgements.add(each);
                    return judgements.size();
                });
                byIdentity.put(judgement, number);
            }
            return number;
        }
    }

    List<Column> columns() {
        return columns;
    }

    List<Row> rows() {
        return rows;
    }

    /** The different judgements, in the order of their numbers. */
    List<Judgement> judgements() {
        return judgements;
    }

    /** How many IdPs have no column, because the table would be too large. */
    int idpsLeftOut() {
        return idpsLeftOut;
    }

    /** How many rules have no row, because the table would be too large. */
    int rulesLeftOut() {
        return rulesLeftOut;
    }

    /** The cell's index in {@link #judgements}; empty if there is no cell. */
    Optional<Integer> number(int row, int column) {
        int number = cells[row][column];
        return number == NONE ? Optional.empty() : Optional.of(number - 1);
    }

    Optional<Judgement> cell(int row, int column) {
        return number(row, column).map(judgements::get);
    }

    /** The judgement of a cell; empty if its row, its column or the cell doesn't exist. */
    Optional<Judgement> cell(OptionalInt row, OptionalInt column) {
        return row.isPresent() && column.isPresent() ? cell(row.getAsInt(), column.getAsInt()) : Optional.empty();
    }

    /** The row of a rule; empty if it has none. */
    OptionalInt row(String ruleId) {
        return index(rowOf, ruleId);
    }

    /** The column of an IdP; empty if it has none. */
    OptionalInt column(String idpId) {
        return index(columnOf, idpId);
    }

    private static OptionalInt index(Map<String, Integer> of, String id) {
        Integer index = of.get(id);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** How often each outcome occurs, counted for each IdP and each rule, even if they share a column or row. */
    Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                if (cells[row][column] != NONE) {
                    long each = (long) rows.get(row).rules().size()
                            * columns.get(column).idps().size();
                    outcomes.merge(judgements.get(cells[row][column] - 1).outcome(), each, Long::sum);
                }
            }
        }
        return outcomes;
    }

    /** This table in a given size. If something must be left out, the worst rows and columns stay. */
    Matrix fitting(Size size) {
        Matrix grouped = this;
        if (columns.size() > size.single) {
            grouped = grouped.mergeEqualColumns();
        }
        if (rows.size() > size.single) {
            grouped = grouped.mergeEqualRows();
        }
        return grouped.cut(size);
    }

    private Matrix mergeEqualColumns() {
        Map<Line, List<Integer>> equal = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            equal.computeIfAbsent(new Line(column(column)), _ -> new ArrayList<>())
                    .add(column);
        }
        List<List<Integer>> groups = List.copyOf(equal.values());
        return new Matrix(
                groups.stream()
                        .map(group -> new Column(group.stream()
                                .flatMap(each -> columns.get(each).idps().stream())
                                .toList()))
                        .toList(),
                rows,
                withColumns(groups.stream().map(List::getFirst).toList()),
                judgements,
                idpsLeftOut,
                rulesLeftOut);
    }

    private Matrix mergeEqualRows() {
        Map<Line, List<Integer>> equal = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            equal.computeIfAbsent(new Line(cells[row]), _ -> new ArrayList<>()).add(row);
        }
        List<List<Integer>> groups = List.copyOf(equal.values());
        return new Matrix(
                columns,
                groups.stream()
                        .map(group -> new Row(group.stream()
                                .flatMap(each -> rows.get(each).rules().stream())
                                .toList()))
                        .toList(),
                groups.stream().map(group -> cells[group.getFirst()]).toArray(int[][]::new),
                judgements,
                idpsLeftOut,
                rulesLeftOut);
    }

    private Matrix cut(Size size) {
        List<Integer> keptColumns = worst(columns.size(), size.columns, column -> badness(column(column)));
        List<Integer> keptRows = worst(rows.size(), size.rows, row -> badness(cells[row]));
        if (keptColumns.size() == columns.size() && keptRows.size() == rows.size()) {
            return this;
        }
        int[][] kept = withColumns(keptColumns);
        List<Column> columnsLeft = keptColumns.stream().map(columns::get).toList();
        List<Row> rowsLeft = keptRows.stream().map(rows::get).toList();
        return new Matrix(
                columnsLeft,
                rowsLeft,
                keptRows.stream().map(row -> kept[row]).toArray(int[][]::new),
                judgements,
                idps(columns) - idps(columnsLeft),
                rules(rows) - rules(rowsLeft));
    }

    private static int idps(List<Column> columns) {
        return columns.stream().mapToInt(column -> column.idps().size()).sum();
    }

    private static int rules(List<Row> rows) {
        return rows.stream().mapToInt(row -> row.rules().size()).sum();
    }

    /** The indexes of the worst ones, in their old order; all indexes if there is room for all. */
    private static List<Integer> worst(int all, int most, ToLongFunction<Integer> badness) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            numbers.add(i);
        }
        if (all <= most) {
            return numbers;
        }
        Map<Integer, Long> weighed = new HashMap<>();
        numbers.forEach(each -> weighed.put(each, badness.applyAsLong(each)));
        return numbers.stream()
                .sorted(Comparator.comparing(
                        (Integer each) -> Objects.requireNonNull(weighed.get(each)), Comparator.reverseOrder()))
                .limit(most)
                .sorted()
                .toList();
    }

    private long badness(int[] line) {
        long badness = 0;
        for (int number : line) {
            if (number != NONE) {
                badness += switch (judgements.get(number - 1).outcome()) {
                    case REJECTED -> 1_000_000;
                    case STEP_UP -> 1_000;
                    case UNKNOWN -> 10;
                    case ACCEPTED -> 1;
                };
            }
        }
        return badness;
    }

    private int[] column(int column) {
        int[] cellsOfColumn = new int[rows.size()];
        for (int row = 0; row < cellsOfColumn.length; row++) {
            cellsOfColumn[row] = cells[row][column];
        }
        return cellsOfColumn;
    }

    private int[][] withColumns(List<Integer> kept) {
        int[][] fewer = new int[rows.size()][];
        for (int row = 0; row < fewer.length; row++) {
            int[] of = cells[row];
            fewer[row] = kept.stream().mapToInt(column -> of[column]).toArray();
        }
        return fewer;
    }

    /** A row or a column as a key. */
    private record Line(int[] numbers) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Line(int[] theirs) && Arrays.equals(numbers, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }
    }
}
