package dev.claimsverdict.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.testing.DryRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R4.3 and R4.7 to R4.11: what constraints ask of the counted values. */
class ConstraintTest {

    @DisplayName("R4.9 which values have a possession property by themselves")
    @ParameterizedTest(name = "{1} in edition {0}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            2025-04, userPresence,       face fpt iris retina vbm hwk otp sc sms swk tel pop
            2026-07, userPresence,       hwk otp sc sms swk tel pop phr
            2025-04, deviceBound,        hwk otp sc swk pop
            2026-07, deviceBound,        hwk otp sc swk pop phr
            2025-04, hardwareProtection, hwk
            2026-07, hardwareProtection, hwk
            2025-04, phishingResistant,  -
            2026-07, phishingResistant,  phr
            2025-04, userVerification,   face fpt iris retina vbm
            2026-07, userVerification,   -
            """)
    void properties(String edition, String property, String values) {
        List<String> accepted = new ArrayList<>();
        for (String value :
                AmrTable.edition(edition).orElseThrow().claimsSharing().values(false)) {
            DryRun dryRun = DryRun.of(value)
                    .edition(edition)
                    .assurance("1FA", "[{possession: {" + property + ": 'REQUIRED'}}]");
            if (dryRun.outcome().equals("ACCEPTED RULE_SATISFIED")) {
                accepted.add(value);
            }
        }
        assertEquals(DryRun.words(values), accepted);
    }

    @DisplayName(
            "R2.2, R4.9 legacy mapping has no characteristics, so no value is user verifying or lends it to another")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            swk,     STEP_UP CHARACTERISTICS_MISSING
            swk pop, STEP_UP CHARACTERISTICS_MISSING
            swk sms, STEP_UP CHARACTERISTICS_MISSING
            """)
    void userVerificationByLegacyMapping(String amr, String outcome) {
        JsonNode idp = DryRun.json("{type: 'OIDC', policy: {mapAMRClaims: true}, protocol: {type: 'OIDC'}}");
        assertEquals(
                outcome,
                DryRun.of(amr)
                        .idp(idp)
                        .org("{claimsSharing: false}")
                        .assurance("1FA", "[{possession: {userVerification: 'REQUIRED'}}]")
                        .outcome());
    }

    @DisplayName("R4.9 a property that is OPTIONAL asks for nothing")
    @ParameterizedTest
    @ValueSource(
            strings = {"deviceBound", "hardwareProtection", "phishingResistant", "userVerification", "userPresence"})
    void optional(String property) {
        for (String optional : List.of("OPTIONAL", "optional")) {
            assertEquals(
                    "ACCEPTED RULE_SATISFIED",
                    DryRun.of("sms")
                            .assurance("1FA", "[{possession: {" + property + ": '" + optional + "'}}]")
                            .outcome());
        }
    }

