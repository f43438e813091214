package dev.claimsverdict.proof;

import dev.claimsverdict.proof.RuleShape.ConstraintShape;
import dev.claimsverdict.proof.RuleShape.KnowledgeShape;
import dev.claimsverdict.proof.RuleShape.MethodList;
import dev.claimsverdict.proof.RuleShape.PossessionShape;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * A second implementation of sections 1 and 4 of the rules, written from their text and not from the first
 * implementation. It has its own copy of the tables and knows nothing of findings. It asks everything of all sets of AMR
 * values at once: a {@link BitSet} is the sets of which something is true.
 */
final class NaivePolicy {

    /** One row of a table, as the rules print it. */
    record Row(
            String value,
            boolean knowledge,
            boolean possession,
            boolean biometric,
            boolean userVerifying,
            boolean deviceBound,
            boolean hardwareProtected,
            boolean phishingResistant) {}

    /** An org and an IdP as far as they bear on a rule. */
    record Setting(boolean classic, boolean factorOnly, boolean securityQuestionForMfa) {}

    /** A table. The legacy one has no method characteristics (R2.2). */
    record Table(String edition, boolean legacy, List<Row> rows) {

        List<String> values() {
            return rows.stream().map(Row::value).toList();
        }
    }

    private static final List<String> NOT_FORWARDED_BY_FACTOR_ONLY = List.of("kba", "pwd");

    /** Section 1, edition 2025-04. */
    static final Table SEED = new Table(
            "2025-04",
            false,
            List.of(
                    row("face", "POSSESSION BIOMETRIC", "USER_VERIFYING"),
                    row("fpt", "POSSESSION BIOMETRIC", "USER_VERIFYING"),
                    row("iris", "POSSESSION BIOMETRIC", "USER_VERIFYING"),
                    row("retina", "POSSESSION BIOMETRIC", "USER_VERIFYING"),
                    row("vbm", "POSSESSION BIOMETRIC", "USER_VERIFYING"),
                    row("hwk", "POSSESSION", "DEVICE_BOUND HARDWARE_PROTECTED"),
                    row("otp", "POSSESSION", "DEVICE_BOUND"),
                    row("sc", "POSSESSION", "DEVICE_BOUND"),
                    row("swk", "POSSESSION", "DEVICE_BOUND"),
                    row("pop", "POSSESSION", "DEVICE_BOUND"),
                    row("sms", "POSSESSION", ""),
                    row("tel", "POSSESSION", ""),
                    row("kba", "KNOWLEDGE", ""),
                    row("pwd", "KNOWLEDGE", ""),
                    row("mfa", "", "")));

    /** Section 1, edition 2026-07. */
    static final Table GUIDE = new Table(
            "2026-07",
            false,
            List.of(
                    row("face", "BIOMETRIC", "USER_VERIFYING"),
                    row("fpt", "BIOMETRIC", "USER_VERIFYING"),
                    row("iris", "BIOMETRIC", "USER_VERIFYING"),
                    row("retina", "BIOMETRIC", "USER_VERIFYING"),
                    row("vbm", "BIOMETRIC", "USER_VERIFYING"),
                    row("hwk", "POSSESSION", "DEVICE_BOUND HARDWARE_PROTECTED"),
                    row("otp", "POSSESSION", "DEVICE_BOUND"),
                    row("sc", "POSSESSION", "DEVICE_BOUND"),
                    row("swk", "POSSESSION", "DEVICE_BOUND"),
                    row("pop", "POSSESSION", "DEVICE_BOUND"),
                    row("sms", "POSSESSION", ""),
                    row("tel", "POSSESSION", ""),
                    row("kba", "KNOWLEDGE", ""),
                    row("pwd", "KNOWLEDGE", ""),
                    row("mfa", "", ""),
                    row("phr", "POSSESSION", "DEVICE_BOUND PHISHING_RESISTANT")));

