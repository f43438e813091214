package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import dev.claimsverdict.testing.TokenVerdicts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R1.4: a verdict says that another edition of the AMR table decides otherwise, and decides as before. */
class EditionsDisagreeTest {

    private static final String CODE = "EDITIONS_DISAGREE";

    @Test
    @DisplayName("R1.4 the values that the editions count differently are known beforehand")
    void values() {
        Set<String> different = Set.of("face", "fpt", "iris", "retina", "vbm", "phr");
        for (String edition : AmrTable.EDITIONS) {
            List<AmrTable.Other> others =
                    AmrTable.edition(edition).orElseThrow().others();
            assertEquals(
                    AmrTable.EDITIONS.stream()
                            .filter(each -> !each.equals(edition))
                            .toList(),
                    others.stream().map(each -> each.table().edition()).toList());
            others.forEach(other -> assertEquals(different, other.values()));
            assertTrue(others.getFirst().differsOn(List.of("pwd", "phr")));
            assertEquals(false, others.getFirst().differsOn(List.of("pwd", "sms", "geo")));
            assertEquals(false, others.getFirst().differsOn(List.of()));
        }
        assertEquals(
                List.of(),
                AmrTable.DEFAULT.legacyMapping().values(false).stream()
                        .filter(value -> !AmrTable.edition("2026-07")
                                .orElseThrow()
                                .legacyMapping()
                                .values(false)
                                .contains(value))
                        .toList());
    }

    @DisplayName("R1.4 a sign-in on which the editions disagree, and the other side of each")
    @ParameterizedTest(name = "{0} for {1} by {2}: {3}, by the other {4}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            face     ; {factorMode: '2FA'} ; 2025-04 ; ACCEPTED RULE_SATISFIED      ; STEP_UP (rule not satisfied)
            face     ; {factorMode: '2FA'} ; 2026-07 ; STEP_UP FACTORS_MISSING      ; ACCEPTED (rule satisfied)
            face pwd ; {factorMode: '2FA'} ; 2025-04 ; ACCEPTED RULE_SATISFIED      ; -
            face     ; {factorMode: '1FA'} ; 2025-04 ; ACCEPTED RULE_SATISFIED      ; -
            pwd sms  ; {factorMode: '2FA'} ; 2025-04 ; ACCEPTED RULE_SATISFIED      ; -
            pwd phr  ; {factorMode: '2FA'} ; 2025-04 ; STEP_UP FACTORS_MISSING      ; ACCEPTED (rule satisfied)
            pwd phr  ; {factorMode: '2FA'} ; 2026-07 ; ACCEPTED RULE_SATISFIED      ; STEP_UP (rule not satisfied)
            phr      ; -                   ; 2025-04 ; REJECTED AMR_ALL_UNSUPPORTED ; ACCEPTED
            phr      ; -                   ; 2026-07 ; ACCEPTED AMR_USABLE          ; REJECTED
            pwd phr  ; -                   ; 2025-04 ; ACCEPTED AMR_USABLE          ; -
            phr      ; {factorMode: '2FA'} ; 2025-04 ; REJECTED AMR_ALL_UNSUPPORTED ; STEP_UP (rule not satisfied)
            geo      ; {factorMode: '2FA'} ; 2025-04 ; REJECTED AMR_ALL_UNSUPPORTED ; -
            face     ; {access: 'DENY'}    ; 2025-04 ; REJECTED RULE_DENIES         ; -
            face phr ; {type: 'AUTH_METHOD_CHAIN'} ; 2025-04 ; STEP_UP METHOD_CHAIN ; -
            -        ; {factorMode: '2FA'} ; 2025-04 ; REJECTED AMR_EMPTY           ; -
            """)
    void signIn(String amr, String rule, String edition, String outcome, String other) {
        DryRun dryRun = DryRun.of(amr).edition(edition);
        if (rule != null) {
            dryRun.rule(rule);
        }
        assertEquals(outcome, dryRun.outcome());
        JsonNode verdict = dryRun.verdict();
        assertEquals(other != null, DryRun.codes(verdict).contains(CODE), verdict.toString());
        if (other != null) {
            JsonNode finding = finding(verdict);
            String otherEdition = edition.equals("2025-04") ? "2026-07" : "2025-04";
            assertEquals("INFO", finding.path("level").asText());
            assertEquals("/amrTable", finding.path("pointer").asText());
            String message = finding.path("message").asText();
            assertTrue(
                    message.startsWith("By edition " + otherEdition + " of the AMR table this sign-in is " + other
                            + ", by edition " + edition + " it is "),
                    message);
            // What the other edition gives is what a request for it gets.
            assertEquals(
                    other.split(" ")[0],
                    dryRun.edition(otherEdition).verdict().path("verdict").asText());
        }
    }

    @Test
    @DisplayName("R1.4 only values of the tables are named, once each")
    void names() {
        JsonNode verdict = DryRun.of("phr zebra phr face pwd")
                .assurance("1FA", "[{possession: {phishingResistant: 'REQUIRED'}}]")
                .verdict();
        String message = finding(verdict).path("message").asText();
        assertTrue(message.contains(": the editions count face, phr differently. "), message);
        assertTrue(!message.contains("zebra"), message);
    }

    @DisplayName("R1.4 where no claims are counted by the table, the editions have nothing to disagree on")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            {claimsSharing: false}
            {claimsSharing: false, amrClaimsMapping: false}
            """)
    void noClaimsSharing(String org) {
        JsonNode verdict = DryRun.of("face").assurance("2FA", null).org(org).verdict();
        assertTrue(!DryRun.codes(verdict).contains(CODE), verdict.toString());
    }

    @Test
    @DisplayName("R1.4 of a token as of a dry run")
    void token() {
        String token = TestKey.ES256.sign(TestToken.claims("face").toString());
        var request = TestToken.request(token, TestKey.ES256);
        request.set("rule", TestApi.json("{\"factorMode\":\"2FA\"}"));
        JsonNode verdict = TokenVerdicts.accepted(request);
        assertEquals(List.of("RULE_SATISFIED", CODE), DryRun.codes(verdict));
        request.put("amrTable", "2026-07");
        assertEquals(List.of("FACTORS_MISSING", CODE), DryRun.codes(TokenVerdicts.of(request)));
    }

    private static JsonNode finding(JsonNode verdict) {
        for (JsonNode finding : verdict.path("findings")) {
            if (finding.path("code").asText().equals(CODE)) {
                return finding;
            }
        }
        throw new AssertionError(verdict);
    }
}
