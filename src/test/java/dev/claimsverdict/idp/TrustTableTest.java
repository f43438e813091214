package dev.claimsverdict.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 2: which feature reads the AMR claims, for every combination of what decides that. */
class TrustTableTest {

    private static final Set<String> OF_SECTION_2 = Set.of(
            "MAP_AMR_CLAIMS_IGNORED",
            "CLAIMS_SHARING_FEATURE_OFF",
            "AMR_MAPPING_FEATURE_OFF",
            "TYPE_NOT_DOCUMENTED",
            "OKTA_TO_OKTA_OPAQUE",
            "LEGACY_SAML_UNDOCUMENTED");

    /** claimsSharing, amrClaimsMapping, trustClaims, mapAMRClaims; mode, decidedBy, findings with their levels. */
    private static final String TABLE = """
            on  on  true  false ; CLAIMS_SHARING trustClaims  ;
            on  off true  false ; CLAIMS_SHARING trustClaims  ;
            on  on  true  true  ; CLAIMS_SHARING trustClaims  ; INFO MAP_AMR_CLAIMS_IGNORED
            on  off true  true  ; CLAIMS_SHARING trustClaims  ; INFO MAP_AMR_CLAIMS_IGNORED
            on  on  false true  ; NONE           none         ; WARNING MAP_AMR_CLAIMS_IGNORED
            on  off false true  ; NONE           none         ; WARNING MAP_AMR_CLAIMS_IGNORED
            on  on  false false ; NONE           none         ;
            on  off false false ; NONE           none         ;
            off on  true  false ; NONE           none         ; WARNING CLAIMS_SHARING_FEATURE_OFF
            off off true  false ; NONE           none         ; WARNING CLAIMS_SHARING_FEATURE_OFF
            off on  true  true  ; NONE           none         ; WARNING CLAIMS_SHARING_FEATURE_OFF, WARNING MAP_AMR_CLAIMS_IGNORED
            off off true  true  ; NONE           none         ; WARNING CLAIMS_SHARING_FEATURE_OFF, WARNING MAP_AMR_CLAIMS_IGNORED
            off on  false true  ; LEGACY_MAPPING mapAMRClaims ;
            off off false true  ; NONE           none         ; WARNING AMR_MAPPING_FEATURE_OFF
            off on  false false ; NONE           none         ;
            off off false false ; NONE           none         ;
            """;

    /** Each row as often as its false cells can be written: false, absent and null are the same. */
    static Stream<Arguments> crossProduct() {
        List<Arguments> cases = new ArrayList<>();
        for (String line : TABLE.lines().toList()) {
            String[] cells = line.split(";", -1);
            List<String> in = DryRun.words(cells[0]);
            List<String> trust = DryRun.words(cells[1]);
            for (String trustClaims : written(in.get(2))) {
                for (String mapAmrClaims : written(in.get(3))) {
                    cases.add(Arguments.of(
                            in.get(0).equals("on"),
                            in.get(1).equals("on"),
                            trustClaims,
                            mapAmrClaims,
                            trust.get(0),
                            trust.get(1),
                            findings(cells[2])));
                }
            }
        }
        return cases.stream();
    }

    private static List<String> written(String cell) {
        return cell.equals("true") ? List.of("true") : List.of("false", "absent", "null");
    }

    private static Set<String> findings(String cell) {
        Set<String> findings = new TreeSet<>();
        for (String finding : cell.split(",")) {
            if (!finding.isBlank()) {
                findings.add(finding.strip());
            }
        }
        return findings;
    }

    @Test
    @DisplayName("the cross product is complete")
    void theCrossProductIsWhole() {
        assertEquals(
                2 * 2 * 3 * 3 + 2 * 2 * (4 * 4 - 3 * 3),
                crossProductWithEveryWriting().count());
        assertEquals(
                crossProductWithEveryWriting().count(),
                crossProduct().distinct().count());
    }

    /** The four ways to write each property: true, false, absent, null. */
    private static Stream<String> crossProductWithEveryWriting() {
        List<String> ways = List.of("true", "false", "absent", "null");
        return Stream.of("on", "off")
                .flatMap(sharing -> Stream.of("on", "off").map(mapping -> sharing + " " + mapping))
                .flatMap(org -> ways.stream().map(trust -> org + " " + trust))
                .flatMap(left -> ways.stream().map(map -> left + " " + map));
    }