    /** R2.2. */
    static final Table LEGACY = new Table(
            "legacy",
            true,
            List.of(
                    row("pwd", "KNOWLEDGE", ""),
                    row("kba", "KNOWLEDGE", ""),
                    row("email", "POSSESSION", ""),
                    row("sms", "POSSESSION", ""),
                    row("tel", "POSSESSION", ""),
                    row("duo", "POSSESSION", ""),
                    row("symantec", "POSSESSION", ""),
                    row("google_otp", "POSSESSION", ""),
                    row("okta_verify", "POSSESSION", ""),
                    row("oauth_otp", "POSSESSION", ""),
                    row("rsa", "POSSESSION", ""),
                    row("yubikey", "POSSESSION", ""),
                    row("otp", "POSSESSION", ""),
                    row("fed", "POSSESSION", ""),
                    row("swk", "POSSESSION BIOMETRIC", ""),
                    row("pop", "POSSESSION BIOMETRIC", ""),
                    row("phr", "POSSESSION BIOMETRIC", ""),
                    row("sc", "POSSESSION", ""),
                    row("hwk", "POSSESSION", ""),
                    row("pin", "KNOWLEDGE", ""),
                    row("mfa", "", "")));

    private static Row row(String value, String types, String characteristics) {
        return new Row(
                value,
                types.contains("KNOWLEDGE"),
                types.contains("POSSESSION"),
                types.contains("BIOMETRIC"),
                characteristics.contains("USER_VERIFYING"),
                characteristics.contains("DEVICE_BOUND"),
                characteristics.contains("HARDWARE_PROTECTED"),
                characteristics.contains("PHISHING_RESISTANT"));
    }

    private final AmrSets sets;
    private final Setting setting;
    private final List<Row> rows;
    private final boolean legacy;
    private final BitSet mfa;

    /** The rules for these sets of values, by this table, in this org. */
    NaivePolicy(AmrSets sets, Table table, Setting setting) {
        this.sets = sets;
        this.setting = setting;
        this.legacy = table.legacy();
        this.rows = table.rows().stream()
                // R3.4
                .filter(row -> !setting.factorOnly() || !NOT_FORWARDED_BY_FACTOR_ONLY.contains(row.value()))
                .toList();
        // R4.4: mfa says that there was a factor beside Knowledge, and no such factor can be satisfied.
        this.mfa = setting.securityQuestionForMfa()
                        || rows.stream().noneMatch(row -> row.value().equals("mfa"))
                ? sets.none()
                : sets.with("mfa");
    }

    /** The sets of which a value is counted at all (R3.5, R4.15). */
    BitSet usable() {
        BitSet usable = sets.none();
        rows.forEach(row -> usable.or(sets.with(row.value())));
        return usable;
    }

    /** The sets that satisfy this rule. */
    BitSet satisfying(RuleShape rule) {
        return switch (rule) {
            case RuleShape.Deny _ -> sets.none(); // R4.1
            case RuleShape.OtherType _ -> sets.none(); // R4.2, R4.13
            case RuleShape.GlobalSession(boolean requireFactor) ->
                setting.classic() ? classic(requireFactor) : unconstrained(requireFactor ? 2 : 1); // R4.12
            case RuleShape.Assurance(int factors, List<ConstraintShape> constraints) ->
                setting.classic() ? classic(factors == 2) : assurance(factors, constraints);
        };
    }

    /** R4.13. */
    private BitSet classic(boolean mfaRequired) {
        BitSet pwd = setting.factorOnly() ? sets.none() : sets.with("pwd");
        return AmrSets.or(mfa, mfaRequired ? AmrSets.and(pwd, possession()) : pwd);
    }

    private BitSet assurance(int factors, List<ConstraintShape> constraints) {
        if (constraints.isEmpty()) {
            return unconstrained(factors);
        }
        BitSet any = sets.none(); // R4.7: OR
        for (ConstraintShape constraint : constraints) {
            any.or(asksForSomething(constraint) ? meeting(constraint, factors) : unconstrained(factors));
        }
        return any;
    }

    /** R4.5 and R4.6. */
    private BitSet unconstrained(int factors) {
        return AmrSets.or(mfa, factorTypes(factors, knowledge(), possession(), biometric()));
    }

