package dev.claimsverdict.amr;

import dev.claimsverdict.table.TableFile;
import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.FactorType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One edition of Okta's AMR tables (docs/rules.md section 1). To add an edition, put its file beside the others and its name into
 * {@link #EDITIONS}.
 *
 * @param edition its year and month, such as {@code 2025-04}; every verdict names it
 * @param claimsSharing the table of third-party claims sharing
 * @param legacyMapping the table of legacy AMR claims mapping (R2.2)
 */
public record AmrTable(String edition, AmrRows claimsSharing, AmrRows legacyMapping) {

    /** The editions in this program, oldest first. */
    public static final List<String> EDITIONS = List.of("2025-04", "2026-07");

    private static final Map<String, AmrTable> TABLES = loadAll();

    /** The edition that counts unless a request or a setting names another. */
    public static final AmrTable DEFAULT = Objects.requireNonNull(TABLES.get("2025-04"));

    /** By edition. Compared once, because each sign-in needs the differences. */
    private static final Map<String, List<Other>> OTHERS = loadOthers();

    /** The edition of that name, if there is one. */
    public static Optional<AmrTable> edition(String edition) {
        return Optional.ofNullable(TABLES.get(edition));
    }

    /**
     * Another edition, and how it differs from this one (R1.4).
     *
     * @param values those that the other edition treats differently under claims sharing
     */
    public record Other(AmrTable table, Set<String> values) {

        public Other {
            values = Set.copyOf(values);
        }

        /** Whether the other edition treats one of these values differently. */
        public boolean differsOn(Collection<String> received) {
            for (String value : received) {
                if (values.contains(value)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The other editions in this program, oldest first. */
    public List<Other> others() {
        return OTHERS.getOrDefault(edition, List.of());
    }

    private static Map<String, List<Other>> loadOthers() {
        Map<String, List<Other>> others = new LinkedHashMap<>();
        for (AmrTable table : TABLES.values()) {
            others.put(
                    table.edition,
                    TABLES.values().stream()
                            .filter(other -> other != table)
                            .map(other -> new Other(other, table.claimsSharing.differencesFrom(other.claimsSharing)))
                            .toList());
        }
        return others;
    }

    private static Map<String, AmrTable> loadAll() {
        Map<String, AmrTable> tables = new LinkedHashMap<>();
        for (String edition : EDITIONS) {
            tables.put(edition, of(edition, TableFile.read(AmrTable.class, edition + ".table")));
        }
        return tables;
    }

    /** Reads the text of a table file. Throws an IllegalArgumentException that names the first wrong row. */
    static AmrTable parse(String edition, String text) {
        return of(edition, TableFile.parse(text));
    }

    private static AmrTable of(String edition, TableFile file) {
        return new AmrTable(
                edition, new AmrRows(rows(file, "claims sharing")), new AmrRows(rows(file, "legacy mapping")));
    }

    private static List<AmrRow> rows(TableFile file, String section) {
        return file.rows(section, 4).stream().map(AmrTable::row).toList();
    }

    private static AmrRow row(TableFile.Row row) {
        List<String> cells = row.cells();
        try {
            return new AmrRow(
                    cells.get(0),
                    words(cells.get(1), FactorType.class),
                    words(cells.get(2), Characteristic.class),
                    words(cells.get(3), Characteristic.class));
        } catch (IllegalArgumentException _) {
            // Enum.valueOf's message names the word but not the line.
            throw row.wrong();
        }
    }

    private static <E extends Enum<E>> Set<E> words(String cell, Class<E> type) {
        EnumSet<E> words = EnumSet.noneOf(type);
        for (String word : cell.split("\\s+")) {
            if (!word.isEmpty()) {
                words.add(Enum.valueOf(type, word));
            }
        }
        return words;
    }
}
