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
 * AMR values that were read against a table.
 *
 * @param counted each value that counts, once, in the order received
 * @param ignored each value that doesn't
 */
public record CountedAmr(List<Counted> counted, List<Ignored> ignored) {

    /** The value that says only that there were several factors, not which (R4.6, R4.8). */
    public static final String MFA = "mfa";

    /** No values at all. */
    public static final CountedAmr NOTHING = new CountedAmr(List.of(), List.of());

    public CountedAmr {
        counted = List.copyOf(counted);
        ignored = List.copyOf(ignored);
    }

    /** Whether this very value counts. */
    public boolean has(String value) {
        return counted.stream().anyMatch(each -> each.value().equals(value));
    }

    /** Whether something would have counted, had the IdP not been used as a factor only (R3.4). */
    public boolean droppedAny() {
        return ignored.stream().anyMatch(each -> each.why() == Why.FACTOR_ONLY);
    }

    /** What the counted values come to together. */
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
