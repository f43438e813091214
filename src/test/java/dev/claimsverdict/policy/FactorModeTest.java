package dev.claimsverdict.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R4.1 to R4.6, R4.12 to R4.14: rules without constraints, and what forbids AMR altogether. */
class FactorModeTest {

    static Stream<Arguments> everyValue() {
        return AmrTable.EDITIONS.stream()
                .flatMap(edition -> AmrTable.edition(edition).orElseThrow().claimsSharing().values(false).stream()
                        .map(value -> Arguments.of(value, edition)));
    }

    @DisplayName("R4.5 an unconstrained 1FA: any value that counts, mfa among them")
    @ParameterizedTest(name = "{0} in edition {1}")
    @MethodSource("everyValue")
    void oneFactor(String value, String edition) {
        assertEquals(
                "ACCEPTED RULE_SATISFIED",
                DryRun.of(value).edition(edition).assurance("1FA", null).outcome());
    }

    @DisplayName("R4.6 an unconstrained 2FA: two different factor types, or mfa")
    @ParameterizedTest(name = "{0} in edition {1}: {2}, remaining {3}")
    @CsvSource(nullValues = "-", textBlock = """
            pwd sms,         2025-04, ACCEPTED RULE_SATISFIED, -
            kba tel,         2025-04, ACCEPTED RULE_SATISFIED, -
            pwd,             2025-04, STEP_UP FACTORS_MISSING, POSSESSION|BIOMETRIC
            pwd pwd,         2025-04, STEP_UP FACTORS_MISSING, POSSESSION|BIOMETRIC
            pwd kba,         2025-04, STEP_UP FACTORS_MISSING, POSSESSION|BIOMETRIC
            pwd geo,         2025-04, STEP_UP FACTORS_MISSING, POSSESSION|BIOMETRIC
            hwk,             2025-04, STEP_UP FACTORS_MISSING, KNOWLEDGE|BIOMETRIC
            otp sms tel swk, 2025-04, STEP_UP FACTORS_MISSING, KNOWLEDGE|BIOMETRIC
            mfa,             2025-04, ACCEPTED RULE_SATISFIED, -
            mfa,             2026-07, ACCEPTED RULE_SATISFIED, -
            pwd mfa,         2025-04, ACCEPTED RULE_SATISFIED, -
            MFA pwd,         2025-04, STEP_UP FACTORS_MISSING, POSSESSION|BIOMETRIC
            face,            2025-04, ACCEPTED RULE_SATISFIED, -
            face,            2026-07, STEP_UP FACTORS_MISSING, KNOWLEDGE|POSSESSION
            face iris,       2026-07, STEP_UP FACTORS_MISSING, KNOWLEDGE|POSSESSION
            face pwd,        2026-07, ACCEPTED RULE_SATISFIED, -
            face hwk,        2026-07, ACCEPTED RULE_SATISFIED, -
            phr pwd,         2025-04, STEP_UP FACTORS_MISSING, POSSESSION|BIOMETRIC
            phr pwd,         2026-07, ACCEPTED RULE_SATISFIED, -
            """)
    void twoFactors(String amr, String edition, String outcome, String remaining) {
        DryRun dryRun = DryRun.of(amr).edition(edition).assurance("2FA", null);
        assertEquals(outcome, dryRun.outcome());
        JsonNode rule = dryRun.verdict().path("rule");
        assertEquals(DryRun.words(remaining), DryRun.strings(rule.path("remaining")));
        assertEquals(remaining == null, rule.path("satisfied").asBoolean());
    }