    @DisplayName("R4.9 possession properties together")
    @ParameterizedTest(name = "{0} in edition {1} for {2}: {3}, remaining {4}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            face     ; 2025-04 ; userVerification: 'REQUIRED' ; ACCEPTED RULE_SATISFIED         ; -
            face     ; 2026-07 ; userVerification: 'REQUIRED' ; STEP_UP FACTORS_MISSING         ; POSSESSION
            face hwk ; 2026-07 ; userVerification: 'REQUIRED' ; ACCEPTED RULE_SATISFIED         ; -
            sms vbm  ; 2026-07 ; userVerification: 'REQUIRED' ; ACCEPTED RULE_SATISFIED         ; -
            sms face ; 2025-04 ; userVerification: 'REQUIRED' ; ACCEPTED RULE_SATISFIED         ; -
            hwk      ; 2026-07 ; userVerification: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; USER_VERIFYING
            hwk otp  ; 2026-07 ; userVerification: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; USER_VERIFYING
            hwk pwd  ; 2025-04 ; userVerification: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; USER_VERIFYING
            face fpt ; 2026-07 ; userVerification: 'REQUIRED' ; STEP_UP FACTORS_MISSING         ; POSSESSION
            face     ; 2025-04 ; userVerification: 'REQUIRED', deviceBound: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; DEVICE_BOUND
            face otp ; 2025-04 ; userVerification: 'REQUIRED', deviceBound: 'REQUIRED' ; ACCEPTED RULE_SATISFIED ; -
            face otp ; 2026-07 ; userVerification: 'REQUIRED', deviceBound: 'REQUIRED' ; ACCEPTED RULE_SATISFIED ; -
            face sms ; 2026-07 ; userVerification: 'REQUIRED', deviceBound: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; DEVICE_BOUND
            hwk      ; 2025-04 ; deviceBound: 'REQUIRED', hardwareProtection: 'REQUIRED' ; ACCEPTED RULE_SATISFIED ; -
            otp      ; 2025-04 ; deviceBound: 'REQUIRED', hardwareProtection: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; HARDWARE_PROTECTED
            sms      ; 2025-04 ; deviceBound: 'REQUIRED', hardwareProtection: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; DEVICE_BOUND HARDWARE_PROTECTED
            sms otp  ; 2025-04 ; deviceBound: 'REQUIRED', hardwareProtection: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; HARDWARE_PROTECTED
            otp sms  ; 2025-04 ; deviceBound: 'REQUIRED', hardwareProtection: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; HARDWARE_PROTECTED
            phr      ; 2026-07 ; deviceBound: 'REQUIRED', phishingResistant: 'REQUIRED' ; ACCEPTED RULE_SATISFIED ; -
            phr face ; 2026-07 ; userVerification: 'REQUIRED', phishingResistant: 'REQUIRED' ; ACCEPTED RULE_SATISFIED ; -
            phr      ; 2026-07 ; userVerification: 'REQUIRED', phishingResistant: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; USER_VERIFYING
            hwk phr  ; 2026-07 ; hardwareProtection: 'REQUIRED', phishingResistant: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; HARDWARE_PROTECTED
            hwk      ; 2026-07 ; hardwareProtection: 'REQUIRED', phishingResistant: 'REQUIRED' ; STEP_UP CHARACTERISTICS_MISSING ; PHISHING_RESISTANT
            phr      ; 2025-04 ; phishingResistant: 'REQUIRED' ; REJECTED AMR_ALL_UNSUPPORTED   ; POSSESSION
            pwd      ; 2025-04 ; {}                            ; STEP_UP FACTORS_MISSING        ; POSSESSION
            """)
    void together(String amr, String edition, String properties, String outcome, String remaining) {
        String possession = properties.equals("{}") ? "{}" : "{" + properties + "}";
        DryRun dryRun = DryRun.of(amr).edition(edition).assurance("1FA", "[{possession: " + possession + "}]");
        assertEquals(outcome, dryRun.outcome());
        assertEquals(
                DryRun.words(remaining),
                DryRun.strings(dryRun.verdict().path("rule").path("remaining")));
    }

    @DisplayName("R4.9 one value must have all of it; when only several together have, that is told")
    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            hwk phr      ; hardwareProtection: 'REQUIRED', phishingResistant: 'REQUIRED'                               ; true
            otp hwk phr  ; hardwareProtection: 'REQUIRED', phishingResistant: 'REQUIRED'                               ; true
            hwk phr face ; hardwareProtection: 'REQUIRED', phishingResistant: 'REQUIRED', userVerification: 'REQUIRED' ; true
            hwk phr      ; hardwareProtection: 'REQUIRED', phishingResistant: 'REQUIRED', userVerification: 'REQUIRED' ; false
            hwk          ; hardwareProtection: 'REQUIRED', phishingResistant: 'REQUIRED'                               ; false
            otp phr      ; hardwareProtection: 'REQUIRED', phishingResistant: 'REQUIRED'                               ; false
            """)
    void union(String amr, String properties, boolean union) {
        JsonNode verdict = DryRun.of(amr)
                .edition("2026-07")
                .assurance("1FA", "[{possession: {" + properties + "}}]")
                .verdict();
        assertEquals(
                union ? List.of("CHARACTERISTICS_MISSING", "UNION_WOULD_SATISFY") : List.of("CHARACTERISTICS_MISSING"),
                DryRun.codes(verdict));
        assertEquals("STEP_UP", verdict.path("verdict").asText());
        verdict.path("findings")
                .forEach(finding -> assertEquals(
                        "/rule/constraints/0/possession",
                        finding.path("pointer").asText()));
        assertEquals(0, verdict.path("rule").path("wouldSatisfy").size());
    }

