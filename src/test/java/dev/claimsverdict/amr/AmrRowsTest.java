package dev.claimsverdict.amr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.verdict.AmrReport.Counted;
import dev.claimsverdict.verdict.AmrReport.Ignored;
import dev.claimsverdict.verdict.AmrReport.Why;
import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.FactorType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R1.1 to R1.3 and R3.4: reading received values against a table. */
class AmrRowsTest {

    private static final AmrRows OLD = AmrTable.edition("2025-04").orElseThrow().claimsSharing();
    private static final AmrRows NEW = AmrTable.edition("2026-07").orElseThrow().claimsSharing();

    @DisplayName("R1.1 a value that is not in the table, letter by letter, is ignored and listed")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "geo",
                "mca",
                "pin",
                "rba",
                "user",
                "wia",
                "fido",
                "email",
                "push",
                "ngcmfa",
                "rsa",
                "fed",
                "phrh",
                "okta_verify",
                "duo",
                "PWD",
                "Pwd",
                "pwd ",
                " pwd",
                "",
                "pwd,sms",
                "ｐwd"
            })
    void notInTheTable(String value) {
        for (AmrRows rows : List.of(OLD, NEW)) {
            CountedAmr amr = rows.count(List.of(value, "hwk"), false);
            assertEquals(List.of("hwk"), values(amr));
            assertEquals(List.of(new Ignored(value, Why.UNSUPPORTED)), amr.ignored());
        }
    }

    @Test
    @DisplayName("R1.1 phr is ignored in edition 2025-04 and counts in edition 2026-07")
    void phr() {
        assertEquals(List.of(), values(OLD.count(List.of("phr"), false)));
        assertEquals(List.of("phr"), values(NEW.count(List.of("phr"), false)));
    }

    @Test
    @DisplayName("R1.2 duplicates count once, in the order received")
    void duplicates() {
        CountedAmr amr = OLD.count(List.of("sms", "geo", "pwd", "sms", "geo", "pwd"), false);
        assertEquals(List.of("sms", "pwd"), values(amr));
        assertEquals(List.of(new Ignored("geo", Why.UNSUPPORTED)), amr.ignored());
    }

    @DisplayName("R3.4 a factor-only IdP forwards neither kba nor pwd: dropped, not unsupported")
    @ParameterizedTest(name = "{0}, factor only {1}: counted {2}, dropped {3}")
    @CsvSource(nullValues = "-", textBlock = """
            pwd kba sms geo, false, pwd kba sms, -
            pwd kba sms geo, true,  sms,         pwd kba
            mfa face pwd,    true,  mfa face,    pwd
            sms,             true,  sms,         -
            """)
    void factorOnly(String received, boolean factorOnly, String counted, String dropped) {
        CountedAmr amr = OLD.count(DryRun.words(received), factorOnly);
        assertEquals(DryRun.words(counted), values(amr));
        assertEquals(
                DryRun.words(dropped),
                amr.ignored().stream()
                        .filter(each -> each.why() == Why.FACTOR_ONLY)
                        .map(Ignored::value)
                        .toList());
        assertEquals(dropped != null, amr.droppedAny());
    }

    @Test
    @DisplayName("R3.4 what may come from a factor-only IdP: all but kba and pwd")
    void values() {
        assertEquals(15, OLD.values(false).size());
        assertEquals(
                OLD.values(false).stream()
                        .filter(value -> !Set.of("kba", "pwd").contains(value))
                        .toList(),
                OLD.values(true));
        for (boolean factorOnly : new boolean[] {false, true}) {
            assertEquals(OLD.count(OLD.values(factorOnly), factorOnly), OLD.all(factorOnly));
        }
    }

    @DisplayName("Section 1: when a biometric value's characteristics count")
    @ParameterizedTest(name = "{0} in edition {1}: face has {2}")
    @CsvSource(nullValues = "-", textBlock = """
            face,      2025-04, USER_PRESENCE USER_VERIFYING
            face,      2026-07, -
            face pwd,  2026-07, -
            face mfa,  2026-07, -
            face iris, 2026-07, -
            face geo,  2026-07, -
            face sms,  2026-07, USER_PRESENCE USER_VERIFYING
            phr face,  2026-07, USER_PRESENCE USER_VERIFYING
            hwk face,  2025-04, USER_PRESENCE USER_VERIFYING
            """)
    void besidePossession(String received, String edition, String characteristics) {
        CountedAmr amr = AmrTable.edition(edition).orElseThrow().claimsSharing().count(DryRun.words(received), false);
        Counted face = amr.counted().stream()
                .filter(each -> each.value().equals("face"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                characteristics == null ? "" : characteristics,
                face.characteristics().stream().map(Enum::name).collect(Collectors.joining(" ")));
    }

    @Test
    @DisplayName("Section 1: characteristics that always count stay when others join them")
    void besidePossessionJoins() {
        AmrRows rows = AmrTable.parse(
                        "2030-01",
                        "[claims sharing]\nx | BIOMETRIC | USER_PRESENCE | USER_VERIFYING\ny | POSSESSION | |\n")
                .claimsSharing();
        assertEquals(
                Set.of(Characteristic.USER_PRESENCE),
                rows.count(List.of("x"), false).counted().getFirst().characteristics());
        assertEquals(
                Set.of(Characteristic.USER_PRESENCE, Characteristic.USER_VERIFYING),
                rows.count(List.of("x", "y"), false).counted().getFirst().characteristics());
    }

    @DisplayName("R1.3, R4.6 what counted values come to together")
    @ParameterizedTest(name = "{0} in edition {1}")
    @CsvSource(nullValues = "-", textBlock = """
            -,       2025-04, -,                    -,                                                                  false
            pwd,     2025-04, KNOWLEDGE,            -,                                                                  false
            pwd kba, 2025-04, KNOWLEDGE,            -,                                                                  false
            pwd sms, 2025-04, KNOWLEDGE POSSESSION, USER_PRESENCE,                                                      true
            face,    2025-04, POSSESSION BIOMETRIC, USER_PRESENCE USER_VERIFYING,                                       true
            face,    2026-07, BIOMETRIC,            -,                                                                  false
            mfa,     2025-04, -,                    -,                                                                  true
            phr hwk, 2026-07, POSSESSION,           USER_PRESENCE DEVICE_BOUND HARDWARE_PROTECTED PHISHING_RESISTANT,   false
            """)
    void assurance(String received, String edition, String factorTypes, String characteristics, boolean multiFactor) {
        var assurance = AmrTable.edition(edition)
                .orElseThrow()
                .claimsSharing()
                .count(DryRun.words(received), false)
                .assurance();
        assertEquals(
                DryRun.words(factorTypes),
                assurance.factorTypes().stream().map(FactorType::name).toList());
        assertEquals(
                DryRun.words(characteristics),
                assurance.characteristics().stream().map(Enum::name).toList());
        assertEquals(multiFactor, assurance.multiFactor());
    }

    @Test
    @DisplayName("a counted value is in the table, and an ignored one is not")
    void aCountedValueIsThereAndAnIgnoredOneIsNot() {
        CountedAmr amr = OLD.count(List.of("pwd", "geo"), false);
        assertTrue(amr.has("pwd"));
        assertFalse(amr.has("geo"));
        assertFalse(amr.has(CountedAmr.MFA));
        assertEquals(List.of(), CountedAmr.NOTHING.counted());
        assertEquals(List.of(), CountedAmr.NOTHING.ignored());
    }

    private static List<String> values(CountedAmr amr) {
        return amr.counted().stream().map(Counted::value).toList();
    }
}
