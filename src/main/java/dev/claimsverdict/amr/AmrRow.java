package dev.claimsverdict.amr;

import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.FactorType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A row of an AMR table: what one value proves.
 *
 * @param value case-sensitive (R1.1)
 * @param characteristics the characteristics that always count
 * @param besidePossession the characteristics that count only together with a possession value (edition 2026-07)
 */
public record AmrRow(
        String value,
        Set<FactorType> factorTypes,
        Set<Characteristic> characteristics,
        Set<Characteristic> besidePossession) {

    public AmrRow {
        factorTypes = unmodifiable(factorTypes, FactorType.class);
        characteristics = unmodifiable(characteristics, Characteristic.class);
        besidePossession = unmodifiable(besidePossession, Characteristic.class);
    }

    /** What the value counts as, which depends on whether a possession value counts beside it. */
    AmrReport.Counted counted(boolean possessionCounted) {
        if (!possessionCounted || besidePossession.isEmpty()) {
            return new AmrReport.Counted(value, factorTypes, characteristics);
        }
        EnumSet<Characteristic> all = EnumSet.copyOf(besidePossession);
        all.addAll(characteristics);
        return new AmrReport.Counted(value, factorTypes, Collections.unmodifiableSet(all));
    }

    /** An unmodifiable copy in the order of the enum, so that output is always the same. */
    private static <E extends Enum<E>> Set<E> unmodifiable(Set<E> set, Class<E> type) {
        EnumSet<E> copy = EnumSet.noneOf(type);
        copy.addAll(set);
        return Collections.unmodifiableSet(copy);
    }
}
