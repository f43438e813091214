package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.SignInVerdict;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whether another edition of the AMR table would decide differently (R1.4). The finding is for information
 * and changes no verdict.
 */
final class EditionsDisagree {

    private static final String POINTER = "/amrTable";

    private EditionsDisagree() {}

    /**
     * The result of a sign-in by one edition.
     *
     * @param satisfied whether the rule is satisfied, if there is a rule
     */
    record SignInOutcome(SignInVerdict.Outcome outcome, Optional<Boolean> satisfied) {

        private String words() {
            return outcome
                    + satisfied
                            .map(met -> met ? " (rule satisfied)" : " (rule not satisfied)")
                            .orElse("");
        }
    }

    /** The finding, if two configuration verdicts differ in their findings. */
    static Optional<Finding> onConfiguration(AmrTable table, List<Finding> own, AmrTable other, List<Finding> there) {
        List<String> onlyHere = codesOnlyIn(own, there);
        List<String> onlyThere = codesOnlyIn(there, own);
        if (onlyHere.isEmpty() && onlyThere.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.at(
                POINTER,
                FindingCode.EDITIONS_DISAGREE,
                "By edition " + other.edition() + " of the AMR table this configuration is " + outcome(there)
                        + with(onlyThere) + ", by edition " + table.edition() + " it is " + outcome(own)
                        + with(onlyHere) + "."));
    }

    private static ConfigurationVerdict.Outcome outcome(List<Finding> findings) {
        return ConfigurationVerdict.outcome(Finding.ordered(findings));
    }

    private static String with(List<String> codes) {
        return codes.isEmpty() ? "" : " (" + String.join(", ", codes) + ")";
    }

    /** A finding without its message. */
    private record Place(FindingCode code, Level level, Optional<String> pointer) {

        static Place of(Finding finding) {
            return new Place(finding.code(), finding.level(), finding.pointer());
        }
    }

    /** The codes of the findings that the other list doesn't have at the same place and level. */
    private static List<String> codesOnlyIn(List<Finding> findings, List<Finding> others) {
        // A set, since an org's rules may give thousands of findings to each list.
        Set<Place> there = others.stream().map(Place::of).collect(Collectors.toSet());
        return findings.stream()
                .filter(finding -> !there.contains(Place.of(finding)))
                .map(finding -> finding.code().name())
                .distinct()
                .toList();
    }

    /** How another edition would judge the sign-ins of an org's IdPs under one rule, where that differs. */
    static final class OfRule {

        private final AmrTable table;
        private final AmrTable other;
        private final String rule;
        private final String first;
        private final SignInOutcome own;
        private final SignInOutcome there;
        private int idps;

        /**
         * No IdP is counted yet.
         *
         * @param rule JSON pointer of the rule
         * @param first JSON pointer of the first IdP whose sign-ins get another verdict
         */
        OfRule(AmrTable table, SignInOutcome own, AmrTable other, SignInOutcome there, String rule, String first) {
            this.table = table;
            this.own = own;
            this.other = other;
            this.there = there;
            this.rule = rule;
            this.first = first;
        }

        /** Counts an IdP. */
        void count() {
            idps++;
        }

        Finding finding() {
            return Finding.at(
                    rule,
                    FindingCode.EDITIONS_DISAGREE,
                    "By edition " + other.edition()
                            + " of the AMR table, sign-ins under this rule through " + idps
                            + (idps == 1 ? " IdP" : " IdPs") + " get another verdict. Sign-ins through " + first
                            + " are " + there.words() + " by that edition, and " + own.words() + " by edition "
                            + table.edition() + ".");
        }
    }

    /** The finding that the two outcomes differ. */
    static Finding onSignIn(
            AmrTable table, SignInOutcome own, AmrTable other, SignInOutcome there, Collection<String> received) {
        Set<String> different = table.others().stream()
                .filter(each -> each.table() == other)
                .findFirst()
                .map(AmrTable.Other::values)
                .orElse(Set.of());
        // Names only values of the tables, never the caller's own. They are sorted, because their order means nothing
        // (R1.2).
        List<String> values = received.stream()
                .distinct()
                .filter(different::contains)
                .sorted()
                .toList();
        return Finding.at(
                POINTER,
                FindingCode.EDITIONS_DISAGREE,
                "By edition " + other.edition() + " of the AMR table this sign-in is " + there.words()
                        + ", by edition " + table.edition() + " it is " + own.words() + ": the editions count "
                        + String.join(", ", values) + " differently.");
    }
}
