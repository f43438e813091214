package dev.claimsverdict.verdict;

import dev.claimsverdict.verdict.ConfigurationVerdict.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the changes of a Terraform plan do to sign-in; or, for a state, what its IdPs and rules do as they are.
 *
 * @param source whether a plan or a state was read
 * @param changes in the plan's order
 */
public record PlanVerdict(Source source, List<Change> changes) implements Verdict {

    public PlanVerdict {
        Objects.requireNonNull(source);
        changes = List.copyOf(changes);
    }

    /** Whether a plan or a state was read. */
    public enum Source {
        PLAN,
        STATE
    }

    /** The kind of object that changes in Okta. */
    public enum Kind {
        IDP,
        RULE,
        ROUTING_RULE,
        SAML_KEY
    }

    /** How many of the changes are of this kind. */
    public long count(Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    /**
     * One change of the plan.
     *
     * @param address the resource's address in Terraform
     * @param idpId the IdP's id in Okta; absent if it has none yet, or if the object isn't an IdP
     */
    public record Change(String address, Kind kind, Optional<String> idpId, ConfigurationVerdict verdict) {
        public Change {
            Objects.requireNonNull(address);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(idpId);
            Objects.requireNonNull(verdict);
        }
    }

    /** The worst outcome of the changes; SAFE when there are none. */
    public Outcome outcome() {
        return worst(changes.stream()
                .map(Change::verdict)
                .map(ConfigurationVerdict::outcome)
                .toList());
    }

    /**
     * The worst of these outcomes; SAFE when there are none. INVALID is worse than BREAKING: it means that the change
     * could not be judged at all.
     */
    public static Outcome worst(List<Outcome> outcomes) {
        return outcomes.stream().max(Comparator.naturalOrder()).orElse(Outcome.SAFE);
    }
}
