package dev.claimsverdict.amr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.FactorType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 1: the editions beside the seed's, the legacy table, and the reading of a table's file. */
class AmrTableTest {

    @DisplayName("Section 1, edition 2026-07: value by value")
    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            face,   BIOMETRIC,  -,                                                 USER_PRESENCE USER_VERIFYING
            fpt,    BIOMETRIC,  -,                                                 USER_PRESENCE USER_VERIFYING
            iris,   BIOMETRIC,  -,                                                 USER_PRESENCE USER_VERIFYING
            retina, BIOMETRIC,  -,                                                 USER_PRESENCE USER_VERIFYING
            vbm,    BIOMETRIC,  -,                                                 USER_PRESENCE USER_VERIFYING
            hwk,    POSSESSION, USER_PRESENCE DEVICE_BOUND HARDWARE_PROTECTED,     -
            otp,    POSSESSION, USER_PRESENCE DEVICE_BOUND,                        -
            sc,     POSSESSION, USER_PRESENCE DEVICE_BOUND,                        -
            swk,    POSSESSION, USER_PRESENCE DEVICE_BOUND,                        -
            pop,    POSSESSION, USER_PRESENCE DEVICE_BOUND,                        -
            sms,    POSSESSION, USER_PRESENCE,                                     -
            tel,    POSSESSION, USER_PRESENCE,                                     -
            kba,    KNOWLEDGE,  -,                                                 -
            pwd,    KNOWLEDGE,  -,                                                 -
            mfa,    -,          -,                                                 -
            phr,    POSSESSION, USER_PRESENCE DEVICE_BOUND PHISHING_RESISTANT,     -
            """)
    void newestEdition(String value, String factorTypes, String always, String besidePossession) {
        AmrRow row = row(AmrTable.edition("2026-07").orElseThrow().claimsSharing(), value);
        assertEquals(orEmpty(factorTypes), words(row.factorTypes()));
        assertEquals(orEmpty(always), words(row.characteristics()));
        assertEquals(orEmpty(besidePossession), words(row.besidePossession()));
    }

    @Test
    @DisplayName("Section 1, edition 2026-07: 16 values, of which phr is new")
    void newestEditionHasNoOtherValue() {
        List<String> values =
                AmrTable.edition("2026-07").orElseThrow().claimsSharing().values(false);
        assertEquals(16, values.size());
        assertTrue(values.contains("phr"));
        assertEquals(
                AmrTable.DEFAULT.claimsSharing().values(false),
                values.stream().filter(value -> !value.equals("phr")).toList());
    }

    @DisplayName("R2.2 the legacy table by authenticator, without method characteristics, the same in each edition")
    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            pwd,         KNOWLEDGE
            kba,         KNOWLEDGE
            email,       POSSESSION
            sms,         POSSESSION
            tel,         POSSESSION
            duo,         POSSESSION
            symantec,    POSSESSION
            google_otp,  POSSESSION
            okta_verify, POSSESSION
            oauth_otp,   POSSESSION
            rsa,         POSSESSION
            yubikey,     POSSESSION
            otp,         POSSESSION
            fed,         POSSESSION
            swk,         POSSESSION BIOMETRIC
            pop,         POSSESSION BIOMETRIC
            phr,         POSSESSION BIOMETRIC
            sc,          POSSESSION
            hwk,         POSSESSION
            pin,         KNOWLEDGE
            mfa,         -
            """)
    void legacyTable(String value, String factorTypes) {
        for (String edition : AmrTable.EDITIONS) {
            AmrRows legacy = AmrTable.edition(edition).orElseThrow().legacyMapping();
            AmrRow row = row(legacy, value);
            assertEquals(orEmpty(factorTypes), words(row.factorTypes()), edition);
            assertEquals("", words(row.characteristics()) + words(row.besidePossession()), edition);
            assertEquals(21, legacy.rows().size(), edition);
        }
    }

    @Test
    @DisplayName("Section 1: two editions ship and the seed's is the default; another is none")
    void editions() {
        assertEquals(List.of("2025-04", "2026-07"), AmrTable.EDITIONS);
        for (String edition : AmrTable.EDITIONS) {
            assertEquals(edition, AmrTable.edition(edition).orElseThrow().edition());
        }
        assertSame(AmrTable.edition("2025-04").orElseThrow(), AmrTable.DEFAULT);
        assertEquals(Optional.empty(), AmrTable.edition("2025-05"));
        assertEquals(Optional.empty(), AmrTable.edition(""));
    }

    @Test
    @DisplayName("Section 1: an edition is a file of rows, with comments and blank lines, one section a feature")
    void aTableFile() {
        AmrTable table = AmrTable.parse("2030-01", """
                # comment

                [claims sharing]
                  a | KNOWLEDGE | | \s
                # comment
                b | POSSESSION BIOMETRIC | DEVICE_BOUND  USER_PRESENCE | USER_VERIFYING
                [legacy mapping]
                c | | |
                [claims sharing]
                d|||
                """);
        assertEquals("2030-01", table.edition());
        assertEquals(List.of("a", "b", "d"), table.claimsSharing().values(false));
        assertEquals(List.of("c"), table.legacyMapping().values(false));
        AmrRow b = row(table.claimsSharing(), "b");
        assertEquals("POSSESSION BIOMETRIC", words(b.factorTypes()));
        assertEquals("USER_PRESENCE DEVICE_BOUND", words(b.characteristics()));
        assertEquals("USER_VERIFYING", words(b.besidePossession()));
    }

    @Test
    @DisplayName("Section 1: a file without a section has an empty table for it")
    void anEmptyTableFile() {
        AmrTable table = AmrTable.parse("2030-01", "");
        assertEquals(List.of(), table.claimsSharing().rows());
        assertEquals(List.of(), table.legacyMapping().rows());
    }

    @DisplayName("Section 1: a line that is no row is named")
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "a",
                "a | KNOWLEDGE |",
                "a | KNOWLEDGE | | | ",
                "a | KNOWLEGDE | |",
                "a | | USER_PRESENT |",
                "a | | | user_presence"
            })
    void aLineThatIsNoRow(String line) {
        String text = "[claims sharing]\nok | KNOWLEDGE | |\n" + line + "\n";
        String message = assertThrows(IllegalArgumentException.class, () -> AmrTable.parse("2030-01", text))
                .getMessage();
        assertEquals("not a row of this table: " + line.strip(), message);
    }

    @Test
    @DisplayName("Section 1: a row before any section is no row")
    void aRowBeforeAnySection() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> AmrTable.parse("2030-01", "a | KNOWLEDGE | |"))
                .getMessage();
        assertEquals("not a row of this table: a | KNOWLEDGE | |", message);
    }

    @Test
    @DisplayName("Section 1: a value has one row in a section, and may have one in each")
    void twoRowsForAValue() {
        String twice = "[claims sharing]\na | KNOWLEDGE | |\na | POSSESSION | |\n";
        assertEquals(
                "two rows for a",
                assertThrows(IllegalArgumentException.class, () -> AmrTable.parse("2030-01", twice))
                        .getMessage());
        String inEach = "[claims sharing]\na | KNOWLEDGE | |\n[legacy mapping]\na | POSSESSION | |\n";
        AmrTable table = AmrTable.parse("2030-01", inEach);
        assertEquals("KNOWLEDGE", words(row(table.claimsSharing(), "a").factorTypes()));
        assertEquals("POSSESSION", words(row(table.legacyMapping(), "a").factorTypes()));
    }

    @Test
    @DisplayName("R1.3 three factor types and five characteristics, and no other")
    void words() {
        assertEquals("KNOWLEDGE POSSESSION BIOMETRIC", words(List.of(FactorType.values())));
        assertEquals(
                "USER_PRESENCE USER_VERIFYING DEVICE_BOUND HARDWARE_PROTECTED PHISHING_RESISTANT",
                words(List.of(Characteristic.values())));
    }

    private static AmrRow row(AmrRows rows, String value) {
        return rows.rows().stream()
                .filter(each -> each.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static String words(Collection<? extends Enum<?>> words) {
        return words.stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    private static String orEmpty(String cell) {
        return cell == null ? "" : cell;
    }
}
