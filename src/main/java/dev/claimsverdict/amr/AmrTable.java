package dev.claimsverdict.amr;

import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.FactorType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Okta's AMR tables as published at one time (section 1). A new edition is a file beside the others and its name in
 * {@link #EDITIONS}.
 *
 * @param edition year and month of publication; every verdict prints it
 * @param claimsSharing the table of third-party claims sharing
 * @param legacyMapping the table of legacy AMR claims mapping (R2.2)
 */
public record AmrTable(String edition, AmrRows claimsSharing, AmrRows legacyMapping) {

    /** The editions that ship, oldest first. */
    public static final List<String> EDITIONS = List.of("2025-04", "2026-07");

    private static final Map<String, AmrTable> TABLES = loadAll();

    /** The seed document's edition, which stands above everything else. */
    public static final AmrTable DEFAULT = Objects.requireNonNull(TABLES.get("2025-04"));

    /** The edition of that name, if it ships. */
    public static Optional<AmrTable> edition(String edition) {
        return Optional.ofNullable(TABLES.get(edition));
    }

    private static Map<String, AmrTable> loadAll() {
        Map<String, AmrTable> tables = new LinkedHashMap<>();
        for (String edition : EDITIONS) {
            String name = edition + ".table";
            try (InputStream file = AmrTable.class.getResourceAsStream(name)) {
                tables.put(edition, parse(edition, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(name, e);
            }
        }
        return tables;
    }

    /** Reads the text of a table file. Throws IllegalArgumentException naming the line that is none. */
    static AmrTable parse(String edition, String text) {
        Map<String, List<AmrRow>> sections = new LinkedHashMap<>();
        List<AmrRow> section = null;
        for (String line : text.lines().toList()) {
            String trimmed = line.strip();
            if (trimmed.isEmpty() || trimmed.startsWith("#")) {
                continue;
            }
            if (trimmed.startsWith("[")) {
                section = sections.computeIfAbsent(trimmed, name -> new ArrayList<>());
                continue;
            }
            if (section == null) {
                throw notARow(trimmed);
            }
            section.add(row(trimmed));
        }
        return new AmrTable(
                edition,
                new AmrRows(sections.getOrDefault("[claims sharing]", List.of())),
                new AmrRows(sections.getOrDefault("[legacy mapping]", List.of())));
    }

    private static AmrRow row(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 4) {
            throw notARow(line);
        }
        try {
            return new AmrRow(
                    cells[0].strip(),
                    words(cells[1], FactorType.class),
                    words(cells[2], Characteristic.class),
                    words(cells[3], Characteristic.class));
        } catch (IllegalArgumentException _) {
            // Enum.valueOf names the word and the class, not the line.
            throw notARow(line);
        }
    }

    private static IllegalArgumentException notARow(String line) {
        return new IllegalArgumentException("not a row of an AMR table: " + line);
    }

    private static <E extends Enum<E>> Set<E> words(String cell, Class<E> type) {
        EnumSet<E> words = EnumSet.noneOf(type);
        for (String word : cell.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                words.add(Enum.valueOf(type, word));
            }
        }
        return words;
    }
}
