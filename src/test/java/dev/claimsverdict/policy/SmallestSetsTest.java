package dev.claimsverdict.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.testing.DryRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R4.11: the smallest sets of AMR values that would satisfy a rule. */
class SmallestSetsTest {

    @DisplayName("R4.11 wouldSatisfy: those that keep what was counted first, then those that differ in kind")
    @ParameterizedTest(name = "{0} in edition {1} for {2} {3}: {4}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            pwd     ; 2025-04 ; 2FA ; -                                                                   ; face | mfa | fpt
            pwd     ; 2026-07 ; 2FA ; -                                                                   ; mfa
            sms     ; 2025-04 ; 2FA ; [{knowledge: {types: ['PASSWORD']}}]                                ; pwd sms | face pwd | hwk pwd
            pwd     ; 2025-04 ; 2FA ; [{knowledge: {types: ['PASSWORD']}}]                                ; face pwd | hwk pwd | otp pwd
            pwd mfa ; 2025-04 ; 2FA ; [{knowledge: {types: ['PASSWORD']}}]                                ; face pwd | hwk pwd | otp pwd
            pwd     ; 2025-04 ; 2FA ; [{possession: {hardwareProtection: 'REQUIRED'}}]                    ; hwk pwd | face hwk | fpt hwk
            kba     ; 2025-04 ; 2FA ; [{possession: {hardwareProtection: 'REQUIRED'}}]                    ; hwk kba | face hwk | fpt hwk
            kba     ; 2025-04 ; 1FA ; [{knowledge: {types: ['PASSWORD']}}]                                ; pwd
            pwd     ; 2026-07 ; 1FA ; [{possession: {phishingResistant: 'REQUIRED'}}]                     ; phr
            pwd     ; 2025-04 ; 1FA ; [{possession: {phishingResistant: 'REQUIRED'}}]                     ; -
            hwk     ; 2026-07 ; 1FA ; [{possession: {userVerification: 'REQUIRED'}}]                      ; face hwk | face otp | face sms
            pwd     ; 2026-07 ; 2FA ; [{knowledge: {}, possession: {hardwareProtection: 'REQUIRED', userVerification: 'REQUIRED'}}] ; face hwk pwd | fpt hwk pwd | iris hwk pwd
            hwk phr ; 2026-07 ; 1FA ; [{possession: {hardwareProtection: 'REQUIRED', phishingResistant: 'REQUIRED'}}] ; -
            pwd sms ; 2025-04 ; 2FA ; -                                                                   ; -
            """)
    void wouldSatisfy(String amr, String edition, String factorMode, String constraints, String sets) {
        List<String> expected = new ArrayList<>();
        for (String set : sets == null ? new String[0] : sets.split("\\|")) {
            expected.add(set.strip());
        }
        assertEquals(expected, wouldSatisfy(DryRun.of(amr).edition(edition).assurance(factorMode, constraints)));
    }

    @DisplayName("R3.4, R4.11 a factor-only IdP can't send pwd or kba, so no set has them")
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            2FA ; -                                                    ; face | mfa | fpt
            1FA ; [{knowledge: {}}]                                    ; -
            2FA ; [{possession: {hardwareProtection: 'REQUIRED'}}]     ; face hwk | fpt hwk | iris hwk
            """)
    void factorOnly(String factorMode, String constraints, String sets) {
        List<String> expected = new ArrayList<>();
        for (String set : sets == null ? new String[0] : sets.split("\\|")) {
            expected.add(set.strip());
        }
        assertEquals(
                expected,
                wouldSatisfy(
                        DryRun.of("sms pwd").org("{idpUsage: 'FACTOR_ONLY'}").assurance(factorMode, constraints)));
    }

