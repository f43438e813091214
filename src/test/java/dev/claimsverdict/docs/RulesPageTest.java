package dev.claimsverdict.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.verdict.FindingCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/rules.md: its tables are the code's, written by {@code -Dgolden.write=true}. */
class RulesPageTest {

    private static final Page PAGE = Page.of("docs/rules.md");
    private static final Pattern TRUST_ROW =
            Pattern.compile("(?m)^\\| (on|off) \\| (on|off|any) \\| (true|false) \\| (true|false) \\|.*$");
    private static final Pattern RULE = Pattern.compile("(?m)^- \\*\\*(.+?)\\*\\* `(\\{.*})`$");
    private static final Pattern MATRIX = Pattern.compile("<!-- (matrix (.*)) -->");

    @Test
    @DisplayName("Section 2: the trust table, each case once")
    void trust() {
        Set<List<Boolean>> cases = new HashSet<>();
        StringBuilder table = new StringBuilder(
                "| claimsSharing | amrClaimsMapping | trustClaims | mapAMRClaims | mode | findings |\n|---|---|---|---|---|---|\n");
        Matcher row = TRUST_ROW.matcher(PAGE.text());
        int expected = 0;
        while (row.find()) {
            Set<String> decisions = new LinkedHashSet<>();
            for (boolean mapping : either(row.group(2))) {
                boolean sharing = row.group(1).equals("on");
                boolean trusts = row.group(3).equals("true");
                boolean maps = row.group(4).equals("true");
                cases.add(List.of(sharing, mapping, trusts, maps));
                expected++;
                decisions.add(decision(sharing, mapping, trusts, maps));
            }
            assertEquals(1, decisions.size(), () -> "it does make a difference: " + decisions);
            table.append(row.group().replaceAll("^((?:\\|[^|]*){4}).*", "$1"))
                    .append("| ")
                    .append(decisions.iterator().next())
                    .append(" |\n");
        }
        assertEquals(16, expected);
        assertEquals(16, cases.size());
        PAGE.mustBe(PAGE.with("trust", table.toString()));
    }

    private static List<Boolean> either(String cell) {
        return cell.equals("any") ? List.of(true, false) : List.of(cell.equals("on"));
    }

    private static String decision(boolean sharing, boolean mapping, boolean trusts, boolean maps) {
        Org org = new Org(Org.Engine.IDENTITY_ENGINE, sharing, mapping, false, Org.IdpUsage.SSO, false);
        TrustDecision decision = TrustDecision.of(TestIdp.configuration("OIDC", trusts, maps), org, "");
        String findings = decision.findings().stream()
                .map(finding -> "[" + finding.code() + "](findings.md#"
                        + finding.code().name().toLowerCase(Locale.ROOT) + ")")
                .collect(Collectors.joining(", "));
        return decision.trust().mode() + " | " + findings;
    }

