package dev.claimsverdict.policy;

import dev.claimsverdict.verdict.Characteristic;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The part of an Okta policy rule that AMR values can affect (docs/rules.md section 4, <a
 * href="https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Policy/">source</a>). Each part
 * keeps the JSON pointer at which it was read, for the findings.
 */
public sealed interface PolicyRule {

    /** JSON pointer of the rule, or of the part of it that decides, in the request. */
    String pointer();

    /** Whether it asks for a second factor type or has a constraint. Only trusted claims can satisfy that. */
    default boolean asksForMoreThanAnyFactor() {
        return switch (this) {
            case Assurance assurance -> assurance.factors() > 1 || !assurance.unconstrained();
            case GlobalSession session -> session.requireFactor();
            case Denying _, OtherMethod _ -> false;
        };
    }

    /** {@link #question(UnaryOperator)} with constraints that are shared with no other rule. */
    default PolicyRule question() {
        return question(UnaryOperator.identity());
    }

    /**
     * What the rule asks for, so that rules that ask for the same can be found. It has neither pointers nor
     * reauthentication, which doesn't depend on AMR values.
     *
     * @param shared returns the same object for equal constraints, so that they can be compared by identity
     */
    default PolicyRule question(UnaryOperator<Constraint> shared) {
        return switch (this) {
            case Denying _ -> new Denying("");
            case OtherMethod(boolean chain, boolean _, String _) -> new OtherMethod(chain, false, "");
            case GlobalSession(boolean requireFactor, String _) -> new GlobalSession(requireFactor, "");
            case Assurance assurance -> assurance.withConstraints(shared);
        };
    }

    /** A rule that AMR values can satisfy. */
    sealed interface Satisfiable extends PolicyRule {}

    /** A rule that denies access to everybody (R4.1). */
    record Denying(String pointer) implements PolicyRule {}

    /**
     * An app sign-in rule of the type ASSURANCE.
     *
     * @param factors how many different factor types {@code factorMode} asks for, 1 or 2
     * @param constraints alternatives, one of which must hold (R4.7); empty means no constraint
     * @param reauthenticates whether {@code reauthenticateIn} is set anywhere in the rule (R4.14)
     */
    record Assurance(int factors, List<Constraint> constraints, boolean reauthenticates, String pointer)
            implements Satisfiable {

        public Assurance {
            if (factors < 1 || factors > 2) {
                throw new IllegalArgumentException("factorMode is 1FA or 2FA");
            }
            constraints = List.copyOf(constraints);
        }

        /**
         * A rule that the same AMR values satisfy, for a faster search: without alternatives that repeat others or that no AMR
         * value can satisfy.
         */
        Assurance reduced() {
            if (constraints.size() < 2 || unconstrained()) {
                return this;
            }
            Map<Object, Constraint> different = new LinkedHashMap<>();
            constraints.stream()
                    .filter(constraint -> !constraint.outOfReach())
                    .forEach(constraint -> different.putIfAbsent(
                            List.of(constraint.knowledge(), constraint.possession()), constraint));
            // An empty list would mean no constraint, so one that can't be satisfied stays.
            return different.isEmpty()
                    ? new Assurance(factors, constraints.subList(0, 1), reauthenticates, pointer)
                    : new Assurance(factors, List.copyOf(different.values()), reauthenticates, pointer);
        }

        private Assurance withConstraints(UnaryOperator<Constraint> shared) {
            if (unconstrained()) {
                return new Assurance(factors, List.of(), false, "");
            }
            List<Constraint> alternatives = constraints.stream()
                    .map(constraint -> new Constraint(constraint.knowledge(), constraint.possession(), ""))
                    .distinct()
                    .map(shared)
                    .toList();
            return new Assurance(factors, alternatives, false, "");
        }

        /** Whether one of the alternatives asks for nothing, so that the rule has no constraint (R4.7). */
        boolean unconstrained() {
            return constraints.isEmpty() || constraints.stream().anyMatch(Constraint::asksNothing);
        }
    }

    /**
     * An app sign-in rule with another verification method, which AMR values can't satisfy (R4.2).
     *
     * @param chain whether the type is AUTH_METHOD_CHAIN
     */
    record OtherMethod(boolean chain, boolean reauthenticates, String pointer) implements PolicyRule {}

    /**
     * A global session rule (R4.12).
     *
     * @param requireFactor whether the rule asks for MFA
     */
    record GlobalSession(boolean requireFactor, String pointer) implements Satisfiable {}

    /** One object of {@code constraints}. Each class in it must hold. */
    record Constraint(Optional<Knowledge> knowledge, Optional<Possession> possession, String pointer) {

        /** Whether it is {@code {}} or only repeats the defaults (R4.7). */
        boolean asksNothing() {
            return knowledge.map(Knowledge::asksNothing).orElse(true)
                    && possession.map(Possession::asksNothing).orElse(true);
        }

        /** Whether no AMR value can satisfy it. */
        boolean outOfReach() {
            return listsMethods() || asksForPin();
        }

        /** Whether it asks for a PIN, which no AMR value expresses (R4.9). */
        boolean asksForPin() {
            return possession.map(Possession::pinOnly).orElse(false);
        }

        /** Whether it names methods or authenticator types, which AMR values can't express (R4.3, R4.10). */
        boolean listsMethods() {
            return knowledge.map(Knowledge::listsMethods).orElse(false)
                    || possession.map(Possession::listsMethods).orElse(false);
        }
    }

    /**
     * What a constraint asks of knowledge.
     *
     * @param required whether there must be any
     * @param values the AMR values that its {@code types} allow (R4.10); empty allows all
     * @param listsMethods whether it names methods, or types that aren't knowledge
     */
    record Knowledge(boolean required, Set<String> values, boolean listsMethods) {

        public Knowledge {
            values = Set.copyOf(values);
        }

        boolean asksNothing() {
            return !required && values.isEmpty() && !listsMethods;
        }
    }

    /**
     * What a constraint asks of possession.
     *
     * @param required whether there must be any
     * @param properties which of DEVICE_BOUND, HARDWARE_PROTECTED and PHISHING_RESISTANT a single value must have; also
     *     USER_VERIFYING, which a biometric value may contribute (R4.9)
     * @param pinOnly whether it asks for user verification by PIN only, which no AMR value expresses
     * @param listsMethods whether it names methods or authenticator types
     */
    record Possession(boolean required, Set<Characteristic> properties, boolean pinOnly, boolean listsMethods) {

        public Possession {
            EnumSet<Characteristic> copy = EnumSet.noneOf(Characteristic.class);
            copy.addAll(properties);
            properties = Collections.unmodifiableSet(copy);
        }

        boolean asksNothing() {
            return !required && properties.isEmpty() && !pinOnly && !listsMethods;
        }
    }
}
