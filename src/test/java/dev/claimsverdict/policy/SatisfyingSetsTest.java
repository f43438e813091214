package dev.claimsverdict.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.policy.PolicyRule.Assurance;
import dev.claimsverdict.policy.PolicyRule.Constraint;
import dev.claimsverdict.policy.PolicyRule.Knowledge;
import dev.claimsverdict.policy.PolicyRule.Possession;
import dev.claimsverdict.verdict.Characteristic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules are compared by the sets of AMR values that satisfy them. */
class SatisfyingSetsTest {

    private static final RuleEvaluation.Settings SETTINGS = new RuleEvaluation.Settings(false, false, false);
    private static final AmrRows ROWS =
            AmrTable.edition("2026-07").orElseThrow().claimsSharing();

    private static Assurance rule(int factors, Constraint... constraints) {
        return new Assurance(factors, List.of(constraints), false, "/rule");
    }

    private static Constraint possession(Characteristic... properties) {
        EnumSet<Characteristic> set = EnumSet.noneOf(Characteristic.class);
        set.addAll(List.of(properties));
        return new Constraint(
                Optional.empty(), Optional.of(new Possession(true, set, false, false)), "/rule/constraints/0");
    }

    private static Constraint knowledge(String... values) {
        return new Constraint(
                Optional.of(new Knowledge(true, Set.of(values), false)), Optional.empty(), "/rule/constraints/0");
    }

    private static Optional<List<String>> only(PolicyRule rule, PolicyRule other) {
        return new SatisfyingSets(ROWS, false, SETTINGS).satisfyingOnly(rule, other);
    }

    @Test
    @DisplayName("the smallest set that satisfies one rule and not the other")
    void smallest() {
        assertEquals(Optional.of(List.of("face")), only(rule(1), rule(2)));
        assertEquals(Optional.empty(), only(rule(2), rule(1)));
        assertEquals(Optional.of(List.of("mfa")), only(rule(2), rule(2, knowledge("pwd"))));
        assertEquals(
                Optional.of(List.of("sms")),
                only(rule(1, possession()), rule(1, possession(Characteristic.DEVICE_BOUND))));
        assertEquals(
                Optional.of(List.of("kba")),
                only(rule(1, knowledge("pwd"), knowledge("kba")), rule(1, knowledge("pwd"))));
        assertEquals(Optional.empty(), only(rule(1, knowledge("pwd")), rule(1, knowledge("pwd"), knowledge("kba"))));
        assertEquals(
                Optional.of(List.of("mfa")), only(new PolicyRule.GlobalSession(true, ""), new PolicyRule.Denying("")));
        assertEquals(Optional.empty(), only(new PolicyRule.OtherMethod(true, false, ""), new PolicyRule.Denying("")));
        assertEquals(Optional.empty(), only(rule(2), rule(2)));
    }

    @Test
    @DisplayName("a rule asks the same wherever it was read, however often a constraint stands in it")
    void question() {
        assertEquals(
                rule(2, knowledge("pwd")).question(),
                new Assurance(2, List.of(knowledge("pwd"), knowledge("pwd")), true, "/other").question());
        assertEquals(
                rule(2).question(),
                rule(2, new Constraint(Optional.empty(), Optional.empty(), "/x"))
                        .question());
        assertEquals(
                new PolicyRule.OtherMethod(true, true, "/a").question(),
                new PolicyRule.OtherMethod(true, false, "/b").question());
    }

    /**
     * An answer by hand: whether any set of up to four values satisfies the one and not the other. Four is one more than
     * the most that are looked at.
     */
    private static boolean anySetDiffers(PolicyRule rule, PolicyRule other, List<String> values) {
        for (int size = 1; size <= 4; size++) {
            for (List<String> set : SmallestSets.setsOf(size, values)) {
                if (RuleEvaluation.satisfied(rule, ROWS.count(set, false), SETTINGS)
                        && !RuleEvaluation.satisfied(other, ROWS.count(set, false), SETTINGS)) {
                    return true;
                }
            }
        }
        return false;
    }

    @DisplayName("no larger set tells what the sets of three don't")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void threeSuffice(long seed) {
        Random random = new Random(seed);
        List<String> values = List.of("pwd", "kba", "face", "hwk", "otp", "sms", "phr", "mfa");
        for (int i = 0; i < 40; i++) {
            PolicyRule one = random(random);
            PolicyRule other = random(random);
            assertEquals(anySetDiffers(one, other, values), only(one, other).isPresent(), () -> one + " and " + other);
        }
    }

    private static PolicyRule random(Random random) {
        List<Constraint> constraints = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            EnumSet<Characteristic> properties = EnumSet.noneOf(Characteristic.class);
            for (Characteristic each : List.of(
                    Characteristic.DEVICE_BOUND,
                    Characteristic.HARDWARE_PROTECTED,
                    Characteristic.PHISHING_RESISTANT,
                    Characteristic.USER_VERIFYING)) {
                if (random.nextInt(3) == 0) {
                    properties.add(each);
                }
            }
            constraints.add(new Constraint(
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(new Knowledge(
                                    random.nextBoolean(), random.nextBoolean() ? Set.of("pwd") : Set.of(), false)),
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(new Possession(random.nextBoolean(), properties, false, false)),
                    "/c" + i));
        }
        return new Assurance(1 + random.nextInt(2), constraints, false, "/rule");
    }
}