    @DisplayName("R4.9 that the union would satisfy is told where it would satisfy the rule, and only there")
    @ParameterizedTest(name = "{0} for {1} with {2}: {3}")
    @CsvSource(delimiter = ';', textBlock = """
            hwk phr      ; 2FA ; {possession: {P}}                                  ; CHARACTERISTICS_MISSING FACTORS_MISSING
            hwk phr pwd  ; 2FA ; {possession: {P}}                                  ; CHARACTERISTICS_MISSING UNION_WOULD_SATISFY
            hwk phr face ; 2FA ; {possession: {P}}                                  ; CHARACTERISTICS_MISSING UNION_WOULD_SATISFY
            hwk phr      ; 2FA ; {knowledge: {}, possession: {P}}                   ; FACTORS_MISSING CHARACTERISTICS_MISSING
            hwk phr kba  ; 2FA ; {knowledge: {types: ['PASSWORD']}, possession: {P}} ; FACTORS_MISSING CHARACTERISTICS_MISSING
            hwk phr pwd  ; 2FA ; {knowledge: {types: ['PASSWORD']}, possession: {P}} ; CHARACTERISTICS_MISSING UNION_WOULD_SATISFY
            hwk phr pwd  ; 2FA ; {possession: {required: false, P}}                 ; FACTORS_MISSING UNION_WOULD_SATISFY
            hwk phr      ; 1FA ; {possession: {required: false, P}}                 ; FACTORS_MISSING UNION_WOULD_SATISFY
            hwk phr      ; 2FA ; {possession: {required: false, P}}                 ; FACTORS_MISSING
            hwk pwd      ; 2FA ; {possession: {required: false, P}}                 ; FACTORS_MISSING
            """)
    void unionOfTheRule(String amr, String factorMode, String constraint, String codes) {
        String both = "hardwareProtection: 'REQUIRED', phishingResistant: 'REQUIRED'";
        JsonNode verdict = DryRun.of(amr)
                .edition("2026-07")
                .assurance(factorMode, "[" + constraint.replace("P}", both + "}") + "]")
                .verdict();
        assertEquals("STEP_UP", verdict.path("verdict").asText());
        List<String> found = new ArrayList<>(DryRun.codes(verdict));
        found.remove("EDITIONS_DISAGREE");
        List<String> expected = new ArrayList<>(DryRun.words(codes));
        found.sort(null);
        expected.sort(null);
        assertEquals(expected, found, verdict.toString());
    }