    @DisplayName("Section 2 of a sign-in")
    @ParameterizedTest(name = "claimsSharing {0}, amrClaimsMapping {1}, trustClaims {2}, mapAMRClaims {3}: {4}")
    @MethodSource("crossProduct")
    void ofASignIn(
            boolean claimsSharing,
            boolean amrClaimsMapping,
            String trustClaims,
            String mapAmrClaims,
            String mode,
            String decidedBy,
            Set<String> findings) {
        JsonNode verdict = DryRun.of("pwd")
                .idp(idp("OIDC", trustClaims, mapAmrClaims))
                .org(org(claimsSharing, amrClaimsMapping))
                .verdict();
        assertEquals(mode, verdict.path("trust").path("mode").asText());
        assertEquals(decidedBy, verdict.path("trust").path("decidedBy").asText());
        assertEquals(findings, ofSection2(verdict));
        // R4.15 and R4.16: what the trust is good for.
        boolean none = mode.equals("NONE");
        assertEquals(none ? "STEP_UP" : "ACCEPTED", verdict.path("verdict").asText());
        assertEquals(none ? "TRUST_OFF" : "AMR_USABLE", TestApi.first(verdict));
        assertEquals(
                none ? List.of() : List.of("pwd"),
                DryRun.strings(verdict.path("amr").path("counted"), "value"));
    }

    @DisplayName("Section 2 of a configuration")
    @ParameterizedTest(name = "claimsSharing {0}, amrClaimsMapping {1}, trustClaims {2}, mapAMRClaims {3}: {4}")
    @MethodSource("crossProduct")
    void ofAConfiguration(
            boolean claimsSharing,
            boolean amrClaimsMapping,
            String trustClaims,
            String mapAmrClaims,
            String mode,
            String decidedBy,
            Set<String> findings) {
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.set("after", idp("OIDC", trustClaims, mapAmrClaims));
        request.set("org", DryRun.json(org(claimsSharing, amrClaimsMapping)));
        request.putObject("evidence").putArray("amr").add("pwd");
        JsonNode verdict = TestApi.verdict("/v1/idp-verdicts", request.toString());
        assertEquals(mode, verdict.path("trust").path("mode").asText());
        assertEquals(decidedBy, verdict.path("trust").path("decidedBy").asText());
        assertEquals(findings, ofSection2(verdict));
        boolean warned = findings.stream().anyMatch(finding -> finding.startsWith("WARNING"));
        assertEquals(warned ? "AT_RISK" : "SAFE", verdict.path("verdict").asText());
    }

    @DisplayName("Section 2: each finding names the property that it is about")
    @ParameterizedTest(name = "claimsSharing {0}, amrClaimsMapping {1}, trustClaims {2}, mapAMRClaims {3}: {4} at {5}")
    @CsvSource(textBlock = """
            true,  true,  true,  true, MAP_AMR_CLAIMS_IGNORED,     /idp/policy/mapAMRClaims
            false, true,  true,  true, MAP_AMR_CLAIMS_IGNORED,     /idp/policy/mapAMRClaims
            false, true,  true,  true, CLAIMS_SHARING_FEATURE_OFF, /idp/policy/trustClaims
            false, false, false, true, AMR_MAPPING_FEATURE_OFF,    /idp/policy/mapAMRClaims
            """)
    void pointers(
            boolean claimsSharing,
            boolean amrClaimsMapping,
            String trustClaims,
            String mapAmrClaims,
            String code,
            String pointer) {
        JsonNode verdict = DryRun.of("pwd")
                .idp(idp("OIDC", trustClaims, mapAmrClaims))
                .org(org(claimsSharing, amrClaimsMapping))
                .verdict();
        assertEquals(pointer, finding(verdict, code).path("pointer").asText());
    }