    private static BitSet factorTypes(int factors, BitSet knowledge, BitSet possession, BitSet biometric) {
        if (factors == 1) {
            return AmrSets.or(knowledge, AmrSets.or(possession, biometric));
        }
        return AmrSets.or(
                AmrSets.and(knowledge, possession),
                AmrSets.or(AmrSets.and(knowledge, biometric), AmrSets.and(possession, biometric)));
    }

    private BitSet knowledge() {
        return having(Row::knowledge);
    }

    private BitSet possession() {
        return setting.securityQuestionForMfa() ? sets.none() : having(Row::possession); // R4.4
    }

    private BitSet biometric() {
        return setting.securityQuestionForMfa() ? sets.none() : having(Row::biometric); // R4.4
    }

    private BitSet having(Predicate<Row> property) {
        BitSet having = sets.none();
        rows.stream().filter(property).forEach(row -> having.or(sets.with(row.value())));
        return having;
    }

    /** R4.7, last sentence. */
    private static boolean asksForSomething(ConstraintShape constraint) {
        return constraint.knowledge().filter(NaivePolicy::asks).isPresent()
                || constraint.possession().filter(NaivePolicy::asks).isPresent();
    }

    private static boolean asks(KnowledgeShape knowledge) {
        return knowledge.required() || !knowledge.types().isEmpty() || knowledge.methods() != MethodList.NONE;
    }

    private static boolean asks(PossessionShape possession) {
        return possession.required()
                || possession.deviceBound()
                || possession.hardwareProtection()
                || possession.phishingResistant()
                || possession.userVerification()
                || !possession.userVerificationMethods().isEmpty()
                || !possession.types().isEmpty()
                || possession.methods() != MethodList.NONE;
    }

    /** R4.7 for an object that asks for something. */
    private BitSet meeting(ConstraintShape constraint, int factors) {
        if (constraint.knowledge().filter(it -> it.methods() != MethodList.NONE).isPresent() // R4.3
                || constraint.possession().filter(NaivePolicy::beyondAmr).isPresent()) {
            return sets.none();
        }
        BitSet knowledge = constraint.knowledge().map(this::knowledge).orElseGet(this::knowledge);
        BitSet possession = constraint.possession().map(this::possession).orElseGet(this::possession);
        BitSet met = factorTypes(factors, knowledge, possession, biometric());
        if (constraint.knowledge().filter(KnowledgeShape::required).isPresent()) {
            met.and(knowledge);
        }
        if (constraint.possession().filter(PossessionShape::required).isPresent()) {
            met.and(possession);
        }
        return met;
    }

    /** R4.3, R4.10, and of R4.9 the PIN. */
    private static boolean beyondAmr(PossessionShape possession) {
        return possession.methods() != MethodList.NONE
                || !possession.types().isEmpty()
                || possession.userVerificationMethods().equals(List.of("PIN"));
    }

    /** R4.10: the sets with a value that meets what is asked of knowledge. */
    private BitSet knowledge(KnowledgeShape asked) {
        return having(row -> row.knowledge()
                && (asked.types().isEmpty()
                        || asked.types().contains("PASSWORD") && row.value().equals("pwd")
                        || asked.types().contains("SECURITY_QUESTION")
                                && row.value().equals("kba")));
    }

    /** R4.9: the sets with one value that meets all that is asked of possession. */
    private BitSet possession(PossessionShape asked) {
        BitSet found = sets.none();
        if (setting.securityQuestionForMfa()) {
            return found; // R4.4
        }
        for (Row row : rows) {
            if (row.possession()
                    && (row.deviceBound() || !asked.deviceBound())
                    && (row.hardwareProtected() || !asked.hardwareProtection())
                    && (row.phishingResistant() || !asked.phishingResistant())) {
                BitSet meeting = sets.with(row.value());
                if (asksForVerification(asked) && !row.userVerifying()) {
                    meeting.and(biometricBeside(row));
                }
                found.or(meeting);
            }
        }
        return found;
    }

    private static boolean asksForVerification(PossessionShape asked) {
        return asked.userVerification() || !asked.userVerificationMethods().isEmpty();
    }

    /** R2.2: what counts as biometric by legacy mapping has no characteristic that it could lend. */
    private BitSet biometricBeside(Row row) {
        return legacy ? sets.none() : having(other -> other.biometric() && !other.equals(row));
    }
}