    @DisplayName("R4.6 what is missing is told, and where the rule asks for it")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
            pwd ; The rule needs POSSESSION or BIOMETRIC, but the counted values give KNOWLEDGE: Okta challenges the user for the rest.
            hwk ; The rule needs KNOWLEDGE or BIOMETRIC, but the counted values give POSSESSION: Okta challenges the user for the rest.
            """)
    void message(String amr, String sentence) {
        JsonNode finding =
                DryRun.of(amr).assurance("2FA", null).verdict().path("findings").path(0);
        assertTrue(finding.path("message").asText().startsWith(sentence + " "), finding.toString());
        assertEquals("/rule/factorMode", finding.path("pointer").asText());
    }

    @DisplayName("R4.1 access DENY rejects, whatever the AMR, the trust and the engine")
    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {actions: {appSignOn: {access: 'DENY', verificationMethod: {type: 'ASSURANCE', factorMode: '1FA'}}}} ; pwd sms ; RULE_DENIES ; {}
            {access: 'deny'}                                 ; pwd sms ; RULE_DENIES ; {}
            {access: 'DENY'}                                 ; mfa     ; RULE_DENIES ; {}
            {access: 'DENY'}                                 ; -       ; RULE_DENIES ; {}
            {access: 'DENY'}                                 ; geo     ; RULE_DENIES ; {}
            {access: 'DENY'}                                 ; pwd     ; RULE_DENIES ; {claimsSharing: false}
            {access: 'DENY'}                                 ; pwd     ; RULE_DENIES ; {engine: 'CLASSIC'}
            {actions: {signon: {access: 'DENY', requireFactor: false}}} ; mfa ; RULE_DENIES ; {}
            {requireFactor: false, access: 'DENY'}           ; mfa     ; RULE_DENIES ; {}
            """)
    void deny(String rule, String amr, String code, String org) {
        DryRun dryRun = DryRun.of(amr).rule(rule).org(org);
        assertEquals("REJECTED " + code, dryRun.outcome());
        JsonNode report = dryRun.verdict().path("rule");
        assertEquals(false, report.path("satisfied").asBoolean(true));
        assertEquals(0, report.path("satisfiedBy").size());
        assertEquals(0, report.path("remaining").size());
        assertEquals(0, report.path("wouldSatisfy").size());
    }

    @DisplayName("R4.1 access ALLOW leaves it to the rest of the rule")
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            {access: 'ALLOW', verificationMethod: {type: 'ASSURANCE', factorMode: '2FA'}} ; pwd sms ; ACCEPTED RULE_SATISFIED
            {access: 'allow', verificationMethod: {type: 'ASSURANCE', factorMode: '2FA'}} ; pwd     ; STEP_UP FACTORS_MISSING
            {actions: {signon: {access: 'ALLOW', requireFactor: true}}}                   ; pwd     ; STEP_UP FACTORS_MISSING
            """)
    void allow(String rule, String amr, String outcome) {
        assertEquals(outcome, DryRun.of(amr).rule(rule).outcome());
    }

    @DisplayName("R4.2 any verification method but ASSURANCE: AMR can't be used")
    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(textBlock = """
            AUTH_METHOD_CHAIN, pwd sms, METHOD_CHAIN
            auth_method_chain, mfa,     METHOD_CHAIN
            AUTH_METHOD_CHAIN, hwk face, METHOD_CHAIN
            ID_PROOFING,       mfa,     VERIFICATION_METHOD_NOT_ASSURANCE
            SOMETHING_NEW,     pwd sms, VERIFICATION_METHOD_NOT_ASSURANCE
            """)
    void otherMethods(String type, String amr, String code) {
        DryRun dryRun = DryRun.of(amr).rule("{type: '" + type + "', factorMode: '1FA', chains: [{}]}");
        assertEquals("STEP_UP " + code, dryRun.outcome());
        JsonNode verdict = dryRun.verdict();
        assertEquals(
                "/rule/type", verdict.path("findings").path(0).path("pointer").asText());
        assertEquals(
                List.of("AUTHENTICATION_METHODS"),
                DryRun.strings(verdict.path("rule").path("remaining")));
        assertEquals(0, verdict.path("rule").path("satisfiedBy").size());
        assertEquals(0, verdict.path("rule").path("wouldSatisfy").size());
    }

    @DisplayName("R4.2 ASSURANCE in any case is ASSURANCE")
    @ParameterizedTest
    @ValueSource(strings = {"ASSURANCE", "assurance", "Assurance"})
    void assurance(String type) {
        assertEquals(
                "ACCEPTED RULE_SATISFIED",
                DryRun.of("pwd")
                        .rule("{type: '" + type + "', factorMode: '1fa'}")
                        .outcome());
    }

    @DisplayName("R4.4 the security question in MFA: AMR satisfies Knowledge only, and mfa nothing")
    @ParameterizedTest(name = "{0} for {1} {2}, security question {3}: {4}, remaining {5}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            pwd     ; 1FA ; -                                  ; true  ; ACCEPTED RULE_SATISFIED          ; -
            kba     ; 1FA ; -                                  ; true  ; ACCEPTED RULE_SATISFIED          ; -
            sms     ; 1FA ; -                                  ; true  ; STEP_UP SECURITY_QUESTION_IN_MFA ; KNOWLEDGE|POSSESSION|BIOMETRIC
            face    ; 1FA ; -                                  ; true  ; STEP_UP SECURITY_QUESTION_IN_MFA ; KNOWLEDGE|POSSESSION|BIOMETRIC
            mfa     ; 1FA ; -                                  ; true  ; STEP_UP SECURITY_QUESTION_IN_MFA ; KNOWLEDGE|POSSESSION|BIOMETRIC
            mfa     ; 2FA ; -                                  ; true  ; STEP_UP SECURITY_QUESTION_IN_MFA ; KNOWLEDGE|POSSESSION|BIOMETRIC KNOWLEDGE|POSSESSION|BIOMETRIC
            pwd sms ; 2FA ; -                                  ; true  ; STEP_UP SECURITY_QUESTION_IN_MFA ; POSSESSION|BIOMETRIC
            pwd sms ; 2FA ; -                                  ; false ; ACCEPTED RULE_SATISFIED          ; -
            pwd hwk ; 2FA ; [{knowledge: {}, possession: {}}]  ; true  ; STEP_UP SECURITY_QUESTION_IN_MFA ; POSSESSION
            hwk     ; 1FA ; [{possession: {}}]                 ; true  ; STEP_UP SECURITY_QUESTION_IN_MFA ; POSSESSION
            hwk     ; 1FA ; [{possession: {}}]                 ; false ; ACCEPTED RULE_SATISFIED          ; -
            pwd     ; 1FA ; [{knowledge: {types: ['PASSWORD']}}] ; true ; ACCEPTED RULE_SATISFIED         ; -
            pwd     ; 1FA ; [{possession: {methods: ['SMS']}}] ; true  ; STEP_UP METHOD_LIST              ; AUTHENTICATION_METHODS
            """)
    void securityQuestion(
            String amr, String factorMode, String constraints, boolean inMfa, String outcome, String remaining) {
        DryRun dryRun =
                DryRun.of(amr).assurance(factorMode, constraints).org("{securityQuestionForMfa: " + inMfa + "}");
        assertEquals(outcome, dryRun.outcome());
        assertEquals(
                DryRun.words(remaining),
                DryRun.strings(dryRun.verdict().path("rule").path("remaining")));
    }

    @DisplayName("R4.4 without a possession or biometric value that could count, nothing would satisfy two factors")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            1FA, 2
            2FA, 0
            """)
    void wouldSatisfy(String factorMode, int sets) {
        assertEquals(
                sets,
                DryRun.of("sms")
                        .assurance(factorMode, null)
                        .org("{securityQuestionForMfa: true}")
                        .verdict()
                        .path("rule")
                        .path("wouldSatisfy")
                        .size());
    }

    @DisplayName("R4.4 a chain is a chain also where the security question is in MFA")
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void chain(String inMfa) {
        assertEquals(
                "STEP_UP METHOD_CHAIN",
                DryRun.of("pwd sms")
                        .rule("{type: 'AUTH_METHOD_CHAIN'}")
                        .org("{securityQuestionForMfa: " + inMfa + "}")
                        .outcome());
    }

    @DisplayName("R4.12 global session rule: any counted value, or with requireFactor two factor types or mfa")
    @ParameterizedTest(name = "{0} with requireFactor {1} in edition {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
            pwd,     false, 2025-04, ACCEPTED RULE_SATISFIED
            sms,     false, 2025-04, ACCEPTED RULE_SATISFIED
            face,    false, 2026-07, ACCEPTED RULE_SATISFIED
            mfa,     false, 2025-04, ACCEPTED RULE_SATISFIED
            mfa,     true,  2025-04, ACCEPTED RULE_SATISFIED
            pwd sms, true,  2025-04, ACCEPTED RULE_SATISFIED
            pwd,     true,  2025-04, STEP_UP FACTORS_MISSING
            pwd kba, true,  2025-04, STEP_UP FACTORS_MISSING
            face,    true,  2025-04, ACCEPTED RULE_SATISFIED
            face,    true,  2026-07, STEP_UP FACTORS_MISSING
            """)
    void globalSession(String amr, boolean requireFactor, String edition, String outcome) {
        String signOn = "{access: 'ALLOW', requireFactor: " + requireFactor + "}";
        DryRun whole = DryRun.of(amr).edition(edition).rule("{actions: {signon: " + signOn + "}}");
        assertEquals(outcome, whole.outcome());
        assertEquals(outcome, DryRun.of(amr).edition(edition).rule(signOn).outcome());
        if (outcome.startsWith("STEP_UP")) {
            assertEquals(
                    "/rule/actions/signon/requireFactor",
                    whole.verdict().path("findings").path(0).path("pointer").asText());
        }
    }

    @DisplayName("R4.12 a global session rule that doesn't mention MFA doesn't ask for it")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{actions: {signon: {access: 'ALLOW'}}}",
                "{actions: {signon: {}}}",
                "{actions: {signon: {requireFactor: null}}}"
            })
    void absent(String rule) {
        assertEquals("ACCEPTED RULE_SATISFIED", DryRun.of("pwd").rule(rule).outcome());
    }

    @DisplayName("R4.13 Classic Engine with a rule: pwd or mfa; with MFA mfa, or pwd and a possession value")
    @ParameterizedTest(name = "{0} for {1} in edition {2}: {3}, remaining {4}")
    @CsvSource(nullValues = "-", textBlock = """
            pwd,      1FA, 2025-04, ACCEPTED RULE_SATISFIED,          -
            mfa,      1FA, 2025-04, ACCEPTED RULE_SATISFIED,          -
            kba,      1FA, 2025-04, STEP_UP CLASSIC_NEEDS_PWD_OR_MFA, KNOWLEDGE
            hwk,      1FA, 2025-04, STEP_UP CLASSIC_NEEDS_PWD_OR_MFA, KNOWLEDGE
            pwd sms,  2FA, 2025-04, ACCEPTED RULE_SATISFIED,          -
            pwd hwk,  2FA, 2025-04, ACCEPTED RULE_SATISFIED,          -
            hwk pwd,  2FA, 2025-04, ACCEPTED RULE_SATISFIED,          -
            mfa,      2FA, 2025-04, ACCEPTED RULE_SATISFIED,          -
            pwd mfa,  2FA, 2025-04, ACCEPTED RULE_SATISFIED,          -
            pwd,      2FA, 2025-04, STEP_UP FACTORS_MISSING,          POSSESSION
            pwd kba,  2FA, 2025-04, STEP_UP FACTORS_MISSING,          POSSESSION
            hwk,      2FA, 2025-04, STEP_UP CLASSIC_NEEDS_PWD_OR_MFA, KNOWLEDGE
            hwk face, 2FA, 2025-04, STEP_UP CLASSIC_NEEDS_PWD_OR_MFA, KNOWLEDGE
            kba sms,  2FA, 2025-04, STEP_UP CLASSIC_NEEDS_PWD_OR_MFA, KNOWLEDGE
            kba,      2FA, 2025-04, STEP_UP CLASSIC_NEEDS_PWD_OR_MFA, KNOWLEDGE POSSESSION
            pwd face, 2FA, 2025-04, ACCEPTED RULE_SATISFIED,          -
            pwd face, 2FA, 2026-07, STEP_UP FACTORS_MISSING,          POSSESSION
            """)
    void classicEngine(String amr, String factorMode, String edition, String outcome, String remaining) {
        String requireFactor = factorMode.equals("2FA") ? "true" : "false";
        for (String rule : List.of(
                "{factorMode: '" + factorMode + "'}",
                "{requireFactor: " + requireFactor + "}",
                // Constraints are not read.
                "{factorMode: '" + factorMode + "', constraints: [{possession: {hardwareProtection: 'REQUIRED',"
                        + " methods: ['WEBAUTHN']}}]}")) {
            DryRun dryRun = DryRun.of(amr).edition(edition).rule(rule).org("{engine: 'CLASSIC'}");
            assertEquals(outcome, dryRun.outcome(), rule);
            assertEquals(
                    DryRun.words(remaining),
                    DryRun.strings(dryRun.verdict().path("rule").path("remaining")),
                    rule);
        }
    }

    @DisplayName("R4.13 what satisfied a Classic Engine rule")
    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(textBlock = """
            pwd sms,     1FA, pwd KNOWLEDGE
            pwd sms,     2FA, pwd KNOWLEDGE sms POSSESSION
            pwd face,    2FA, pwd KNOWLEDGE face POSSESSION
            kba hwk mfa, 2FA, hwk POSSESSION mfa MULTI_FACTOR
            """)
    void satisfiedBy(String amr, String factorMode, String satisfiedBy) {
        JsonNode rule = DryRun.of(amr)
                .assurance(factorMode, null)
                .org("{engine: 'CLASSIC'}")
                .verdict()
                .path("rule");
        StringBuilder words = new StringBuilder();
        for (JsonNode each : rule.path("satisfiedBy")) {
            words.append(' ').append(each.path("value").asText());
            words.append(' ').append(String.join(" ", DryRun.strings(each.path("satisfied"))));
        }
        assertEquals(satisfiedBy, words.toString().strip());
    }

    @DisplayName("R4.13 Classic Engine without a rule: pwd or mfa")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            pwd,      ACCEPTED AMR_USABLE
            mfa,      ACCEPTED AMR_USABLE
            hwk pwd,  ACCEPTED AMR_USABLE
            hwk,      STEP_UP CLASSIC_NEEDS_PWD_OR_MFA
            kba,      STEP_UP CLASSIC_NEEDS_PWD_OR_MFA
            hwk face, STEP_UP CLASSIC_NEEDS_PWD_OR_MFA
            """)
    void withoutARule(String amr, String outcome) {
        assertEquals(outcome, DryRun.of(amr).org("{engine: 'CLASSIC'}").outcome());
    }

    @DisplayName("R4.13 a chain, or another type that isn't ASSURANCE, steps up on Classic Engine too")
    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(textBlock = """
            AUTH_METHOD_CHAIN, pwd sms, METHOD_CHAIN
            AUTH_METHOD_CHAIN, mfa,     METHOD_CHAIN
            ID_PROOFING,       mfa,     VERIFICATION_METHOD_NOT_ASSURANCE
            ID_PROOFING,       hwk,     VERIFICATION_METHOD_NOT_ASSURANCE
            """)
    void otherMethodsOnClassicEngine(String type, String amr, String code) {
        DryRun dryRun = DryRun.of(amr).rule("{type: '" + type + "'}").org("{engine: 'CLASSIC'}");
        assertEquals("STEP_UP " + code, dryRun.outcome());
        assertEquals(0, dryRun.verdict().at("/rule/wouldSatisfy").size());
    }

    @DisplayName("R4.13, R4.15 Classic Engine without pwd or mfa: what remains, and what would do")
    @ParameterizedTest(name = "requireFactor {0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
            false ; [["pwd"],["mfa"]]
            true  ; [["mfa"]]
            """)
    void wouldSatisfyOnClassicEngine(String requireFactor, String sets) {
        JsonNode rule = DryRun.of("hwk")
                .rule("{requireFactor: " + requireFactor + "}")
                .org("{engine: 'CLASSIC'}")
                .verdict()
                .path("rule");
        List<String> expected = DryRun.strings(TestApi.json(sets), new String[0]);
        assertEquals(expected.size(), rule.path("wouldSatisfy").size());
        for (JsonNode set : rule.path("wouldSatisfy")) {
            assertTrue(sets.contains(set.toString()), rule.toString());
        }
    }

    @DisplayName("R4.4, R4.12 the security question holds for global session rules as well")
    @ParameterizedTest(name = "{0} with requireFactor {1}, security question {2}: {3}")
    @CsvSource(textBlock = """
            pwd,     false, true,  ACCEPTED RULE_SATISFIED
            sms,     false, true,  STEP_UP SECURITY_QUESTION_IN_MFA
            sms,     false, false, ACCEPTED RULE_SATISFIED
            mfa,     true,  true,  STEP_UP SECURITY_QUESTION_IN_MFA
            mfa,     true,  false, ACCEPTED RULE_SATISFIED
            pwd sms, true,  true,  STEP_UP SECURITY_QUESTION_IN_MFA
            pwd sms, true,  false, ACCEPTED RULE_SATISFIED
            """)
    void globalSessionWithASecurityQuestion(String amr, String requireFactor, String question, String outcome) {
        assertEquals(
                outcome,
                DryRun.of(amr)
                        .rule("{requireFactor: " + requireFactor + "}")
                        .org("{securityQuestionForMfa: " + question + "}")
                        .outcome());
    }

    @DisplayName("R4.12 a global session rule by itself is known by any member that only such a rule has")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{access: 'ALLOW', requireFactor: false}",
                "{access: 'ALLOW', primaryFactor: 'PASSWORD_IDP_ANY_FACTOR'}",
                "{access: 'ALLOW', session: {maxSessionIdleMinutes: 120}}",
                "{factorPromptMode: 'ALWAYS', requireFactor: null}"
            })
    void bare(String rule) {
        assertEquals("ACCEPTED RULE_SATISFIED", DryRun.of("pwd").rule(rule).outcome());
    }

    @DisplayName("R4.14 reauthentication is local, unless claims sourcing goes back to the IdP")
    @ParameterizedTest(name = "{0}, claims sourcing fixed {1}: {2}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {factorMode: '1FA', reauthenticateIn: 'PT4H'}                                            ; false ; /rule/reauthenticateIn
            {factorMode: '1FA', reauthenticateIn: 'PT4H'}                                            ; true  ; -
            {factorMode: '1FA'}                                                                      ; false ; -
            {factorMode: '1FA', reauthenticateIn: null}                                              ; false ; -
            {factorMode: '2FA', reauthenticateIn: 'PT0S'}                                            ; false ; /rule/reauthenticateIn
            {factorMode: '1FA', constraints: [{knowledge: {reauthenticateIn: 'PT2H'}}]}              ; false ; /rule/reauthenticateIn
            {factorMode: '1FA', constraints: [{}, {possession: {reauthenticateIn: 'PT2H'}}]}         ; false ; /rule/reauthenticateIn
            {factorMode: '1FA', constraints: [{possession: {reauthenticateIn: 'PT2H'}}]}             ; true  ; -
            {type: 'AUTH_METHOD_CHAIN', reauthenticateIn: 'PT4H'}                                    ; false ; /rule/reauthenticateIn
            {type: 'AUTH_METHOD_CHAIN', reauthenticateIn: 'PT4H'}                                    ; true  ; -
            {type: 'AUTH_METHOD_CHAIN'}                                                              ; false ; -
            {verificationMethod: {factorMode: '1FA', reauthenticateIn: 'PT4H'}}                      ; false ; /rule/verificationMethod/reauthenticateIn
            """)
    void reauthentication(String rule, boolean fixed, String pointer) {
        JsonNode verdict = DryRun.of("pwd")
                .rule(rule)
                .org("{claimsSourcingFixed: " + fixed + "}")
                .verdict();
        String found = null;
        for (JsonNode finding : verdict.path("findings")) {
            if (finding.path("code").asText().equals("REAUTHENTICATION_LOCAL")) {
                found = finding.path("pointer").asText();
                assertEquals("INFO", finding.path("level").asText());
            }
        }
        assertEquals(pointer, found);
    }

    @DisplayName("R4.14 it is information: it changes no verdict")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            pwd sms, ACCEPTED RULE_SATISFIED
            pwd,     STEP_UP FACTORS_MISSING
            """)
    void changesNothing(String amr, String outcome) {
        assertEquals(
                outcome,
                DryRun.of(amr)
                        .rule("{factorMode: '2FA', reauthenticateIn: 'PT4H'}")
                        .outcome());
    }

    @DisplayName("R4.15 without a rule: is the AMR usable?")
    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            pwd     ; {}                             ; ACCEPTED AMR_USABLE
            mfa     ; {}                             ; ACCEPTED AMR_USABLE
            geo sms ; {}                             ; ACCEPTED AMR_USABLE
            geo     ; {}                             ; REJECTED AMR_ALL_UNSUPPORTED
            sms     ; {securityQuestionForMfa: true} ; ACCEPTED AMR_USABLE
            """)
    void noRule(String amr, String org, String outcome) {
        DryRun dryRun = DryRun.of(amr).org(org);
        assertEquals(outcome, dryRun.outcome());
        JsonNode verdict = dryRun.verdict();
        assertTrue(verdict.path("rule").isMissingNode());
        assertEquals("/amr", verdict.path("findings").path(0).path("pointer").asText());
    }

    @DisplayName("R4.16 without trust nothing is counted, with or without a rule")
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "null",
                "{factorMode: '1FA'}",
                "{requireFactor: false}",
                "{type: 'AUTH_METHOD_CHAIN'}",
                "{factorMode: '1FA', constraints: [{possession: {methods: ['SMS']}}]}"
            })
    void noTrust(String rule) {
        for (String amr : List.of("pwd sms", "mfa", "geo", "")) {
            DryRun dryRun = DryRun.of(amr).rule(rule).org("{claimsSharing: false}");
            assertEquals("STEP_UP TRUST_OFF", dryRun.outcome());
            JsonNode verdict = dryRun.verdict();
            assertEquals(DryRun.words(amr), DryRun.strings(verdict.path("amr").path("received")));
            assertEquals(0, verdict.path("amr").path("counted").size());
            assertEquals(0, verdict.path("rule").path("satisfiedBy").size());
            assertEquals(0, verdict.path("rule").path("wouldSatisfy").size());
            assertEquals(
                    "/idp/policy/trustClaims",
                    verdict.path("findings").path(0).path("pointer").asText());
            assertEquals("TRUST_OFF", TestApi.first(verdict));
        }
    }
}
