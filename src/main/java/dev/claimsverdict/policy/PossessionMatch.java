package dev.claimsverdict.policy;

import dev.claimsverdict.policy.PolicyRule.Possession;
import dev.claimsverdict.verdict.AmrReport.Counted;
import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.FactorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which counted values are possession under a constraint (R4.9), and what the other possession values lack. */
final class PossessionMatch {

    private final Set<Characteristic> asked;

    /** What each possession value lacks. */
    private final List<EnumSet<Characteristic>> lacking = new ArrayList<>();

    /** The values that verify the user, if the constraint asks for that. */
    private final List<Counted> verifying = new ArrayList<>(0);

    PossessionMatch(Optional<Possession> constraint, List<Counted> values) {
        this.asked = constraint.map(Possession::properties).orElse(Set.of());
        if (asked.contains(Characteristic.USER_VERIFYING)) {
            for (Counted value : values) {
                if (value.characteristics().contains(Characteristic.USER_VERIFYING)) {
                    verifying.add(value);
                }
            }
        }
        for (Counted value : values) {
            if (value.factorTypes().contains(FactorType.POSSESSION)) {
                lacking.add(lacking(value));
            }
        }
    }

    /** The characteristics that the constraint asks of a possession value. */
    Set<Characteristic> properties() {
        return asked;
    }

    /** Whether this value has all of them itself; only user verification may come from another value. */
    boolean allows(Counted value) {
        return asked.isEmpty() || lacking(value).isEmpty();
    }

    /** Whether a possession value doesn't satisfy the constraint. */
    boolean failedAny() {
        for (EnumSet<Characteristic> each : lacking) {
            if (!each.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the closest possession value lacks. If several are equally close, the alphabet decides, so that the order of the
     * values doesn't matter.
     */
    Set<Characteristic> leastLacking() {
        return lacking.stream()
                .filter(each -> !each.isEmpty())
                .distinct()
                .min(Comparator.<EnumSet<Characteristic>>comparingInt(Set::size).thenComparing(EnumSet::toString))
                .orElseThrow();
    }

    /** Whether the possession values together have all that is asked. */
    boolean unionWouldSatisfy() {
        EnumSet<Characteristic> lackingInAll = EnumSet.noneOf(Characteristic.class);
        lackingInAll.addAll(asked);
        for (EnumSet<Characteristic> each : lacking) {
            lackingInAll.retainAll(each);
        }
        return !lacking.isEmpty() && lackingInAll.isEmpty();
    }

    private EnumSet<Characteristic> lacking(Counted value) {
        EnumSet<Characteristic> lacks = EnumSet.noneOf(Characteristic.class);
        lacks.addAll(asked);
        lacks.removeAll(value.characteristics());
        if (verifiedByAnother(value)) {
            lacks.remove(Characteristic.USER_VERIFYING);
        }
        return lacks;
    }

    /** Whether another value verifies the user. In the legacy table none does: it has no characteristics (R2.2). */
    private boolean verifiedByAnother(Counted value) {
        for (Counted other : verifying) {
            if (!other.value().equals(value.value())) {
                return true;
            }
        }
        return false;
    }
}
