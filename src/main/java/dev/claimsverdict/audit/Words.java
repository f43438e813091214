package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import dev.claimsverdict.verdict.OrgVerdict.Outcome;
import dev.claimsverdict.verdict.Trust;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of the reports for people. They add no judgement to the verdict's. */
final class Words {

    private static final String NOT_BY_PROVIDER = "~";
    private static final String NOT_BY_AMR = "!";
    private static final String FLIPS = ">";

    private Words() {}

    /** What a cell says beside its outcome, in a few characters that {@link #legend} explains. */
    static String marks(Judgement judgement) {
        String reach = switch (judgement.reachable()) {
            case BY_AMR -> "";
            case NOT_BY_PROVIDER -> NOT_BY_PROVIDER;
            case NOT_BY_AMR -> NOT_BY_AMR;
        };
        return flips(judgement)
                ? reach + FLIPS + judgement.ifTrustFlips().name().charAt(0)
                : reach;
    }

    static boolean flips(Judgement judgement) {
        return judgement.ifTrustFlips() != judgement.outcome();
    }

    /** What the outcomes mean, and the marks behind them. */
    static SequencedMap<String, String> legend() {
        SequencedMap<String, String> legend = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            legend.put(outcome.name(), meaning(outcome));
        }
        legend.put("-", "The rule doesn't apply to sign-ins through this IdP.");
        legend.put(NOT_BY_PROVIDER, "No AMR values that this provider is known to send satisfy the rule.");
        legend.put(NOT_BY_AMR, "No AMR values satisfy the rule.");
        legend.put(
                FLIPS + "A " + FLIPS + "S " + FLIPS + "R " + FLIPS + "U",
                "If trustClaims had the other value: ACCEPTED, STEP_UP, REJECTED, UNKNOWN.");
        return legend;
    }

    static String meaning(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> "Okta counts the claims and asks the user for nothing more.";
            case STEP_UP -> "The user gets in after Okta asks for what is missing.";
            case REJECTED -> "Nobody gets in.";
            case UNKNOWN -> "There is no evidence of what the IdP sends.";
        };
    }

    /** The reasons for each cell, and what would change it: sentences. */
    static List<String> why(Judgement judgement) {
        List<String> why = new ArrayList<>();
        if (!judgement.remaining().isEmpty()) {
            why.add("Missing: " + String.join(", ", judgement.remaining()) + ".");
        }
        if (!judgement.wouldSatisfy().isEmpty()) {
            why.add("AMR values that would satisfy the rule: " + sets(judgement.wouldSatisfy()) + ".");
        }
        switch (judgement.reachable()) {
            case BY_AMR -> {}
            case NOT_BY_PROVIDER -> why.add("No AMR values that this provider is known to send satisfy the rule.");
            case NOT_BY_AMR -> why.add("No AMR values satisfy the rule.");
        }
        if (flips(judgement)) {
            why.add("If trustClaims had the other value: " + judgement.ifTrustFlips() + ".");
        }
        return why;
    }

    static String sets(List<List<String>> sets) {
        return sets.stream().map(set -> String.join(" + ", set)).collect(Collectors.joining(", or "));
    }

    static String trust(Trust trust) {
        return switch (trust.mode()) {
            case CLAIMS_SHARING -> "claims trusted";
            case LEGACY_MAPPING -> "claims trusted by legacy mapping";
            case NONE -> "claims not trusted";
        };
    }

    /** How many of each, those that occur; such as "3 ACCEPTED, 1 STEP_UP". */
    static <E extends Enum<E>> String counts(Class<E> type, Stream<E> each) {
        Map<E, Long> counts = new EnumMap<>(type);
        each.forEach(one -> counts.merge(one, 1L, Long::sum));
        return counts(counts);
    }

    static String counts(Map<? extends Enum<?>, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().name())
                .collect(Collectors.joining(", "));
    }

    /** The first names, printable, and how many more there are. */
    static String names(List<String> names, int most) {
        String first = names.stream().limit(most).map(Printable::name).collect(Collectors.joining(", "));
        return names.size() <= most ? first : first + " and " + (names.size() - most) + " more";
    }
}
