package dev.claimsverdict.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.AmrRequest;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.policy.RuleEvaluation;
import dev.claimsverdict.policy.RuleResult;
import dev.claimsverdict.policy.SmallestSets;
import dev.claimsverdict.policy.UnexplainedEvaluation;
import dev.claimsverdict.proof.NaivePolicy.Setting;
import dev.claimsverdict.proof.NaivePolicy.Table;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.AmrRequestReader;
import dev.claimsverdict.request.RequestMembers;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestIdp;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The policy evaluation against {@link NaivePolicy}: every set of the 16 AMR values under every rule with at most one
 * constraint object, by every table, in every org (docs/proof.md).
 */
@DisplayName("R4 by a second implementation: every set of AMR values under every rule with one constraint")
class PolicyProofTest {

    /** No rule needs more values than this: what fewer sets decide, all sets decide in the same way. */
    private static final int ENOUGH = 3;

    /** The values of the newest table, which are those of all editions. */
    private static final AmrSets SETS = new AmrSets(NaivePolicy.GUIDE.values());

    private static final AmrSets LEGACY_SETS = new AmrSets(NaivePolicy.LEGACY.values());

    private static final String IDP = TestIdp.oidc().toString();

    private static final AmrRequestReader READER =
            new AmrRequestReader(new RequestMembers(RequestSettings.DEFAULT, Registry.EMPTY));

    /** Rules that the program reads as one and the same. */
    private record Rule(int number, PolicyRule read, List<RuleShape> shapes) {}

    private static final List<Rule> RULES = rules();

    private static List<Rule> rules() {
        Map<PolicyRule, List<RuleShape>> rules = new LinkedHashMap<>();
        for (RuleShape shape : RuleShapes.all()) {
            rules.computeIfAbsent(read(shape), _ -> new ArrayList<>()).add(shape);
        }
        List<Rule> numbered = new ArrayList<>();
        rules.forEach((read, shapes) -> numbered.add(new Rule(numbered.size(), read, shapes)));
        return numbered;
    }

    private static PolicyRule read(RuleShape shape) {
        String request = "{\"amr\":[],\"idp\":" + IDP + ",\"rule\":" + shape.json() + "}";
        if (StrictTree.read(request) instanceof Reading.Read<StrictTree>(StrictTree tree)
                && READER.read(tree) instanceof Reading.Read<AmrRequest>(AmrRequest read)) {
            return read.rule().orElseThrow();
        }
        throw new AssertionError("not read: " + shape.json());
    }

    /** A table as each of the two implementations has it. */
    private record Tables(Table naive, AmrRows rows, AmrSets sets) {

        static List<Tables> all() {
            return List.of(
                    new Tables(NaivePolicy.SEED, rows(NaivePolicy.SEED), SETS),
                    new Tables(NaivePolicy.GUIDE, rows(NaivePolicy.GUIDE), SETS),
                    new Tables(NaivePolicy.LEGACY, AmrTable.DEFAULT.legacyMapping(), LEGACY_SETS));
        }

        private static AmrRows rows(Table table) {
            return AmrTable.edition(table.edition()).orElseThrow().claimsSharing();
        }
    }