    @DisplayName("R2.1, R2.2 claims sharing is documented for OIDC and SAML2, and so far is legacy mapping read")
    @ParameterizedTest(name = "{0}, trustClaims {1}, mapAMRClaims {2}, claimsSharing {3}: {4}")
    @CsvSource(nullValues = "-", delimiter = ';', textBlock = """
            OIDC             ; true  ; false ; true  ; CLAIMS_SHARING ; ACCEPTED AMR_USABLE          ; -
            SAML2            ; true  ; false ; true  ; CLAIMS_SHARING ; ACCEPTED AMR_USABLE          ; -
            GOOGLE           ; true  ; false ; true  ; NONE           ; STEP_UP TRUST_OFF            ; WARNING TYPE_NOT_DOCUMENTED
            MICROSOFT        ; true  ; false ; true  ; NONE           ; STEP_UP TRUST_OFF            ; WARNING TYPE_NOT_DOCUMENTED
            X509             ; true  ; false ; true  ; NONE           ; STEP_UP TRUST_OFF            ; WARNING TYPE_NOT_DOCUMENTED
            IDV_PERSONA      ; true  ; false ; true  ; NONE           ; STEP_UP TRUST_OFF            ; WARNING TYPE_NOT_DOCUMENTED
            oidc             ; true  ; false ; true  ; NONE           ; STEP_UP TRUST_OFF            ; WARNING TYPE_NOT_DOCUMENTED
            GOOGLE           ; true  ; true  ; true  ; NONE           ; STEP_UP TRUST_OFF            ; INFO MAP_AMR_CLAIMS_IGNORED, WARNING TYPE_NOT_DOCUMENTED
            GOOGLE           ; true  ; false ; false ; NONE           ; STEP_UP TRUST_OFF            ; WARNING CLAIMS_SHARING_FEATURE_OFF, WARNING TYPE_NOT_DOCUMENTED
            GOOGLE           ; false ; false ; true  ; NONE           ; STEP_UP TRUST_OFF            ; -
            OKTA_INTEGRATION ; true  ; false ; true  ; NONE           ; STEP_UP OKTA_TO_OKTA_OPAQUE  ; WARNING OKTA_TO_OKTA_OPAQUE
            OKTA_INTEGRATION ; false ; false ; true  ; NONE           ; STEP_UP TRUST_OFF            ; -
            OKTA_INTEGRATION ; false ; true  ; true  ; NONE           ; STEP_UP TRUST_OFF            ; WARNING MAP_AMR_CLAIMS_IGNORED
            OIDC             ; false ; true  ; false ; LEGACY_MAPPING ; ACCEPTED AMR_USABLE          ; -
            SAML2            ; false ; true  ; false ; LEGACY_MAPPING ; ACCEPTED AMR_USABLE          ; INFO LEGACY_SAML_UNDOCUMENTED
            SAML2            ; false ; true  ; true  ; NONE           ; STEP_UP TRUST_OFF            ; WARNING MAP_AMR_CLAIMS_IGNORED
            SAML2            ; true  ; true  ; false ; NONE           ; STEP_UP TRUST_OFF            ; WARNING CLAIMS_SHARING_FEATURE_OFF, WARNING MAP_AMR_CLAIMS_IGNORED
            GOOGLE           ; false ; true  ; false ; NONE           ; STEP_UP TRUST_OFF            ; WARNING TYPE_NOT_DOCUMENTED
            OKTA_INTEGRATION ; false ; true  ; false ; NONE           ; STEP_UP TRUST_OFF            ; WARNING TYPE_NOT_DOCUMENTED
            """)
    void types(
            String type,
            String trustClaims,
            String mapAmrClaims,
            boolean claimsSharing,
            String mode,
            String outcome,
            String findings) {
        JsonNode verdict = DryRun.of("pwd")
                .idp(idp(type, trustClaims, mapAmrClaims))
                .org(org(claimsSharing, true))
                .verdict();
        assertEquals(mode, verdict.path("trust").path("mode").asText());
        assertEquals(outcome, verdict.path("verdict").asText() + " " + TestApi.first(verdict));
        assertEquals(findings(findings == null ? "" : findings), ofSection2(verdict));
        for (String code : List.of("TYPE_NOT_DOCUMENTED", "OKTA_TO_OKTA_OPAQUE")) {
            if (DryRun.codes(verdict).contains(code)) {
                assertEquals("/idp/type", finding(verdict, code).path("pointer").asText());
            }
        }
    }

    @Test
    @DisplayName("R2.1 nothing is said of the factors of an Okta-to-Okta sign-in, and its reason is said once")
    void oktaToOkta() {
        JsonNode verdict = DryRun.of("pwd sms")
                .idp(idp("OKTA_INTEGRATION", "true", "false"))
                .assurance("1FA", null)
                .verdict();
        assertEquals(List.of("OKTA_TO_OKTA_OPAQUE"), DryRun.codes(verdict));
        assertEquals(0, verdict.path("amr").path("counted").size());
        assertEquals(0, verdict.path("assurance").path("factorTypes").size());
        assertEquals(0, verdict.path("rule").path("wouldSatisfy").size());
    }

    @Test
    @DisplayName("R2.1 of a configuration it is information only")
    void oktaToOktaConfiguration() {
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.set("after", idp("OKTA_INTEGRATION", "true", "false"));
        JsonNode verdict = TestApi.verdict("/v1/idp-verdicts", request.toString());
        assertEquals("SAFE", verdict.path("verdict").asText());
        assertEquals(Set.of("INFO OKTA_TO_OKTA_OPAQUE"), ofSection2(verdict));
    }

