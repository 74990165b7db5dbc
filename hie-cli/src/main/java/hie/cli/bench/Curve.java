package hie.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A curve as an SVG picture. The marks stand at equal distances, each with its value below it: they are few, and grow by orders of
 * magnitude. The vertical axis begins at 0; where the marks differ a hundredfold it is logarithmic.
 */
final class Curve {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    private static final int RIGHT = 40;
    private static final double MUCH = 100;

    private final String across;
    private final String up;
    private final List<Mark> marks;

    /** One measured value. */
    record Mark(long across, double up) {}

    /**
     * Describes a curve.
     *
     * @param across what grows
     * @param up what was measured, with its unit
     */
    Curve(String across, String up, List<Mark> marks) {
        this.across = across;
        this.up = up;
        this.marks = List.copyOf(marks);
    }

    /** @param machine on what it was measured; part of the picture */
    String svg(String machine) {
        String line = range().mapToObj(i -> x(i) + "," + y(marks.get(i).up())).collect(Collectors.joining(" "));
        String labels = range().mapToObj(i -> label(i, marks.get(i))).collect(Collectors.joining());
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" role="img" font-family="sans-serif" font-size="12">
                <title>%3$s against %4$s</title>
                <rect width="%1$d" height="%2$d" fill="#fff"/>
                <text x="%5$d" y="22" font-size="14">%3$s%10$s</text>
                <path d="M%5$d %6$d V%7$d H%8$d" fill="none" stroke="#666"/>
                <polyline points="%9$s" fill="none" stroke="#0b6e99" stroke-width="2"/>
                %11$s<text x="%12$d" y="%13$d" text-anchor="middle">%4$s</text>
                <text x="%12$d" y="%14$d" text-anchor="middle" font-size="9" fill="#666">%15$s</text>
                </svg>
                """.formatted(
                        WIDTH,
                        HEIGHT,
                        up,
                        across,
                        LEFT,
                        TOP,
                        HEIGHT - BOTTOM,
                        WIDTH - RIGHT,
                        line,
                        isLogarithmic() ? " (logarithmic)" : "",
                        labels,
                        (LEFT + WIDTH - RIGHT) / 2,
                        HEIGHT - 24,
                        HEIGHT - 8,
                        machine);
    }

    private IntStream range() {
        return IntStream.range(0, marks.size());
    }

    private String label(int index, Mark mark) {
        return String.format(
                Locale.ROOT,
                "<circle cx=\"%1$d\" cy=\"%2$d\" r=\"4\" fill=\"#0b6e99\"/><text x=\"%1$d\" y=\"%3$d\" text-anchor=\"middle\">%4$,.0f</text>"
                        + "<text x=\"%1$d\" y=\"%5$d\" text-anchor=\"middle\">%6$,d</text>%n",
                x(index),
                y(mark.up()),
                y(mark.up()) - 10,
                mark.up(),
                HEIGHT - BOTTOM + 18,
                mark.across());
    }

    private int x(int index) {
        int span = WIDTH - LEFT - RIGHT - 60;
        return LEFT + 30 + (marks.size() == 1 ? span / 2 : span * index / (marks.size() - 1));
    }

    private int y(double value) {
        double most = marks.stream().mapToDouble(Mark::up).max().orElse(1);
        double least = marks.stream().mapToDouble(Mark::up).min().orElse(1);
        double share = isLogarithmic()
                ? 0.1 + 0.9 * Math.log(value / least) / Math.log(most / least)
                : value / Math.max(most, Double.MIN_NORMAL);
        int span = HEIGHT - BOTTOM - TOP - 30;
        return HEIGHT - BOTTOM - (int) Math.round(span * share);
    }

    private boolean isLogarithmic() {
        double most = marks.stream().mapToDouble(Mark::up).max().orElse(0);
        double least = marks.stream().mapToDouble(Mark::up).min().orElse(0);
        return least > 0 && most / least >= MUCH;
    }
}
