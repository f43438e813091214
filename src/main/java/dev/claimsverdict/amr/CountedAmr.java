package dev.claimsverdict.amr;

import dev.claimsverdict.verdict.AmrReport.Counted;
import dev.claimsverdict.verdict.AmrReport.Ignored;
import dev.claimsverdict.verdict.AmrReport.Why;
import dev.claimsverdict.verdict.Assurance;
import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.FactorType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * AMR values that were looked up in a table.
 *
 * @param counted each value that counts, once, in the order received
 * @param ignored each value that doesn't count, once, and why
 */
public record CountedAmr(List<Counted> counted, List<Ignored> ignored) {

    /** The value that says that there were several factors, but not which (R4.6, R4.8). */
    public static final String MFA = "mfa";

    /** No values at all. */
    public static final CountedAmr NOTHING = new CountedAmr(List.of(), List.of());

    public CountedAmr {
        counted = List.copyOf(counted);
        ignored = List.copyOf(ignored);
    }

    /** Whether this value is among those that count. */
    public boolean has(String value) {
        return counted.stream().anyMatch(each -> each.value().equals(value));
    }

    /** Whether a value was dropped because the IdP is used only as a factor (R3.4). */
    public boolean droppedAny() {
        return ignored.stream().anyMatch(each -> each.why() == Why.FACTOR_ONLY);
    }

    /** What the counted values add up to. */
    public Assurance assurance() {
        EnumSet<FactorType> types = EnumSet.noneOf(FactorType.class);
        EnumSet<Characteristic> characteristics = EnumSet.noneOf(Characteristic.class);
        for (Counted value : counted) {
            types.addAll(value.factorTypes());
            characteristics.addAll(value.characteristics());
        }
        Set<FactorType> factorTypes = Collections.unmodifiableSet(types);
        return new Assurance(factorTypes, Collections.unmodifiableSet(characteristics), types.size() >= 2 || has(MFA));
    }
}