    @DisplayName("R2.2 legacy mapping reads its own table, and no AMR breaks nothing")
    @ParameterizedTest(name = "{0}: {1}, counted {2}")
    @CsvSource(nullValues = "-", textBlock = """
            pwd email, ACCEPTED AMR_USABLE,      pwd email
            face duo,  ACCEPTED AMR_USABLE,      duo
            mfa,       ACCEPTED AMR_USABLE,      mfa
            face,      STEP_UP FACTORS_MISSING,  -
            geo,       STEP_UP FACTORS_MISSING,  -
            -,         STEP_UP FACTORS_MISSING,  -
            """)
    void legacyMapping(String amr, String outcome, String counted) {
        DryRun dryRun = DryRun.of(amr).idp(idp("OIDC", "false", "true")).org(org(false, true));
        assertEquals(outcome, dryRun.outcome());
        assertEquals(
                DryRun.words(counted),
                DryRun.strings(dryRun.verdict().path("amr").path("counted"), "value"));
    }

    @DisplayName("R2.2 legacy mapping has no characteristics, so it meets no constraint that asks for one")
    @ParameterizedTest(name = "{0} for {1}, {2}: {3}")
    @CsvSource(nullValues = "-", delimiter = ';', textBlock = """
            swk       ; 2FA ; -                                              ; ACCEPTED RULE_SATISFIED
            duo email ; 2FA ; -                                              ; STEP_UP FACTORS_MISSING
            pin duo   ; 2FA ; -                                              ; ACCEPTED RULE_SATISFIED
            -         ; 1FA ; -                                              ; STEP_UP FACTORS_MISSING
            duo       ; 1FA ; [{possession: {}}]                             ; ACCEPTED RULE_SATISFIED
            hwk       ; 1FA ; [{possession: {hardwareProtection: 'REQUIRED'}}] ; STEP_UP CHARACTERISTICS_MISSING
            hwk       ; 1FA ; [{possession: {deviceBound: 'REQUIRED'}}]      ; STEP_UP CHARACTERISTICS_MISSING
            """)
    void characteristics(String amr, String factorMode, String constraints, String outcome) {
        assertEquals(
                outcome,
                DryRun.of(amr)
                        .idp(idp("OIDC", "false", "true"))
                        .org(org(false, true))
                        .assurance(factorMode, constraints)
                        .outcome());
    }

