package dev.claimsverdict.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file of tables that ships with the program. Each line is a row, whose cells are separated by {@code |}. A line in
 * brackets starts a section. Empty lines, and lines that start with {@code #}, are skipped.
 */
public final class TableFile {

    private final Map<String, List<Row>> sections;

    private TableFile(Map<String, List<Row>> sections) {
        this.sections = sections;
    }

    /**
     * A row.
     *
     * @param line as it stands in the file, for messages
     * @param cells without the white space around them
     */
    public record Row(String line, List<String> cells) {

        /** Why the row can't be used: a message that names its line. */
        public IllegalArgumentException wrong() {
            return new IllegalArgumentException("not a row of this table: " + line);
        }
    }

    /** Reads the file of that name beside a class. */
    public static TableFile read(Class<?> beside, String name) {
        try (InputStream file = beside.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Reads the text of a file. Throws IllegalArgumentException for a row before the first section. */
    public static TableFile parse(String text) {
        Map<String, List<Row>> sections = new LinkedHashMap<>();
        List<Row> section = null;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                section = sections.computeIfAbsent(line, _ -> new ArrayList<>());
                continue;
            }
            Row row = new Row(
                    line, Stream.of(line.split("\\|", -1)).map(String::strip).toList());
            if (section == null) {
                throw row.wrong();
            }
            section.add(row);
        }
        return new TableFile(sections);
    }

    /**
     * The rows of a section; none if the file doesn't have it. Throws IllegalArgumentException that names the first row
     * with another number of cells.
     */
    public List<Row> rows(String section, int cells) {
        List<Row> rows = sections.getOrDefault("[" + section + "]", List.of());
        for (Row row : rows) {
            if (row.cells().size() != cells) {
                throw row.wrong();
            }
        }
        return rows;
    }
}
