package dev.claimsverdict.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.Assurance;
import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.FactorType;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.RuleReport;
import dev.claimsverdict.verdict.SignInVerdict;
import dev.claimsverdict.verdict.TokenReport;
import dev.claimsverdict.verdict.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts as JSON, member by member (docs/reference.md, Verdicts). */
class WritersTest {

    private static final List<Finding> FINDINGS =
            List.of(new Finding(FindingCode.AMR_USABLE, FindingCode.AMR_USABLE.level(), "A. B.", Optional.of("/p")));

    @Test
    @DisplayName("a full verdict has every member of section 4, in its order")
    void full() {
        SignInVerdict verdict = new SignInVerdict(
                false,
                "00112233445566778899aabbccddeeff",
                "2025-04",
                Trust.of(Trust.Mode.CLAIMS_SHARING),
                Optional.of(new AmrReport(
                        AmrReport.Source.ID_TOKEN,
                        List.of("hwk", "geo", "pwd", "hwk"),
                        List.of(new AmrReport.Counted(
                                "hwk",
                                EnumSet.of(FactorType.POSSESSION),
                                EnumSet.of(Characteristic.USER_PRESENCE, Characteristic.DEVICE_BOUND))),
                        List.of(
                                new AmrReport.Ignored("geo", AmrReport.Why.UNSUPPORTED),
                                new AmrReport.Ignored("pwd", AmrReport.Why.FACTOR_ONLY)))),
                Optional.of(new Assurance(
                        EnumSet.of(FactorType.POSSESSION), EnumSet.of(Characteristic.DEVICE_BOUND), false)),
                Optional.of(new TokenReport(
                        "https://idp.example.com",
                        List.of("client-1", "other"),
                        Optional.of("k1"),
                        "RS256",
                        Instant.parse("2026-11-24T11:59:50Z"),
                        Instant.parse("2026-11-24T12:05:00.5Z"))),
                Optional.of(new RuleReport(
                        false,
                        List.of(new RuleReport.SatisfiedBy("hwk", List.of("POSSESSION"))),
                        List.of("KNOWLEDGE|BIOMETRIC"),
                        List.of(List.of("hwk", "pwd"), List.of("face")))),
                FINDINGS);
        assertEquals(
                "{\"verdict\":\"ACCEPTED\",\"decisionId\":\"00112233445566778899aabbccddeeff\",\"amrTable\":\"2025-04\","
                        + "\"trust\":{\"mode\":\"CLAIMS_SHARING\",\"decidedBy\":\"trustClaims\"},"
                        + "\"amr\":{\"source\":\"ID_TOKEN\",\"received\":[\"hwk\",\"geo\",\"pwd\",\"hwk\"],"
                        + "\"counted\":[{\"value\":\"hwk\",\"factorTypes\":[\"POSSESSION\"],"
                        + "\"characteristics\":[\"USER_PRESENCE\",\"DEVICE_BOUND\"]}],"
                        + "\"ignored\":[{\"value\":\"geo\",\"why\":\"UNSUPPORTED\"},"
                        + "{\"value\":\"pwd\",\"why\":\"FACTOR_ONLY\"}]},"
                        + "\"assurance\":{\"factorTypes\":[\"POSSESSION\"],\"characteristics\":[\"DEVICE_BOUND\"],"
                        + "\"multiFactor\":false},"
                        + "\"token\":{\"issuer\":\"https://idp.example.com\",\"audience\":[\"client-1\",\"other\"],"
                        + "\"keyId\":\"k1\",\"algorithm\":\"RS256\",\"issuedAt\":\"2026-11-24T11:59:50Z\","
                        + "\"expiresAt\":\"2026-11-24T12:05:00.500Z\"},"
                        + "\"rule\":{\"satisfied\":false,\"satisfiedBy\":[{\"value\":\"hwk\","
                        + "\"satisfied\":[\"POSSESSION\"]}],\"remaining\":[\"KNOWLEDGE|BIOMETRIC\"],"
                        + "\"wouldSatisfy\":[[\"hwk\",\"pwd\"],[\"face\"]]},\"findings\":[{\"code\":\"AMR_USABLE\",\"level\":\"INFO\",\"message\":\"A."
                        + " B.\",\"pointer\":\"/p\",\"help\":\"" + FindingCode.AMR_USABLE.help() + "\"}]}",
                VerdictWriter.write(verdict).toString());
    }

