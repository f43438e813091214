package dev.claimsverdict.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Outcomes are read off the findings: worst first, the first decides. */
class VerdictsTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "AMR_USABLE,                              ACCEPTED",
        "RULE_SATISFIED,                          ACCEPTED",
        "RULE_SATISFIED REAUTHENTICATION_LOCAL,   ACCEPTED",
        "DUPLICATE_MEMBER AMR_USABLE,             ACCEPTED",
        "FACTORS_MISSING,                         STEP_UP",
        "AMR_USABLE FACTORS_MISSING,              STEP_UP",
        "TRUST_OFF MAP_AMR_CLAIMS_IGNORED,        STEP_UP",
        "DUPLICATE_MEMBER,                        STEP_UP",
        "OKTA_TO_OKTA_OPAQUE,                     STEP_UP",
        "AMR_MISSING,                             REJECTED",
        "AMR_USABLE TOKEN_EXPIRED,                REJECTED",
        "RULE_SATISFIED FACTORS_MISSING RULE_DENIES, REJECTED",
    })
    @DisplayName("R5.5: a sign-in is accepted for a finding that accepts and nothing worse, never by default")
    void signIn(String codes, SignInVerdict.Outcome outcome) {
        assertEquals(outcome, signIn(findings(codes)).outcome());
    }

    @Test
    @DisplayName("R5.5: no sign-in verdict without a reason")
    void noReason() {
        List<Finding> none = List.of();
        assertThrows(IllegalArgumentException.class, () -> signIn(none));
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    @DisplayName("R5.5: of all codes two accept, and neither is an error nor a warning")
    void onlyTwoAccept(FindingCode code) {
        boolean accepting = code == FindingCode.AMR_USABLE || code == FindingCode.RULE_SATISFIED;
        assertEquals(accepting, code.accepts());
        SignInVerdict.Outcome outcome = signIn(List.of(Finding.of(code))).outcome();
        assertEquals(accepting, outcome == SignInVerdict.Outcome.ACCEPTED);
        assertEquals(code.level() == Level.ERROR, outcome == SignInVerdict.Outcome.REJECTED);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "'',                                        SAFE",
        "AMR_EVIDENCE_PRESENT,                      SAFE",
        "NO_RELEVANT_CHANGE SECRET_IN_EVENT,        SAFE",
        "AMR_EVIDENCE_MISSING,                      AT_RISK",
        "AMR_NOT_ADVERTISED SECRET_IN_EVENT,        AT_RISK",
        "TRUST_TURNED_OFF,                          AT_RISK",
        "FLOW_BREAKS_NO_AMR,                        BREAKING",
        "FLOW_BREAKS_NO_AMR MAP_AMR_CLAIMS_IGNORED, BREAKING",
        "OIDC_ISSUER_MISSING,                       INVALID",
        "IDP_MALFORMED,                             INVALID",
        "FLOW_BREAKS_NO_AMR OPENID_SCOPE_MISSING,   INVALID",
    })
    @DisplayName("Section 6: ERROR is INVALID or BREAKING, WARNING is AT_RISK, else SAFE")
    void configuration(String codes, ConfigurationVerdict.Outcome outcome) {
        ConfigurationVerdict verdict = new ConfigurationVerdict("id", "2025-04", Trust.NONE, findings(codes));
        assertEquals(outcome, verdict.outcome());
    }

    @Test
    @DisplayName("findings are ordered by level, then as the catalogue has them, then by pointer; each stands once")
    void order() {
        Finding present = Finding.at("/evidence/amr", FindingCode.AMR_EVIDENCE_PRESENT);
        Finding missing = Finding.at("/b", FindingCode.AMR_EVIDENCE_MISSING);
        Finding trustB = Finding.at("/b", FindingCode.TRUST_TURNED_OFF);
        Finding trustA = Finding.at("/a", FindingCode.TRUST_TURNED_OFF);
        Finding asWarning = present.as(Level.WARNING);
        assertEquals(
                List.of(trustA, trustB, missing, asWarning, present),
                Finding.ordered(List.of(present, missing, trustB, trustA, asWarning, trustB, present)));
    }

    private static List<Finding> findings(String codes) {
        List<Finding> findings = new ArrayList<>();
        for (String code : codes.split(" ")) {
            if (!code.isEmpty()) {
                findings.add(Finding.of(FindingCode.valueOf(code)));
            }
        }
        return findings;
    }

    private static SignInVerdict signIn(List<Finding> findings) {
        return new SignInVerdict(
                true,
                "id",
                "2025-04",
                Trust.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                findings);
    }
}
