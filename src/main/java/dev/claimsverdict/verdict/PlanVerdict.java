package dev.claimsverdict.verdict;

import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a plan of several changes does to signing in.
 *
 * @param changes in the plan's order
 */
public record PlanVerdict(List<Change> changes) implements Verdict {

    public PlanVerdict {
        changes = List.copyOf(changes);
    }

    /**
     * One change of the plan.
     *
     * @param address what the plan calls it
     * @param idpId the IdP's id, if it has one yet
     */
    public record Change(String address, Optional<String> idpId, ConfigurationVerdict verdict) {
        public Change {
            Objects.requireNonNull(address);
            Objects.requireNonNull(idpId);
            Objects.requireNonNull(verdict);
        }
    }

    /** The worst of the changes; without any, SAFE. */
    public Outcome outcome() {
        return worst(changes.stream()
                .map(Change::verdict)
                .map(ConfigurationVerdict::outcome)
                .toList());
    }

    /**
     * The worst of some outcomes; of none, SAFE. INVALID is worse than BREAKING: what breaks has been judged, of what is
     * no IdP nothing is known, not even that it breaks no more than that.
     */
    public static Outcome worst(List<Outcome> outcomes) {
        return outcomes.stream().max(Comparator.naturalOrder()).orElse(Outcome.SAFE);
    }
}