    @DisplayName("R4.9 what the nearest value lacks is told")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
            otp ; Missing: HARDWARE_PROTECTED.
            """)
    void message(String amr, String missing) {
        String message = DryRun.of(amr)
                .assurance("1FA", "[{possession: {hardwareProtection: 'REQUIRED'}}]")
                .verdict()
                .path("findings")
                .path(0)
                .path("message")
                .asText();
        assertTrue(message.contains(missing), message);
    }

    @DisplayName("R4.9 user verification methods: biometrics as userVerification, PIN alone can't be expressed")
    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            face hwk     ; ['BIOMETRICS']        ; ACCEPTED RULE_SATISFIED
            face hwk     ; ['biometrics']        ; ACCEPTED RULE_SATISFIED
            hwk          ; ['BIOMETRICS']        ; STEP_UP CHARACTERISTICS_MISSING
            face hwk     ; ['PIN', 'BIOMETRICS'] ; ACCEPTED RULE_SATISFIED
            hwk          ; ['PIN', 'BIOMETRICS'] ; STEP_UP CHARACTERISTICS_MISSING
            face hwk pwd ; ['PIN']               ; STEP_UP PIN_NOT_EXPRESSIBLE
            face hwk pwd ; ['pin']               ; STEP_UP PIN_NOT_EXPRESSIBLE
            mfa          ; ['PIN']               ; STEP_UP PIN_NOT_EXPRESSIBLE
            hwk          ; []                    ; ACCEPTED RULE_SATISFIED
            hwk          ; null                  ; ACCEPTED RULE_SATISFIED
            """)
    void userVerificationMethods(String amr, String methods, String outcome) {
        DryRun dryRun = DryRun.of(amr)
                .edition("2026-07")
                .assurance("1FA", "[{possession: {userVerificationMethods: " + methods + "}}]");
        assertEquals(outcome, dryRun.outcome());
        if (outcome.endsWith("PIN_NOT_EXPRESSIBLE")) {
            JsonNode rule = dryRun.verdict().path("rule");
            assertTrue(DryRun.strings(rule.path("remaining")).contains("PIN"));
            assertEquals(0, rule.path("wouldSatisfy").size());
        }
    }

    @DisplayName("R4.10 knowledge types")
    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            pwd     ; {types: ['PASSWORD']}                      ; ACCEPTED RULE_SATISFIED
            pwd     ; {types: ['password']}                      ; ACCEPTED RULE_SATISFIED
            kba     ; {types: ['PASSWORD']}                      ; STEP_UP FACTORS_MISSING
            kba pwd ; {types: ['PASSWORD']}                      ; ACCEPTED RULE_SATISFIED
            kba     ; {types: ['SECURITY_QUESTION']}             ; ACCEPTED RULE_SATISFIED
            pwd     ; {types: ['SECURITY_QUESTION']}             ; STEP_UP FACTORS_MISSING
            pwd     ; {types: ['PASSWORD', 'SECURITY_QUESTION']} ; ACCEPTED RULE_SATISFIED
            kba     ; {types: ['PASSWORD', 'SECURITY_QUESTION']} ; ACCEPTED RULE_SATISFIED
            pwd     ; {types: []}                                ; ACCEPTED RULE_SATISFIED
            kba     ; {}                                         ; ACCEPTED RULE_SATISFIED
            pwd     ; {}                                         ; ACCEPTED RULE_SATISFIED
            hwk     ; {}                                         ; STEP_UP FACTORS_MISSING
            pwd     ; {types: ['PASSWORD', 'PHONE']}             ; STEP_UP METHOD_LIST
            pwd     ; {types: ['APP']}                           ; STEP_UP METHOD_LIST
            """)
    void knowledgeTypes(String amr, String knowledge, String outcome) {
        assertEquals(
                outcome,
                DryRun.of(amr)
                        .assurance("1FA", "[{knowledge: " + knowledge + "}]")
                        .outcome());
    }

    @DisplayName("R4.10 AMR can't tell types of authenticators")
    @ParameterizedTest
    @ValueSource(strings = {"SECURITY_KEY", "PHONE", "EMAIL", "APP", "FEDERATED", "phone", "SOMETHING_NEW"})
    void possessionTypes(String type) {
        for (String amr : List.of("hwk sms otp", "mfa")) {
            assertEquals(
                    "STEP_UP METHOD_LIST",
                    DryRun.of(amr)
                            .assurance("1FA", "[{possession: {types: ['" + type + "']}}]")
                            .outcome());
        }
        assertEquals(
                "ACCEPTED RULE_SATISFIED",
                DryRun.of("sms").assurance("1FA", "[{possession: {types: []}}]").outcome());
    }

    @DisplayName("R4.3 lists of methods: AMR can't be used")
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{knowledge: {methods: ['PASSWORD']}}",
                "{knowledge: {authenticationMethods: [{key: 'okta_password'}]}}",
                "{knowledge: {excludedAuthenticationMethods: [{key: 'okta_password'}]}}",
                "{knowledge: {required: false, excludedAuthenticationMethods: [{key: 'okta_password'}]}}",
                "{possession: {methods: ['SMS']}}",
                "{possession: {Methods: ['SMS']}}",
                "{possession: {authenticationMethods: [{key: 'phone_number', method: 'sms'}]}}",
                "{possession: {excludedAuthenticationMethods: [{key: 'phone_number'}]}}",
                "{possession: {excludedAuthenticationMethods: {key: 'phone_number'}}}",
                "{possession: {excludedAuthenticationMethods: 'phone_number'}}",
                "{possession: {required: false, authenticationMethods: [{key: 'phone_number'}]}}",
                "{knowledge: {types: ['PASSWORD']}, possession: {types: ['PHONE'], methods: ['SMS']}}",
            })
    void lists(String constraint) {
        for (String amr : List.of("pwd sms hwk", "mfa")) {
            DryRun dryRun = DryRun.of(amr).assurance("2FA", "[" + constraint + "]");
            assertEquals("STEP_UP METHOD_LIST", dryRun.outcome());
            JsonNode verdict = dryRun.verdict();
            assertFalse(DryRun.codes(verdict).contains("MFA_ONLY_UNDER_CONSTRAINT"));
            assertTrue(DryRun.strings(verdict.path("rule").path("remaining")).contains("AUTHENTICATION_METHODS"));
            assertEquals(0, verdict.path("rule").path("wouldSatisfy").size());
            assertEquals(
                    "/rule/constraints/0",
                    verdict.path("findings").path(0).path("pointer").asText());
        }
    }

    @DisplayName("R4.3 an empty list is no list")
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{knowledge: {methods: [], authenticationMethods: null}}",
                "{knowledge: {}, possession: {excludedAuthenticationMethods: [], methods: {}}}"
            })
    void emptyList(String constraint) {
        assertEquals(
                "ACCEPTED RULE_SATISFIED",
                DryRun.of("pwd sms").assurance("2FA", "[" + constraint + "]").outcome());
    }

    @DisplayName("R4.3, R4.7 a list spoils its own object only")
    @ParameterizedTest(name = "{0}: {1}, remaining {2}")
    @CsvSource(nullValues = "-", textBlock = """
            pwd, ACCEPTED RULE_SATISFIED,         -
            hwk, STEP_UP FACTORS_MISSING,         KNOWLEDGE
            mfa, STEP_UP MFA_ONLY_UNDER_CONSTRAINT, KNOWLEDGE
            """)
    void oneOfTwo(String amr, String outcome, String remaining) {
        DryRun dryRun = DryRun.of(amr)
                .assurance("1FA", "[{possession: {methods: ['SMS']}}, {knowledge: {types: ['PASSWORD']}}]");
        assertEquals(outcome, dryRun.outcome());
        assertEquals(
                DryRun.words(remaining),
                DryRun.strings(dryRun.verdict().path("rule").path("remaining")));
    }

    @DisplayName("R4.3 when every object has one, each is told")
    @ParameterizedTest
    @ValueSource(strings = {"pwd hwk"})
    void allUnreachable(String amr) {
        JsonNode verdict = DryRun.of(amr)
                .assurance(
                        "1FA",
                        "[{possession: {userVerificationMethods: ['PIN']}}, {possession: {methods: ['SMS']}},"
                                + " {knowledge: {methods: ['PASSWORD']}}]")
                .verdict();
        List<String> told = new ArrayList<>();
        verdict.path("findings")
                .forEach(finding -> told.add(finding.path("code").asText() + " "
                        + finding.path("pointer").asText()));
        assertTrue(told.contains("METHOD_LIST /rule/constraints/1"), told.toString());
        assertTrue(told.contains("METHOD_LIST /rule/constraints/2"), told.toString());
        assertTrue(told.contains("PIN_NOT_EXPRESSIBLE /rule/constraints/0"), told.toString());
    }

    @DisplayName("R4.7 constraints: one object suffices, and in it every class that it names")
    @ParameterizedTest(name = "{0} in edition {1} for {2} {3}: {4}, remaining {5}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            # an OR of objects
            pwd      ; 2025-04 ; 1FA ; [{knowledge: {types: ['PASSWORD']}}, {possession: {hardwareProtection: 'REQUIRED'}}] ; ACCEPTED RULE_SATISFIED ; -
            hwk      ; 2025-04 ; 1FA ; [{knowledge: {types: ['PASSWORD']}}, {possession: {hardwareProtection: 'REQUIRED'}}] ; ACCEPTED RULE_SATISFIED ; -
            kba sms  ; 2025-04 ; 1FA ; [{knowledge: {types: ['PASSWORD']}}, {possession: {hardwareProtection: 'REQUIRED'}}] ; STEP_UP FACTORS_MISSING ; KNOWLEDGE
            # every class of an object
            pwd otp  ; 2025-04 ; 2FA ; [{knowledge: {}, possession: {deviceBound: 'REQUIRED'}}] ; ACCEPTED RULE_SATISFIED         ; -
            pwd sms  ; 2025-04 ; 2FA ; [{knowledge: {}, possession: {deviceBound: 'REQUIRED'}}] ; STEP_UP CHARACTERISTICS_MISSING ; DEVICE_BOUND
            pwd      ; 2025-04 ; 2FA ; [{knowledge: {}, possession: {deviceBound: 'REQUIRED'}}] ; STEP_UP FACTORS_MISSING         ; POSSESSION
            otp      ; 2025-04 ; 2FA ; [{knowledge: {}, possession: {deviceBound: 'REQUIRED'}}] ; STEP_UP FACTORS_MISSING         ; KNOWLEDGE
            otp face ; 2026-07 ; 2FA ; [{knowledge: {}, possession: {deviceBound: 'REQUIRED'}}] ; STEP_UP FACTORS_MISSING         ; KNOWLEDGE
            face     ; 2026-07 ; 2FA ; [{knowledge: {}, possession: {deviceBound: 'REQUIRED'}}] ; STEP_UP FACTORS_MISSING         ; KNOWLEDGE POSSESSION
            pwd      ; 2025-04 ; 1FA ; [{knowledge: {}, possession: {}}]                        ; STEP_UP FACTORS_MISSING         ; POSSESSION
            # the factor that no class names may be of any type
            pwd sms  ; 2025-04 ; 2FA ; [{knowledge: {types: ['PASSWORD']}}] ; ACCEPTED RULE_SATISFIED ; -
            pwd face ; 2026-07 ; 2FA ; [{knowledge: {types: ['PASSWORD']}}] ; ACCEPTED RULE_SATISFIED ; -
            pwd      ; 2025-04 ; 2FA ; [{knowledge: {types: ['PASSWORD']}}] ; STEP_UP FACTORS_MISSING ; POSSESSION|BIOMETRIC
            pwd kba  ; 2025-04 ; 2FA ; [{knowledge: {types: ['PASSWORD']}}] ; STEP_UP FACTORS_MISSING ; POSSESSION|BIOMETRIC
            kba sms  ; 2025-04 ; 2FA ; [{knowledge: {types: ['PASSWORD']}}] ; STEP_UP FACTORS_MISSING ; KNOWLEDGE
            sms      ; 2025-04 ; 2FA ; [{knowledge: {types: ['PASSWORD']}}] ; STEP_UP FACTORS_MISSING ; KNOWLEDGE
            hwk pwd  ; 2026-07 ; 2FA ; [{possession: {}}]                   ; ACCEPTED RULE_SATISFIED ; -
            hwk face ; 2026-07 ; 2FA ; [{possession: {}}]                   ; ACCEPTED RULE_SATISFIED ; -
            hwk sms  ; 2026-07 ; 2FA ; [{possession: {}}]                   ; STEP_UP FACTORS_MISSING ; KNOWLEDGE|BIOMETRIC
            sms      ; 2025-04 ; 2FA ; [{possession: {hardwareProtection: 'REQUIRED'}}] ; STEP_UP CHARACTERISTICS_MISSING ; HARDWARE_PROTECTED KNOWLEDGE|BIOMETRIC
            # a value of two types that fails one keeps the other
            face     ; 2025-04 ; 2FA ; [{possession: {}}]                                ; ACCEPTED RULE_SATISFIED         ; -
            hwk face ; 2025-04 ; 2FA ; [{possession: {hardwareProtection: 'REQUIRED'}}]  ; ACCEPTED RULE_SATISFIED         ; -
            pwd face ; 2025-04 ; 2FA ; [{possession: {hardwareProtection: 'REQUIRED'}}]  ; STEP_UP CHARACTERISTICS_MISSING ; HARDWARE_PROTECTED
            face     ; 2025-04 ; 2FA ; [{possession: {hardwareProtection: 'REQUIRED'}}]  ; STEP_UP CHARACTERISTICS_MISSING ; HARDWARE_PROTECTED
            # required: false: it may be absent, but a weaker value of it doesn't count
            pwd      ; 2025-04 ; 1FA ; [{possession: {required: false, deviceBound: 'REQUIRED'}}] ; ACCEPTED RULE_SATISFIED ; -
            otp      ; 2025-04 ; 1FA ; [{possession: {required: false, deviceBound: 'REQUIRED'}}] ; ACCEPTED RULE_SATISFIED ; -
            sms      ; 2025-04 ; 1FA ; [{possession: {required: false, deviceBound: 'REQUIRED'}}] ; STEP_UP FACTORS_MISSING ; KNOWLEDGE|POSSESSION|BIOMETRIC
            pwd sms  ; 2025-04 ; 2FA ; [{possession: {required: false, deviceBound: 'REQUIRED'}}] ; STEP_UP FACTORS_MISSING ; POSSESSION|BIOMETRIC
            pwd face ; 2025-04 ; 2FA ; [{possession: {required: false, deviceBound: 'REQUIRED'}}] ; ACCEPTED RULE_SATISFIED ; -
            pwd otp  ; 2025-04 ; 2FA ; [{possession: {required: false, deviceBound: 'REQUIRED'}}] ; ACCEPTED RULE_SATISFIED ; -
            sms      ; 2025-04 ; 1FA ; [{possession: {required: true, deviceBound: 'REQUIRED'}}]  ; STEP_UP CHARACTERISTICS_MISSING ; DEVICE_BOUND
            kba hwk  ; 2025-04 ; 2FA ; [{knowledge: {required: false, types: ['PASSWORD']}}]      ; STEP_UP FACTORS_MISSING ; KNOWLEDGE|BIOMETRIC
            pwd hwk  ; 2025-04 ; 2FA ; [{knowledge: {required: false, types: ['PASSWORD']}}]      ; ACCEPTED RULE_SATISFIED ; -
            hwk      ; 2025-04 ; 1FA ; [{knowledge: {required: false, types: ['PASSWORD']}}]      ; ACCEPTED RULE_SATISFIED ; -
            sms      ; 2025-04 ; 1FA ; [{knowledge: {required: false}, possession: {}}]           ; ACCEPTED RULE_SATISFIED ; -
            """)
    void constraints(
            String amr, String edition, String factorMode, String constraints, String outcome, String remaining) {
        DryRun dryRun = DryRun.of(amr).edition(edition).assurance(factorMode, constraints);
        assertEquals(outcome, dryRun.outcome());
        assertEquals(
                DryRun.words(remaining),
                DryRun.strings(dryRun.verdict().path("rule").path("remaining")));
    }

    @DisplayName("R4.7 of several objects the one with the least to go is explained, of equals the first")
    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            kba ; [{knowledge: {types: ['PASSWORD']}, possession: {}}, {possession: {}}] ; /rule/constraints/1
            kba ; [{possession: {}}, {knowledge: {types: ['PASSWORD']}, possession: {}}] ; /rule/constraints/0
            kba ; [{knowledge: {types: ['PASSWORD']}}, {possession: {}}]                 ; /rule/constraints/0
            """)
    void nearest(String amr, String constraints, String pointer) {
        JsonNode verdict = DryRun.of(amr).assurance("1FA", constraints).verdict();
        assertEquals(1, verdict.path("findings").size());
        assertEquals(pointer, verdict.path("findings").path(0).path("pointer").asText());
    }

    @DisplayName("R4.8 mfa stands in for objects that ask for nothing only")
    @ParameterizedTest(name = "{0}: asks for nothing {1}")
    @CsvSource(delimiter = ';', textBlock = """
            []                                                                  ; true
            [{}]                                                                ; true
            {}                                                                  ; true
            null                                                                ; true
            [{possession: {required: false}}]                                   ; true
            [{possession: {required: false, userPresence: 'REQUIRED'}}]         ; true
            [{possession: {required: false, deviceBound: 'OPTIONAL'}}]          ; true
            [{possession: {required: false, types: [], methods: []}}]           ; true
            [{knowledge: {required: false}}]                                    ; true
            [{knowledge: {required: false}, possession: {required: false}}]     ; true
            [{knowledge: {types: ['PASSWORD']}}, {}]                            ; true
            [{knowledge: null, possession: null}]                               ; true
            [{possession: {}}]                                                  ; false
            [{possession: {required: null}}]                                    ; false
            [{possession: {userPresence: 'REQUIRED'}}]                          ; false
            [{possession: {userPresence: 'OPTIONAL'}}]                          ; false
            [{possession: {required: false, deviceBound: 'REQUIRED'}}]          ; false
            [{possession: {required: false, userVerificationMethods: ['BIOMETRICS']}}] ; false
            [{knowledge: {}}]                                                   ; false
            [{knowledge: {required: false, types: ['PASSWORD']}}]               ; false
            [{knowledge: {required: false}, possession: {}}]                    ; false
            [{knowledge: {}, possession: {required: false}}]                    ; false
            [{knowledge: {}}, {possession: {}}]                                 ; false
            """)
    void mfaAlone(String constraints, boolean asksForNothing) {
        String expected = asksForNothing ? "ACCEPTED RULE_SATISFIED" : "STEP_UP MFA_ONLY_UNDER_CONSTRAINT";
        assertEquals(expected, DryRun.of("mfa").assurance("2FA", constraints).outcome());
        assertEquals(expected, DryRun.of("mfa").assurance("1FA", constraints).outcome());
    }

    @DisplayName("R4.8 mfa never fills the open factor beside a constrained one")
    @ParameterizedTest(name = "{0} for {1} {2}: {3}, remaining {4}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            pwd mfa     ; 2FA ; [{knowledge: {types: ['PASSWORD']}}]                 ; STEP_UP MFA_ONLY_UNDER_CONSTRAINT ; POSSESSION|BIOMETRIC
            pwd mfa     ; 1FA ; [{knowledge: {types: ['PASSWORD']}}]                 ; ACCEPTED RULE_SATISFIED           ; -
            pwd sms mfa ; 2FA ; [{knowledge: {types: ['PASSWORD']}}]                 ; ACCEPTED RULE_SATISFIED           ; -
            pwd sms     ; 2FA ; [{knowledge: {types: ['PASSWORD']}}]                 ; ACCEPTED RULE_SATISFIED           ; -
            hwk mfa     ; 2FA ; [{possession: {hardwareProtection: 'REQUIRED'}}]     ; STEP_UP MFA_ONLY_UNDER_CONSTRAINT ; KNOWLEDGE|BIOMETRIC
            hwk mfa     ; 1FA ; [{possession: {hardwareProtection: 'REQUIRED'}}]     ; ACCEPTED RULE_SATISFIED           ; -
            mfa         ; 1FA ; [{possession: {hardwareProtection: 'REQUIRED'}}]     ; STEP_UP MFA_ONLY_UNDER_CONSTRAINT ; POSSESSION
            """)
    void beside(String amr, String factorMode, String constraints, String outcome, String remaining) {
        DryRun dryRun = DryRun.of(amr).assurance(factorMode, constraints);
        assertEquals(outcome, dryRun.outcome());
        assertEquals(
                DryRun.words(remaining),
                DryRun.strings(dryRun.verdict().path("rule").path("remaining")));
    }

    @DisplayName("R4.11 what each value satisfied")
    @ParameterizedTest(name = "{0} in edition {1} for {2} {3}: {4}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            pwd sms     ; 2025-04 ; 2FA ; -                                    ; pwd KNOWLEDGE, sms POSSESSION
            sms pwd     ; 2025-04 ; 2FA ; -                                    ; sms POSSESSION, pwd KNOWLEDGE
            pwd mfa geo ; 2025-04 ; 2FA ; -                                    ; pwd KNOWLEDGE, mfa MULTI_FACTOR
            pwd         ; 2025-04 ; 2FA ; -                                    ; pwd KNOWLEDGE
            face        ; 2025-04 ; 2FA ; -                                    ; face POSSESSION BIOMETRIC
            pwd hwk     ; 2025-04 ; 2FA ; [{possession: {deviceBound: 'REQUIRED', hardwareProtection: 'REQUIRED'}}] ; pwd KNOWLEDGE, hwk POSSESSION DEVICE_BOUND HARDWARE_PROTECTED
            hwk face    ; 2025-04 ; 2FA ; [{possession: {hardwareProtection: 'REQUIRED'}}] ; hwk POSSESSION HARDWARE_PROTECTED, face BIOMETRIC
            hwk face    ; 2026-07 ; 2FA ; [{possession: {userVerification: 'REQUIRED'}}] ; hwk POSSESSION USER_VERIFYING, face BIOMETRIC
            sms pwd     ; 2025-04 ; 2FA ; [{possession: {hardwareProtection: 'REQUIRED'}}] ; pwd KNOWLEDGE
            kba hwk     ; 2025-04 ; 2FA ; [{knowledge: {types: ['PASSWORD']}}] ; hwk POSSESSION
            mfa         ; 2025-04 ; 2FA ; [{possession: {}}]                   ; -
            """)
    void satisfiedBy(String amr, String edition, String factorMode, String constraints, String satisfiedBy) {
        JsonNode rule = DryRun.of(amr)
                .edition(edition)
                .assurance(factorMode, constraints)
                .verdict()
                .path("rule");
        List<String> parts = new ArrayList<>();
        for (JsonNode each : rule.path("satisfiedBy")) {
            parts.add(each.path("value").asText() + " " + String.join(" ", DryRun.strings(each.path("satisfied"))));
        }
        assertEquals(satisfiedBy == null ? "" : satisfiedBy, String.join(", ", parts));
    }
}
