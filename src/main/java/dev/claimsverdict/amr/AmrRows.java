package dev.claimsverdict.amr;

import dev.claimsverdict.verdict.AmrReport.Counted;
import dev.claimsverdict.verdict.AmrReport.Ignored;
import dev.claimsverdict.verdict.AmrReport.Why;
import dev.claimsverdict.verdict.FactorType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One table of AMR values. Immutable. */
public final class AmrRows {

    /** The values that Okta drops when the IdP is used only as a factor (R3.4). */
    private static final Set<String> NOT_FORWARDED_BY_FACTOR_ONLY = Set.of("kba", "pwd");

    private final Map<String, AmrRow> rows = new LinkedHashMap<>();
    private final CountedAmr all;
    private final CountedAmr allOfFactorOnly;

    /** Throws an IllegalArgumentException if a value has two rows, which is an error in the table's file. */
    public AmrRows(List<AmrRow> rows) {
        for (AmrRow row : rows) {
            if (this.rows.put(row.value(), row) != null) {
                throw new IllegalArgumentException("two rows for " + row.value());
            }
        }
        this.all = count(values(false), false);
        this.allOfFactorOnly = count(values(true), true);
    }

    /** The rows, in the order of the table's source. */
    public List<AmrRow> rows() {
        return List.copyOf(rows.values());
    }

    /**
     * The values that can count, in the table's order.
     *
     * @param factorOnly whether the IdP is used only as a factor, for which fewer values count (R3.4)
     */
    public List<String> values(boolean factorOnly) {
        return rows.keySet().stream()
                .filter(value -> !dropped(value, factorOnly))
                .toList();
    }

    /** The result of counting all {@link #values}. */
    public CountedAmr all(boolean factorOnly) {
        return factorOnly ? allOfFactorOnly : all;
    }

    /**
     * Looks up the received values in this table. Values that match no row exactly are ignored (R1.1). Each value counts
     * once (R1.2).
     *
     * @param factorOnly whether the IdP is used only as a factor, so that some values are dropped (R3.4)
     */
    public CountedAmr count(Collection<String> received, boolean factorOnly) {
        List<AmrRow> found = new ArrayList<>();
        List<Ignored> ignored = new ArrayList<>();
        boolean possession = false;
        Set<String> seen = new HashSet<>();
        for (String value : received) {
            if (!seen.add(value)) {
                continue;
            }
            AmrRow row = rows.get(value);
            if (row == null) {
                ignored.add(new Ignored(value, Why.UNSUPPORTED));
            } else if (dropped(value, factorOnly)) {
                ignored.add(new Ignored(value, Why.FACTOR_ONLY));
            } else {
                found.add(row);
                possession |= row.factorTypes().contains(FactorType.POSSESSION);
            }
        }
        List<Counted> counted = new ArrayList<>(found.size());
        for (AmrRow row : found) {
            counted.add(row.counted(possession));
        }
        return new CountedAmr(counted, ignored);
    }

    /** The values that the two tables treat differently, including those that only one of them has. */
    Set<String> differencesFrom(AmrRows other) {
        Set<String> values = new LinkedHashSet<>(rows.keySet());
        values.addAll(other.rows.keySet());
        values.removeIf(value -> Objects.equals(rows.get(value), other.rows.get(value)));
        return values;
    }

    private static boolean dropped(String value, boolean factorOnly) {
        return factorOnly && NOT_FORWARDED_BY_FACTOR_ONLY.contains(value);
    }
}