    @DisplayName("R4.13 Classic Engine: mfa alone, the smallest there is")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            1FA, mfa | pwd
            2FA, mfa
            """)
    void classic(String factorMode, String sets) {
        assertEquals(
                sets,
                String.join(
                        " | ",
                        wouldSatisfy(DryRun.of("hwk").org("{engine: 'CLASSIC'}").assurance(factorMode, null))));
    }

    @DisplayName("R2.2 legacy mapping's sets come from its own table")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            2FA, swk | mfa | pop
            """)
    void legacy(String factorMode, String sets) {
        JsonNode idp = DryRun.json("{type: 'OIDC', policy: {mapAMRClaims: true}, protocol: {type: 'OIDC'}}");
        assertEquals(
                sets,
                String.join(
                        " | ",
                        wouldSatisfy(DryRun.of("duo")
                                .idp(idp)
                                .org("{claimsSharing: false}")
                                .assurance(factorMode, null))));
    }

    @DisplayName("R4.11 no smaller set does, every set does, all have one size, and there are as many as can be")
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{factorMode: '1FA'}",
                "{factorMode: '2FA'}",
                "{requireFactor: true}",
                "{factorMode: '1FA', constraints: [{knowledge: {types: ['PASSWORD']}}]}",
                "{factorMode: '2FA', constraints: [{knowledge: {types: ['SECURITY_QUESTION']}}]}",
                "{factorMode: '1FA', constraints: [{possession: {deviceBound: 'REQUIRED'}}]}",
                "{factorMode: '2FA', constraints: [{possession: {deviceBound: 'REQUIRED'}}]}",
                "{factorMode: '2FA', constraints: [{possession: {hardwareProtection: 'REQUIRED'}}]}",
                "{factorMode: '1FA', constraints: [{possession: {phishingResistant: 'REQUIRED'}}]}",
                "{factorMode: '2FA', constraints: [{possession: {userVerification: 'REQUIRED'}}]}",
                "{factorMode: '2FA', constraints: [{knowledge: {}, possession: {phishingResistant: 'REQUIRED',"
                        + " userVerification: 'REQUIRED'}}]}",
                "{factorMode: '2FA', constraints: [{knowledge: {types: ['PASSWORD']}, possession: {hardwareProtection:"
                        + " 'REQUIRED', userVerification: 'REQUIRED'}}]}",
                "{factorMode: '2FA', constraints: [{possession: {methods: ['SMS']}}, {knowledge: {}, possession: {}}]}",
                "{factorMode: '1FA', constraints: [{possession: {required: false, deviceBound: 'REQUIRED'}}]}",
                "{factorMode: '1FA', constraints: [{possession: {hardwareProtection: 'REQUIRED', phishingResistant:"
                        + " 'REQUIRED'}}]}",
                "{factorMode: '1FA', constraints: [{possession: {userVerificationMethods: ['PIN']}}]}",
                "{factorMode: '1FA', constraints: [{possession: {types: ['PHONE']}}]}",
                "{type: 'AUTH_METHOD_CHAIN'}",
                "{access: 'DENY'}"
            })
    void bruteForce(String rule) {
        for (String edition : AmrTable.EDITIONS) {
            List<String> values =
                    AmrTable.edition(edition).orElseThrow().claimsSharing().values(false);
            List<Set<String>> smallest = bruteForce(rule, edition, values);
            // Each value alone as what was received, so that each order of preference is seen.
            for (String received : values) {
                DryRun dryRun = DryRun.of(received).edition(edition).rule(rule);
                JsonNode verdict = dryRun.verdict();
                if (verdict.path("rule").path("satisfied").asBoolean()) {
                    assertEquals(List.of(), wouldSatisfy(dryRun));
                    continue;
                }
                List<List<String>> sets = new ArrayList<>();
                verdict.path("rule").path("wouldSatisfy").forEach(set -> sets.add(DryRun.strings(set)));
                assertEquals(Math.min(3, smallest.size()), sets.size(), edition + " " + received);
                assertEquals(sets.size(), Set.copyOf(sets).size());
                for (List<String> set : sets) {
                    assertTrue(smallest.contains(new TreeSet<>(set)), edition + " " + set);
                    assertEquals(values.stream().filter(set::contains).toList(), set, "the table's order");
                    assertEquals(
                            "ACCEPTED RULE_SATISFIED",
                            DryRun.of(set).edition(edition).rule(rule).outcome());
                }
            }
        }
    }

    /** All sets of up to three values that satisfy the rule and have the smallest size, each of them judged. */
    private static List<Set<String>> bruteForce(String rule, String edition, List<String> values) {
        List<Set<String>> found = new ArrayList<>();
        for (int size = 1; size <= 3 && found.isEmpty(); size++) {
            for (int bits = 1; bits < 1 << values.size(); bits++) {
                if (Integer.bitCount(bits) == size) {
                    Set<String> set = new TreeSet<>();
                    for (int i = 0; i < values.size(); i++) {
                        if ((bits >> i & 1) == 1) {
                            set.add(values.get(i));
                        }
                    }
                    if (DryRun.of(List.copyOf(set))
                            .edition(edition)
                            .rule(rule)
                            .outcome()
                            .startsWith("ACCEPTED")) {
                        found.add(set);
                    }
                }
            }
        }
        return found;
    }

    @Test
    @DisplayName("R4.5, R4.6 factorMode is one factor or two")
    void factors() {
        assertEquals(1, new PolicyRule.Assurance(1, List.of(), false, "").factors());
        assertEquals(2, new PolicyRule.Assurance(2, List.of(), false, "").factors());
        assertThrows(IllegalArgumentException.class, () -> new PolicyRule.Assurance(0, List.of(), false, ""));
        assertThrows(IllegalArgumentException.class, () -> new PolicyRule.Assurance(3, List.of(), false, ""));
    }

    private static List<String> wouldSatisfy(DryRun dryRun) {
        List<String> sets = new ArrayList<>();
        dryRun.verdict()
                .path("rule")
                .path("wouldSatisfy")
                .forEach(set -> sets.add(String.join(" ", DryRun.strings(set))));
        return sets;
    }
}