    @DisplayName("R2.2 legacy mapping that doesn't satisfy its rule: the guide speaks of Access denied")
    @ParameterizedTest(name = "{0} under {1} with claims sharing {2}: {3}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            duo     ; {factorMode: '2FA'}         ; false ; STEP_UP FACTORS_MISSING LEGACY_ACCESS_DENIED
            -       ; {factorMode: '1FA'}         ; false ; STEP_UP FACTORS_MISSING LEGACY_ACCESS_DENIED
            pwd     ; {requireFactor: true}       ; false ; STEP_UP FACTORS_MISSING LEGACY_ACCESS_DENIED
            pwd     ; {type: 'AUTH_METHOD_CHAIN'} ; false ; STEP_UP METHOD_CHAIN LEGACY_ACCESS_DENIED
            pwd duo ; {factorMode: '2FA'}         ; false ; ACCEPTED RULE_SATISFIED
            pwd     ; {access: 'DENY'}            ; false ; REJECTED RULE_DENIES
            pwd     ; {factorMode: '2FA'}         ; true  ; STEP_UP TRUST_OFF MAP_AMR_CLAIMS_IGNORED
            geo     ; -                           ; false ; STEP_UP FACTORS_MISSING
            """)
    void accessDenied(String amr, String rule, boolean claimsSharing, String outcome) {
        DryRun dryRun = DryRun.of(amr).idp(idp("OIDC", "false", "true")).org(org(claimsSharing, true));
        if (rule != null) {
            dryRun.rule(rule);
        }
        JsonNode verdict = dryRun.verdict();
        assertEquals(outcome, verdict.path("verdict").asText() + " " + String.join(" ", DryRun.codes(verdict)));
    }

    @Test
    @DisplayName("R2.2 under claims sharing what is missing is asked for: no Access denied")
    void claimsSharing() {
        assertEquals(
                List.of("FACTORS_MISSING"),
                DryRun.codes(DryRun.of("pwd").assurance("2FA", null).verdict()));
    }

    @Test
    @DisplayName("R2.2 SAML2 under legacy mapping: session.amr by the legacy table, and that no guide describes it")
    void saml() {
        ObjectNode saml = TestIdp.saml();
        ((ObjectNode) saml.path("policy")).put("trustClaims", false).put("mapAMRClaims", true);
        JsonNode verdict = DryRun.of(List.of("duo, pwd"))
                .idp(saml)
                .org(org(false, true))
                .assurance("2FA", null)
                .verdict();
        assertEquals("ACCEPTED", verdict.path("verdict").asText());
        assertEquals(List.of("RULE_SATISFIED", "LEGACY_SAML_UNDOCUMENTED"), DryRun.codes(verdict));
        assertEquals("LEGACY_MAPPING", verdict.at("/trust/mode").asText());
        assertEquals("SAML_ATTRIBUTE", verdict.at("/amr/source").asText());
        assertEquals(
                "/idp/policy/mapAMRClaims", verdict.at("/findings/1/pointer").asText());
    }

    @Test
    @DisplayName("R2.2 nobody who has a SAML2 IdP is told to use one")
    void samlIsNotAdvisedToSaml() {
        for (boolean sharing : List.of(true, false)) {
            for (boolean mapping : List.of(true, false)) {
                for (String trust : List.of("true", "false")) {
                    for (String map : List.of("true", "false")) {
                        JsonNode verdict = DryRun.of("pwd")
                                .idp(idp("SAML2", trust, map))
                                .org(org(sharing, mapping))
                                .verdict();
                        assertFalse(DryRun.codes(verdict).contains("TYPE_NOT_DOCUMENTED"), verdict.toString());
                        assertFalse(verdict.toString().contains("OIDC or SAML2"), verdict.toString());
                    }
                }
            }
        }
    }

    @DisplayName("R2.4 the other reading of mapAMRClaims is told where it would make a difference, and only there")
    @ParameterizedTest(name = "amrClaimsMapping {0}, trustClaims {1}: {2}")
    @CsvSource({"true, false, true", "false, false, false", "true, true, false"})
    void otherReading(boolean mapping, String trust, boolean told) {
        JsonNode verdict = DryRun.of("pwd")
                .idp(idp("OIDC", trust, "true"))
                .org(org(true, mapping))
                .verdict();
        String message =
                finding(verdict, "MAP_AMR_CLAIMS_IGNORED").path("message").asText();
        assertEquals(told, message.contains("Okta's texts disagree here"), message);
        assertEquals(
                trust.equals("true") ? "CLAIMS_SHARING" : "NONE",
                verdict.at("/trust/mode").asText());
    }

    @Test
    @DisplayName("Section 2: an org that is not described has both features on")
    void theDefaultOrg() {
        assertEquals(new Org(Org.Engine.IDENTITY_ENGINE, true, true, false, Org.IdpUsage.SSO, false), Org.DEFAULT);
        assertEquals(
                "CLAIMS_SHARING",
                DryRun.of("pwd").verdict().path("trust").path("mode").asText());
    }

    private static ObjectNode idp(String type, String trustClaims, String mapAmrClaims) {
        ObjectNode idp = TestIdp.oidc();
        idp.put("type", type);
        ObjectNode policy = idp.putObject("policy");
        put(policy, "trustClaims", trustClaims);
        put(policy, "mapAMRClaims", mapAmrClaims);
        return idp;
    }

    private static void put(ObjectNode policy, String property, String written) {
        switch (written) {
            case "absent" -> {}
            case "null" -> policy.putNull(property);
            default -> policy.put(property, Boolean.parseBoolean(written));
        }
    }

    private static String org(boolean claimsSharing, boolean amrClaimsMapping) {
        return "{claimsSharing: " + claimsSharing + ", amrClaimsMapping: " + amrClaimsMapping + "}";
    }

    private static Set<String> ofSection2(JsonNode verdict) {
        Set<String> found = new TreeSet<>();
        for (JsonNode finding : verdict.path("findings")) {
            if (OF_SECTION_2.contains(finding.path("code").asText())) {
                found.add(finding.path("level").asText() + " "
                        + finding.path("code").asText());
            }
        }
        return found;
    }

    private static JsonNode finding(JsonNode verdict, String code) {
        for (JsonNode finding : verdict.path("findings")) {
            if (finding.path("code").asText().equals(code)) {
                return finding;
            }
        }
        throw new AssertionError(code + " is not in " + verdict);
    }
}
