package dev.claimsverdict.bench.process;

import java.util.Collection;
import java.util.Locale;

/** The quartiles of some measurements. */
record Quartiles(double lower, double median, double upper) {

    static Quartiles of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** The quantile of the sorted values at this part, from 0 to 1, interpolated linearly. */
    static double at(double[] sorted, double part) {
        double position = part * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The form in tables: the median, and the middle half in parentheses. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f (%.1f–%.1f)", median, lower, upper);
    }
}
