package dev.claimsverdict.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.DecisionRecord;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.proof.NaivePolicy.Setting;
import dev.claimsverdict.proof.NaivePolicy.Table;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.verdict.Trust;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random rules with several constraint objects, sent as requests, against {@link NaivePolicy} (docs/proof.md). */
@DisplayName("R4.7 by a second implementation: random rules with several constraints, as requests")
class RandomRulesProofTest {

    private static final int RULES = Proof.times(1_000_000, 10_000);

    private static final AmrSets SETS = new AmrSets(NaivePolicy.GUIDE.values());
    private static final AmrSets LEGACY_SETS = new AmrSets(NaivePolicy.LEGACY.values());

    /** What is received beside the values that count. */
    private static final List<String> STRANGERS = List.of("fido", "PWD", "Mfa", "", "pin", "user", "ngcmfa", "pwd ");

    private static final Pattern WORD =
            Pattern.compile("\"(REQUIRED|OPTIONAL|PASSWORD|ASSURANCE|BIOMETRICS|PIN|[12]FA)\"");

    /** A million records would fill the memory. */
    private static final Events EVENTS =
            TestApi.events(new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT), Registry.EMPTY, new DecisionLog() {
                @Override
                public void decided(DecisionRecord decision) {}

                @Override
                public void undecided(String requestId, String shape, Undecided outcome, String why) {}
            });

    /** A table in an org. */
    private record Situation(Table table, Setting setting) {}

    private static final Map<Situation, NaivePolicy> NAIVE = new ConcurrentHashMap<>();

    private static NaivePolicy naive(Table table, Setting setting) {
        return NAIVE.computeIfAbsent(
                new Situation(table, setting), each -> new NaivePolicy(sets(table), table, setting));
    }

    private static AmrSets sets(Table table) {
        return table.legacy() ? LEGACY_SETS : SETS;
    }

    @Test
    @DisplayName("verdict, satisfied, wouldSatisfy, remaining and the other edition's outcome")
    void random() {
        Map<String, Integer> verdicts = new TreeMap<>();
        IntStream.range(0, RULES).parallel().forEach(seed -> {
            String verdict = check(new Random(seed));
            synchronized (verdicts) {
                verdicts.merge(verdict, 1, Integer::sum);
            }
        });
        verdicts.forEach((verdict, count) -> Proof.report("random rules: " + verdict, count));
        for (String verdict : List.of("ACCEPTED", "STEP_UP", "REJECTED")) {
            assertTrue(verdicts.getOrDefault(verdict + " CLAIMS_SHARING", 0) > RULES / 50, verdicts::toString);
        }
    }

    private static String check(Random random) {
        RuleShape rule = RuleShapes.random(random);
        Setting setting = new Setting(random.nextInt(8) == 0, random.nextInt(4) == 0, random.nextInt(8) == 0);
        Trust.Mode mode = switch (random.nextInt(80)) {
            case 0 -> Trust.Mode.NONE;
            case 1, 2 -> Trust.Mode.LEGACY_MAPPING;
            default -> Trust.Mode.CLAIMS_SHARING;
        };
        Table edition = random.nextBoolean() ? NaivePolicy.SEED : NaivePolicy.GUIDE;
        Table table = mode == Trust.Mode.LEGACY_MAPPING ? NaivePolicy.LEGACY : edition;
        List<String> amr = amr(random, table);

        JsonNode verdict = ask(request(random, rule, setting, mode, edition, amr));

        NaivePolicy naive = naive(table, setting);
        BitSet satisfying = mode == Trust.Mode.NONE ? sets(table).none() : naive.satisfying(rule);
        String about = rule.json() + " " + setting + " " + mode + " " + edition.edition() + " " + amr + ": " + verdict;
        int number = sets(table).number(amr);
        boolean satisfied = satisfying.get(number);
        assertEquals(
                outcome(rule, mode, naive, satisfied, number),
                verdict.path("verdict").asText(),
                about);
        assertEquals(satisfied, verdict.path("rule").path("satisfied").asBoolean(), about);
        assertEquals(
                satisfied || rule instanceof RuleShape.Deny,
                verdict.path("rule").path("remaining").isEmpty(),
                about);
        List<List<String>> shown = new ArrayList<>();
        verdict.path("rule").path("wouldSatisfy").forEach(set -> shown.add(DryRun.strings(set)));
        List<Set<String>> smallest = satisfied ? List.of() : Smallest.of(sets(table), satisfying);
        Set<String> counted = new HashSet<>(DryRun.strings(verdict.path("amr").path("counted"), "value"));
        Smallest.check(smallest, counted, shown, about);
        assertTrue(counted.containsAll(DryRun.strings(verdict.path("rule").path("satisfiedBy"), "value")), about);
        if (mode == Trust.Mode.CLAIMS_SHARING) {
            Table other = edition == NaivePolicy.SEED ? NaivePolicy.GUIDE : NaivePolicy.SEED;
            NaivePolicy there = naive(other, setting);
            boolean satisfiedThere = there.satisfying(rule).get(number);
            boolean disagree = satisfied != satisfiedThere
                    || !outcome(rule, mode, naive, satisfied, number)
                            .equals(outcome(rule, mode, there, satisfiedThere, number));
            assertEquals(disagree, DryRun.codes(verdict).contains("EDITIONS_DISAGREE"), about);
        }
        return verdict.path("verdict").asText() + " " + mode;
    }

    /** R4.1, R4.16, R3.5, R4.11. */
    private static String outcome(RuleShape rule, Trust.Mode mode, NaivePolicy naive, boolean satisfied, int number) {
        if (rule instanceof RuleShape.Deny) {
            return "REJECTED";
        }
        if (mode == Trust.Mode.CLAIMS_SHARING && !naive.usable().get(number)) {
            return "REJECTED";
        }
        return satisfied ? "ACCEPTED" : "STEP_UP";
    }

    /** Up to five values in any order, some of them twice, and some that no table has. */
    private static List<String> amr(Random random, Table table) {
        List<String> values = sets(table).values();
        List<String> amr = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            amr.add(
                    random.nextInt(8) == 0
                            ? STRANGERS.get(random.nextInt(STRANGERS.size()))
                            : values.get(random.nextInt(values.size())));
        }
        return amr;
    }

    private static String request(
            Random random, RuleShape rule, Setting setting, Trust.Mode mode, Table edition, List<String> amr) {
        ObjectNode request = TestApi.JSON.createObjectNode();
        amr.forEach(request.putArray("amr")::add);
        ObjectNode idp = TestIdp.oidc();
        ((ObjectNode) idp.path("policy"))
                .put("trustClaims", mode == Trust.Mode.CLAIMS_SHARING)
                .put("mapAMRClaims", mode == Trust.Mode.LEGACY_MAPPING);
        request.set("idp", idp);
        request.set("rule", TestApi.json(written(random, rule)));
        request.put("amrTable", edition.edition());
        request.putObject("org")
                .put("engine", setting.classic() ? "CLASSIC" : "IDENTITY_ENGINE")
                .put("claimsSharing", mode != Trust.Mode.LEGACY_MAPPING)
                .put("securityQuestionForMfa", setting.securityQuestionForMfa())
                .put("idpUsage", setting.factorOnly() ? "FACTOR_ONLY" : "SSO");
        return request.toString();
    }

    /** The rule in one of the forms in which Okta's API and its guides have it. */
    private static String written(Random random, RuleShape rule) {
        String json = rule.json();
        if (random.nextBoolean()) {
            json = WORD.matcher(json).replaceAll(word -> inAnyCase(random, word));
        }
        if (rule instanceof RuleShape.Assurance(int _, List<RuleShape.ConstraintShape> constraints)) {
            if (constraints.isEmpty() && random.nextBoolean()) {
                json = json.replace(",\"constraints\":[]", "");
            }
            if (constraints.size() == 1 && random.nextBoolean()) {
                json = json.replace("\"constraints\":[", "\"constraints\":").replaceFirst("]}$", "}");
            }
        }
        if (rule instanceof RuleShape.Assurance || rule instanceof RuleShape.OtherType) {
            String signOn = "{\"access\":\"ALLOW\",\"verificationMethod\":" + json + "}";
            return switch (random.nextInt(3)) {
                case 0 -> json;
                case 1 -> signOn;
                default -> "{\"id\":\"rul1\",\"name\":\"Any\",\"actions\":{\"appSignOn\":" + signOn + "}}";
            };
        }
        return json;
    }

    private static String inAnyCase(Random random, MatchResult word) {
        StringBuilder text = new StringBuilder();
        for (char c : word.group().toCharArray()) {
            text.append(random.nextBoolean() ? String.valueOf(c).toLowerCase(Locale.ROOT) : c);
        }
        return text.toString();
    }

    private static JsonNode ask(String request) {
        HttpResult answer = HttpResult.of(TestApi.invoke(
                EVENTS, TestApi.httpEvent("POST", "/v1/amr-verdicts", request).toString()));
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }
}