    private static Stream<Setting> settings() {
        return IntStream.range(0, 8).mapToObj(bits -> new Setting((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0));
    }

    private static RuleEvaluation.Settings settings(Setting setting) {
        return new RuleEvaluation.Settings(setting.classic(), setting.securityQuestionForMfa(), false);
    }

    /** The rules to try: all of them, but by the legacy table with its two million sets some of them. */
    private static Stream<Rule> rules(Tables tables) {
        return RULES.stream().filter(rule -> Proof.WHOLE || tables.sets() == SETS || some(rule, 16));
    }

    private static boolean some(Rule rule, int oneOf) {
        return rule.number() % oneOf == 0;
    }

    /** The sets to try: all of them, or those of a few values and one of them all. */
    private static int[] tried(AmrSets sets) {
        return IntStream.range(0, sets.count())
                .filter(number ->
                        Proof.WHOLE && sets == SETS || Integer.bitCount(number) <= ENOUGH || number == sets.count() - 1)
                .toArray();
    }

    @Test
    @DisplayName("R1.1, R1.2, R3.4: the same values are counted, as the same")
    void counted() {
        for (Tables tables : Tables.all()) {
            for (boolean factorOnly : new boolean[] {false, true}) {
                Set<String> dropped = factorOnly ? Set.of("kba", "pwd") : Set.of();
                Map<String, String> expected = new LinkedHashMap<>();
                tables.naive().rows().stream()
                        .filter(row -> !dropped.contains(row.value()))
                        .forEach(row -> expected.put(row.value(), factorTypes(row)));
                for (int number : tried(tables.sets())) {
                    Map<String, String> counted = new LinkedHashMap<>();
                    tables.rows()
                            .count(tables.sets().values(number), factorOnly)
                            .counted()
                            .forEach(each ->
                                    counted.put(each.value(), each.factorTypes().toString()));
                    Map<String, String> own = new LinkedHashMap<>();
                    for (String value : tables.sets().values(number)) {
                        if (expected.containsKey(value)) {
                            own.put(value, expected.get(value));
                        }
                    }
                    assertEquals(own, counted);
                }
            }
        }
    }

    private static String factorTypes(NaivePolicy.Row row) {
        List<String> types = new ArrayList<>();
        if (row.knowledge()) {
            types.add("KNOWLEDGE");
        }
        if (row.possession()) {
            types.add("POSSESSION");
        }
        if (row.biometric()) {
            types.add("BIOMETRIC");
        }
        return types.toString();
    }

    /**
     * The sets to try, for an IdP of either usage. Nothing but the counted values goes into the evaluation, so sets of which
     * the same values are counted, as the same, are evaluated once.
     *
     * @param sets their numbers
     * @param counted what can be counted of them
     * @param sso for each set, in the order of the numbers, what is counted of it: an index
     * @param factorOnly the same for an IdP that is used only as a factor
     */
    private record Tried(int[] sets, List<CountedAmr> counted, int[] sso, int[] factorOnly) {

        static Tried of(Tables tables) {
            int[] sets = tried(tables.sets());
            List<CountedAmr> counted = new ArrayList<>();
            Map<List<?>, Integer> known = new HashMap<>();
            int[][] found = new int[2][sets.length];
            for (int usage = 0; usage < 2; usage++) {
                for (int i = 0; i < sets.length; i++) {
                    CountedAmr amr = tables.rows().count(tables.sets().values(sets[i]), usage == 1);
                    found[usage][i] = known.computeIfAbsent(amr.counted(), _ -> {
                        counted.add(amr);
                        return counted.size() - 1;
                    });
                }
            }
            return new Tried(sets, counted, found[0], found[1]);
        }

        int[] of(Setting setting) {
            return setting.factorOnly() ? factorOnly : sso;
        }
    }

    /** How much was compared. */
    private static final class Counts {
        final AtomicLong evaluations = new AtomicLong();
        final AtomicLong explained = new AtomicLong();
        final AtomicLong comparisons = new AtomicLong();
        final AtomicLong shapes = new AtomicLong();
    }

    @Test
    @DisplayName("R4.1 to R4.13: the same sets satisfy the same rules")
    void everyRule() {
        Counts counts = new Counts();
        for (Tables tables : Tables.all()) {
            Tried tried = Tried.of(tables);
            settings().filter(each -> !each.factorOnly()).forEach(sso -> {
                Setting factorOnly = new Setting(sso.classic(), true, sso.securityQuestionForMfa());
                Map<Setting, NaivePolicy> naive = new LinkedHashMap<>();
                for (Setting each : List.of(sso, factorOnly)) {
                    naive.put(each, new NaivePolicy(tables.sets(), tables.naive(), each));
                }
                rules(tables).parallel().forEach(rule -> {
                    BitSet satisfied = satisfied(rule, tried, settings(sso), counts);
                    naive.forEach(
                            (setting, policy) -> compare(tables, tried, rule, satisfied, setting, policy, counts));
                });
            });
        }
        Proof.report(
                "rules as they can be written",
                RULES.stream().mapToLong(it -> it.shapes().size()).sum());
        Proof.report("different rules among them", RULES.size());
        Proof.report("evaluations", counts.evaluations.get());
        Proof.report("of them also with their explanation", counts.explained.get());
        Proof.report("comparisons of one set under one rule, in an org and by a table", counts.comparisons.get());
        Proof.report(
                "rules as written, in an org and by a table, that were compared with all sets", counts.shapes.get());
    }

    /** The sets that satisfy a rule. The evaluation that explains itself must say the same of those of a few values, and of some. */
    private static BitSet satisfied(Rule rule, Tried tried, RuleEvaluation.Settings settings, Counts counts) {
        BitSet satisfied = new BitSet();
        for (int i = 0; i < tried.counted().size(); i++) {
            CountedAmr amr = tried.counted().get(i);
            boolean does = UnexplainedEvaluation.satisfied(rule.read(), amr, settings);
            satisfied.set(i, does);
            if (amr.counted().size() <= ENOUGH || i % 16 == 0) {
                RuleResult explained = RuleEvaluation.evaluate(rule.read(), amr, settings);
                assertEquals(
                        does,
                        explained.satisfied(),
                        () -> rule.shapes().getFirst().json() + " " + amr);
                counts.explained.incrementAndGet();
            }
        }
        counts.evaluations.addAndGet(tried.counted().size());
        return satisfied;
    }

    private static void compare(
            Tables tables,
            Tried tried,
            Rule rule,
            BitSet satisfied,
            Setting setting,
            NaivePolicy naive,
            Counts counts) {
        BitSet expected = naive.satisfying(rule.shapes().getFirst());
        for (int i = 0; i < tried.sets().length; i++) {
            int number = tried.sets()[i];
            if (satisfied.get(tried.of(setting)[i]) != expected.get(number)) {
                throw new AssertionError(tables.naive().edition() + " " + setting + " "
                        + rule.shapes().getFirst().json() + " " + tables.sets().values(number) + ": satisfied is "
                        + !expected.get(number));
            }
        }
        counts.comparisons.addAndGet(tried.sets().length);
        if (Proof.WHOLE && tables.sets() == SETS) {
            // What the program reads as the same rule must be the same rule.
            rule.shapes().forEach(shape -> assertEquals(expected, naive.satisfying(shape), shape::json));
            counts.shapes.addAndGet(rule.shapes().size());
        }
    }

    @Test
    @DisplayName("R2.2: every set of the 21 values of legacy mapping under the rules without a constraint")
    void legacy() {
        AtomicLong evaluations = new AtomicLong();
        AmrRows rows = AmrTable.DEFAULT.legacyMapping();
        List<RuleShape> rules = List.of(
                new RuleShape.Assurance(1, List.of()),
                new RuleShape.Assurance(2, List.of()),
                new RuleShape.GlobalSession(false),
                new RuleShape.GlobalSession(true));
        settings()
                .forEach(setting -> rules.forEach(rule -> {
                    PolicyRule read = read(rule);
                    BitSet expected = new NaivePolicy(LEGACY_SETS, NaivePolicy.LEGACY, setting).satisfying(rule);
                    IntStream.range(0, LEGACY_SETS.count())
                            .filter(number -> Proof.WHOLE || Integer.bitCount(number) <= ENOUGH)
                            .parallel()
                            .forEach(number -> {
                                CountedAmr amr = rows.count(LEGACY_SETS.values(number), setting.factorOnly());
                                boolean satisfied = RuleEvaluation.evaluate(read, amr, settings(setting))
                                        .satisfied();
                                assertEquals(expected.get(number), satisfied);
                                evaluations.incrementAndGet();
                            });
                }));
        Proof.report("evaluations by the legacy table", evaluations.get());
    }

    @Test
    @DisplayName("R4.11 wouldSatisfy: sets of the smallest size that satisfy, three of them or all there are")
    void wouldSatisfy() {
        AtomicLong rules = new AtomicLong();
        for (Tables tables : Tables.all()) {
            settings().forEach(setting -> {
                NaivePolicy naive = new NaivePolicy(tables.sets(), tables.naive(), setting);
                rules(tables)
                        .filter(rule -> Proof.WHOLE || some(rule, 8))
                        .parallel()
                        .forEach(rule -> {
                            smallest(
                                    tables,
                                    setting,
                                    rule,
                                    naive.satisfying(rule.shapes().getFirst()));
                            rules.incrementAndGet();
                        });
            });
        }
        Proof.report("rules, in an org and by a table, whose smallest sets were compared", rules.get());
    }

    private static void smallest(Tables tables, Setting setting, Rule rule, BitSet satisfying) {
        List<Set<String>> smallest = Smallest.of(tables.sets(), satisfying);
        String about = tables.naive().edition() + " " + setting + " "
                + rule.shapes().getFirst().json();
        RuleEvaluation.Settings settings = settings(setting);
        assertEquals(
                !smallest.isEmpty(),
                SmallestSets.reachable(rule.read(), tables.rows(), setting.factorOnly(), settings),
                about);
        for (String already : List.of("pwd", "otp", "fido")) {
            CountedAmr amr = tables.rows().count(List.of(already), setting.factorOnly());
            List<List<String>> found =
                    SmallestSets.find(rule.read(), tables.rows(), setting.factorOnly(), amr, settings);
            Smallest.check(smallest, Set.of(already), found, about);
        }
    }

    @Test
    @DisplayName("the naive implementation isn't fooled by its own algebra: a few sets, counted by hand")
    void byHand() {
        NaivePolicy naive = new NaivePolicy(SETS, NaivePolicy.GUIDE, new Setting(false, false, false));
        BitSet two = naive.satisfying(new RuleShape.Assurance(2, List.of()));
        // Without mfa: the empty set, those of knowledge alone (2 values), of possession alone (8) and of biometric
        // alone (5).
        int one = 1 + 3 + 255 + 31;
        assertEquals(65_536 - one, two.cardinality());
        assertTrue(two.get(SETS.number(List.of("pwd", "sms"))));
        assertEquals(
                new TreeSet<>(List.of("pwd", "sms")), new TreeSet<>(SETS.values(SETS.number(List.of("sms", "pwd")))));
        assertEquals(65_536 - 32_768, SETS.with("face").cardinality());
        assertEquals(0, SETS.with("fido").cardinality());
    }
}
