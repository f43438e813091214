package dev.claimsverdict.bench.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Many mixed events in one process. Each answer must be correct, and resident memory must not grow. */
final class Soak implements Check {

    private static final int EVENTS_PER_SAMPLE = 1_000;

    /** With fewer events, the memory of a process has not settled, so its growth is only reported. */
    private static final int JUDGED_FROM = 100_000;

    /** The most that the second half may add to resident memory, as a share of its mean in that half. */
    private static final double MOST_GROWTH = 0.05;

    private static final long SEED = 20_261_129;

    @Override
    public String run(Trial trial) throws IOException, InterruptedException {
        int events = trial.size().soak();
        Random random = new Random(SEED);
        List<Sample> mix = trial.mix().all();
        List<Double> kib = new ArrayList<>();
        // A log of all events would fill the disk.
        try (Lambda lambda = Lambda.loggingTo(trial.artefact(), trial.environment(), Path.of("/dev/null"))) {
            int every = Math.min(EVENTS_PER_SAMPLE, Math.max(1, events / 20));
            for (int i = 1; i <= events; i++) {
                trial.check(lambda, mix.get(random.nextInt(mix.size())));
                if (i % every == 0) {
                    kib.add((double) lambda.figures().residentKib());
                }
            }
            if (lambda.starts() > 1) {
                throw new Broken("ended " + (lambda.starts() - 1) + " times");
            }
            return said(events, kib, every, lambda.figures().peakKib());
        }
    }

    private static String said(int events, List<Double> kib, int every, long peakKib) {
        List<Double> half = kib.subList(kib.size() / 2, kib.size());
        double slope = slope(half) * EVENTS_PER_SAMPLE / every;
        double middle = half.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double grown = slope * events / 2 / EVENTS_PER_SAMPLE;
        String said = String.format(
                Locale.ROOT,
                "%,d of %,d answered correctly; %.1f MiB after the first half, %.1f at the end, %.1f at most; slope %.2f KiB per"
                        + " 1,000 events",
                events,
                events,
                half.getFirst() / 1024,
                half.getLast() / 1024,
                peakKib / 1024.0,
                slope);
        if (events >= JUDGED_FROM && grown > MOST_GROWTH * middle) {
            throw new Broken("grows: " + said);
        }
        return said;
    }

    /** The slope of the least-squares line through these values, by their index. */
    static double slope(List<Double> values) {
        double meanX = (values.size() - 1) / 2.0;
        double meanY =
                values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.size(); i++) {
            products += (i - meanX) * (values.get(i) - meanY);
            squares += (i - meanX) * (i - meanX);
        }
        return squares == 0 ? 0 : products / squares;
    }
}