    @Test
    @DisplayName("a dry run is marked; what is absent has no member, and a finding about no field no pointer")
    void sparse() {
        SignInVerdict verdict = new SignInVerdict(
                true,
                "id",
                "2026-07",
                Trust.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(Finding.of(FindingCode.IDP_UNKNOWN)));
        ObjectNode json = VerdictWriter.write(verdict);
        assertEquals(List.of("verdict", "dryRun", "decisionId", "amrTable", "trust", "findings"), names(json));
        assertTrue(json.path("dryRun").booleanValue());
        assertEquals(List.of("code", "level", "message", "help"), names(json.at("/findings/0")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"CLAIMS_SHARING, trustClaims", "LEGACY_MAPPING, mapAMRClaims", "NONE, none"})
    @DisplayName("Section 2: trust names the property that decided it")
    void trust(Trust.Mode mode, String decidedBy) {
        ObjectNode json = VerdictWriter.write(new ConfigurationVerdict("id", "2025-04", Trust.of(mode), FINDINGS));
        assertEquals(List.of("verdict", "decisionId", "amrTable", "trust", "findings"), names(json));
        assertEquals(mode.name(), json.at("/trust/mode").asText());
        assertEquals(decidedBy, json.at("/trust/decidedBy").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-04", "2026-07"})
    @DisplayName("Section 1: a table has its edition, the others, the default, and each value as it counts")
    void amrTable(String edition) {
        ObjectNode json = CatalogueWriter.amrTable(AmrTable.edition(edition).orElseThrow());
        assertEquals(List.of("edition", "editions", "defaultEdition", "values", "legacyMapping"), names(json));
        assertEquals(edition, json.path("edition").asText());
        assertEquals("[\"2025-04\",\"2026-07\"]", json.path("editions").toString());
        assertEquals("2025-04", json.path("defaultEdition").asText());
        assertEquals(edition.equals("2025-04") ? 15 : 16, json.path("values").size());
        assertEquals(21, json.path("legacyMapping").size());
        assertEquals(
                edition.equals("2025-04")
                        ? "{\"value\":\"face\",\"factorTypes\":[\"POSSESSION\",\"BIOMETRIC\"],\"characteristics\":"
                                + "[\"USER_PRESENCE\",\"USER_VERIFYING\"],\"characteristicsBesidePossession\":[]}"
                        : "{\"value\":\"face\",\"factorTypes\":[\"BIOMETRIC\"],\"characteristics\":[],"
                                + "\"characteristicsBesidePossession\":[\"USER_PRESENCE\",\"USER_VERIFYING\"]}",
                json.at("/values/0").toString());
    }

    @Test
    @DisplayName("the catalogue of findings has every code, in order of precedence")
    void findings() {
        JsonNode findings = CatalogueWriter.findings().path("findings");
        assertEquals(FindingCode.values().length, findings.size());
        for (FindingCode code : FindingCode.values()) {
            JsonNode entry = findings.get(code.ordinal());
            assertEquals(List.of("code", "level", "rule", "sentence", "remedy", "help"), names(entry));
            assertEquals(code.name(), entry.path("code").asText());
            assertEquals(code.level().name(), entry.path("level").asText());
            assertEquals(code.rule(), entry.path("rule").asText());
            assertEquals(code.sentence(), entry.path("sentence").asText());
            assertEquals(code.remedy(), entry.path("remedy").asText());
            assertEquals(code.help(), entry.path("help").asText());
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