    @Test
    @DisplayName("Section 1: the AMR table of each edition")
    void amr() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String edition : AmrTable.EDITIONS) {
            for (JsonNode value : table(edition).path("values")) {
                rows.computeIfAbsent(value.path("value").asText(), _ -> new ArrayList<>());
            }
        }
        for (String edition : AmrTable.EDITIONS) {
            JsonNode table = table(edition);
            rows.forEach((name, cells) -> cells.add(table.path("values")
                    .valueStream()
                    .filter(value -> value.path("value").asText().equals(name))
                    .map(RulesPageTest::cell)
                    .findFirst()
                    .orElse("not in the table")));
        }
        PAGE.mustBe(PAGE.with("amr", table("| value | " + String.join(" | ", AmrTable.EDITIONS) + " |", rows)));
    }

    @Test
    @DisplayName("R2.2: the legacy table, which is the same in each edition")
    void legacy() {
        Set<JsonNode> tables = AmrTable.EDITIONS.stream()
                .map(edition -> table(edition).path("legacyMapping"))
                .collect(Collectors.toSet());
        assertEquals(1, tables.size());
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (JsonNode value : tables.iterator().next()) {
            rows.computeIfAbsent(cell(value), _ -> new ArrayList<>(List.of("")))
                    .replaceAll(values -> (values + " `" + value.path("value").asText() + "`").strip());
        }
        StringBuilder table = new StringBuilder("| counts as | values |\n|---|---|\n");
        rows.forEach((counts, values) -> table.append("| " + counts + " | " + values.getFirst() + " |\n"));
        PAGE.mustBe(PAGE.with("legacy", table.toString()));
    }

    @Test
    @DisplayName("Section 4: what some values do to some rules")
    void matrix() {
        Map<String, String> rules = new LinkedHashMap<>();
        Matcher rule = RULE.matcher(PAGE.text());
        while (rule.find()) {
            rules.put(rule.group(1), rule.group(2));
        }
        assertTrue(rules.size() >= 5);
        Matcher marker = MATRIX.matcher(PAGE.text());
        assertTrue(marker.find());
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String values : marker.group(2).split("; ")) {
            List<String> amr = List.of(values.replace("`", "").split(" "));
            rows.put(
                    values,
                    rules.values().stream().map(each -> outcome(amr, each)).toList());
        }
        StringBuilder table = new StringBuilder(
                "| | " + String.join(" | ", rules.keySet()) + " |\n|---" + "|---".repeat(rules.size()) + "|\n");
        rows.forEach((values, cells) -> table.append("| " + values + " | " + String.join(" | ", cells) + " |\n"));
        PAGE.mustBe(PAGE.with(marker.group(1), table.toString()));
    }

    private static String outcome(List<String> amr, String rule) {
        Set<String> outcomes = AmrTable.EDITIONS.stream()
                .map(edition -> DryRun.of(amr).rule(rule).edition(edition).verdict())
                .map(verdict -> verdict.path("verdict").asText().equals("ACCEPTED")
                        ? "yes"
                        : verdict.path("rule").path("remaining").isEmpty()
                                ? "no"
                                : String.join(
                                        ", ",
                                        DryRun.strings(verdict.path("rule").path("remaining")).stream()
                                                .map(RulesPageTest::plain)
                                                .toList()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return String.join(" / ", outcomes);
    }

    @Test
    @DisplayName("each rule that a finding names has its place")
    void anchors() {
        for (FindingCode code : FindingCode.values()) {
            String anchor = code.rule().startsWith("R")
                    ? code.rule().toLowerCase(Locale.ROOT).replace('.', '-')
                    : "section-" + code.rule();
            assertTrue(PAGE.text().contains("<a id=\"" + anchor + "\"></a>"), anchor);
        }
    }

    private static JsonNode table(String edition) {
        var event = TestApi.httpEvent("GET", "/v1/amr-table", null);
        event.putObject("queryStringParameters").put("edition", edition);
        return TestApi.json(TestApi.invoke(event.toString()).path("body").asText());
    }

    /** What a value counts as: {@code possession; user presence, device-bound}. */
    private static String cell(JsonNode value) {
        String types = words(value.path("factorTypes"), " + ");
        String always = words(value.path("characteristics"), ", ");
        String beside = words(value.path("characteristicsBesidePossession"), ", ");
        return Stream.of(
                        types.isEmpty() ? "no type of its own" : types,
                        always,
                        beside.isEmpty() ? "" : "with possession: " + beside)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String words(JsonNode array, String separator) {
        return DryRun.strings(array).stream().map(RulesPageTest::plain).collect(Collectors.joining(separator));
    }

    private static String plain(String word) {
        return Arrays.stream(word.split("\\|"))
                .map(each -> each.toLowerCase(Locale.ROOT)
                        .replace("user_", "user ")
                        .replace("authentication_", "authentication ")
                        .replace('_', '-'))
                .collect(Collectors.joining(" or "));
    }

    private static String table(String head, Map<String, List<String>> rows) {
        StringBuilder table = new StringBuilder(head + "\n|---|---|---|\n");
        rows.forEach((name, cells) -> table.append("| `" + name + "` | " + String.join(" | ", cells) + " |\n"));
        return table.toString();
    }
}
