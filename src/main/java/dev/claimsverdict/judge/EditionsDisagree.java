package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.SignInVerdict;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Says that another edition of the AMR table decides otherwise (R1.4). It is information and decides nothing. */
final class EditionsDisagree {

    private static final String POINTER = "/amrTable";

    private EditionsDisagree() {}

    /**
     * What a sign-in comes to by one edition.
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

    /** The finding, if the two outcomes differ. */
    static Optional<Finding> onSignIn(
            AmrTable table, SignInOutcome own, AmrTable.Other other, SignInOutcome there, Collection<String> received) {
        if (own.equals(there)) {
            return Optional.empty();
        }
        // Only values of the tables are named, none that only the caller knows.
        List<String> values =
                received.stream().distinct().filter(other.values()::contains).toList();
        return Optional.of(Finding.at(
                POINTER,
                FindingCode.EDITIONS_DISAGREE,
                "By edition " + other.table().edition() + " of the AMR table this sign-in is " + there.words()
                        + ", by edition " + table.edition() + " it is " + own.words() + ": the editions count "
                        + String.join(", ", values) + " differently."));
    }
}
