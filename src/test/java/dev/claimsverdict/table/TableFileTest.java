package dev.claimsverdict.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Files of tables")
class TableFileTest {

    private static final String TEXT = """
            # a comment
            [one]
            a | b c |

              d|e|f
            [two]
            g
            [one]
            h | i | j
            """;

    @Test
    @DisplayName("rows by section, cells without white space around them")
    void rows() {
        TableFile file = TableFile.parse(TEXT);
        assertEquals(
                List.of(List.of("a", "b c", ""), List.of("d", "e", "f"), List.of("h", "i", "j")),
                file.rows("one", 3).stream().map(TableFile.Row::cells).toList());
        assertEquals(List.of("g"), file.rows("two", 1).getFirst().cells());
        assertEquals(List.of(), file.rows("three", 1));
    }

    @Test
    @DisplayName("a row with another number of cells, or outside a section, is named")
    void wrong() {
        TableFile file = TableFile.parse(TEXT);
        assertEquals(
                "not a row of this table: a | b c |",
                assertThrows(IllegalArgumentException.class, () -> file.rows("one", 2))
                        .getMessage());
        assertEquals(
                "not a row of this table: a",
                assertThrows(IllegalArgumentException.class, () -> TableFile.parse("a\n[one]"))
                        .getMessage());
    }

    @Test
    @DisplayName("a file that isn't there stops the start")
    void missing() {
        assertThrows(IllegalStateException.class, () -> TableFile.read(TableFileTest.class, "none.table"));
    }
}
