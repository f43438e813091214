package dev.claimsverdict.bench;

import dev.claimsverdict.bench.Growth.Curve;
import dev.claimsverdict.bench.Growth.Point;
import java.util.List;
import java.util.Locale;

/**
 * Draws curves as small multiples. Both axes start at zero, so a straight line through the corner means linear growth.
 */
final class GrowthPlot {

    private static final int COLUMNS = 2;
    private static final int WIDTH = 380;
    private static final int HEIGHT = 220;
    private static final int LEFT = 62;
    private static final int TOP = 34;
    private static final int RIGHT = 24;
    private static final int BOTTOM = 40;

    private GrowthPlot() {}

    static String svg(List<Curve> curves) {
        int rows = (curves.size() + COLUMNS - 1) / COLUMNS;
        StringBuilder svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="title" \
                font-family="system-ui, sans-serif" font-size="11" fill="#444">
                <title id="title">How the time of a verdict grows</title>
                <rect width="100%%" height="100%%" fill="#fff"/>
                """.formatted(COLUMNS * WIDTH, rows * HEIGHT));
        for (int number = 0; number < curves.size(); number++) {
            panel(svg, curves.get(number), number % COLUMNS * WIDTH, number / COLUMNS * HEIGHT);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void panel(StringBuilder svg, Curve curve, int x, int y) {
        int right = WIDTH - RIGHT;
        int bottom = HEIGHT - BOTTOM;
        int most = curve.points().getLast().count();
        double top =
                nice(curve.points().stream().mapToDouble(Point::micros).max().orElseThrow());
        svg.append("<g transform=\"translate(%d %d)\">%n".formatted(x, y));
        text(svg, LEFT, 18, "start", curve.title(), " font-weight=\"600\" fill=\"#111\"");
        for (int step = 0; step <= 4; step++) {
            double height = bottom - (bottom - TOP) * step / 4.0;
            svg.append("<path d=\"M%d %.1fH%d\" stroke=\"#e3e3e3\"/>%n".formatted(LEFT, height, right));
            text(svg, LEFT - 6, height + 4, "end", number(top * step / 4), "");
        }
        StringBuilder line = new StringBuilder();
        for (Point point : curve.points()) {
            double left = LEFT + (right - LEFT) * (double) point.count() / most;
            double height = bottom - (bottom - TOP) * point.micros() / top;
            line.append(String.format(Locale.ROOT, "%s%.1f %.1f", line.isEmpty() ? "M" : "L", left, height));
            svg.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"#0b62c4\"/>%n", left, height));
            text(svg, left, bottom + 15, "middle", Integer.toString(point.count()), "");
        }
        svg.append("<path d=\"%s\" fill=\"none\" stroke=\"#0b62c4\" stroke-width=\"1.5\"/>%n".formatted(line));
        text(svg, LEFT, bottom + 31, "start", "µs, by " + curve.unit(), "");
        svg.append("</g>\n");
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text, String more) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>%n", x, y, anchor, more, text));
    }

    /** The next of 1, 2, 4, 5, 8 times a power of ten. */
    private static double nice(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 4, 5, 8, 10}) {
            if (step * power >= value) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
