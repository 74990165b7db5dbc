package hie.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** How the cost of a message grows with what HIE carries: one thing at a time grows, all others stay as they usually are. */
final class Growth {

    private static final int CONNECTIONS = 8;
    private static final int LARGE = 1 << 20;
    private static final int ITEMS_AT_LEAST = 3;

    private final BiFunction<String, Burden, Engine> engines;
    private final Times times;
    private final Consumer<String> progress;

    /** Seconds, as in {@link Measurement}. */
    record Times(int firstLoad, int warmUp, int seconds) {}

    /** What grows, from what to what. */
    enum Axis {
        ITEMS("deployed items", ITEMS_AT_LEAST, 50, 200),
        TARGETS("targets of each message", 1, 5, 20),
        STORED("messages in the warehouse", 0, 1_000_000, 10_000_000),
        SIZE("bytes of a message", 512, 4096, 65_536, LARGE, 20 * LARGE);

        private final String title;
        private final List<Integer> values;

        Axis(String title, Integer... values) {
            this.title = title;
            this.values = List.of(values);
        }

        private Burden burden(int value) {
            return switch (this) {
                case ITEMS -> Burden.NONE.withIdleItems(value - ITEMS_AT_LEAST);
                case TARGETS -> Burden.NONE.withTargets(value);
                case STORED -> Burden.NONE.withStored(value);
                case SIZE -> Burden.NONE;
            };
        }

        private int size(int value) {
            return this == SIZE ? value : BenchMessage.USUAL_SIZE;
        }
    }

    /**
     * One measurement.
     *
     * @param value how much of it
     * @param cpuMicros processor time of HIE's process a message
     */
    record Point(
            Axis axis,
            int value,
            @JsonProperty("msgs_per_s") double messagesPerSecond,
            @JsonProperty("cpu_us") double cpuMicros,
            @JsonProperty("memory_mb") long megabytes,
            long lost) {}

    /** @param engines makes an engine of a name and a burden */
    Growth(BiFunction<String, Burden, Engine> engines, Times times, Consumer<String> progress) {
        this.engines = engines;
        this.times = times;
        this.progress = progress;
    }

    List<Point> measure() throws IOException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            for (int value : axis.values) {
                points.add(measure(axis, value));
            }
        }
        return points;
    }

    private Point measure(Axis axis, int value) throws IOException, InterruptedException {
        Engine engine = engines.apply("hie-" + axis.name().toLowerCase(Locale.ROOT) + "-" + value, axis.burden(value));
        int size = axis.size(value);
        int connections = size >= LARGE ? 1 : CONNECTIONS;
        Measured measured = new Measurement(
                        List.of(connections),
                        new Load.Traffic(size, 0),
                        times.firstLoad(),
                        times.warmUp(),
                        times.seconds())
                .of(engine, progress)
                .get(connections);
        return new Point(
                axis,
                value,
                measured.outcome().messagesPerSecond(),
                measured.cpuMicros(),
                measured.after().megabytes(),
                measured.outcome().lost());
    }

    /** Draws a curve an axis: {@code growth-items.svg} and so on. */
    void draw(List<Point> points, Path directory, String machine) throws IOException {
        for (Axis axis : Axis.values()) {
            List<Curve.Mark> marks = points.stream()
                    .filter(point -> point.axis() == axis)
                    .map(point -> new Curve.Mark(point.value(), point.cpuMicros()))
                    .toList();
            Files.writeString(
                    directory.resolve("growth-" + axis.name().toLowerCase(Locale.ROOT) + ".svg"),
                    new Curve(axis.title, "processor time a message, \u00b5s", marks).svg(machine));
        }
    }

    /** The figures as a Markdown table. */
    static String table(List<Point> points, String machine) {
        StringBuilder table = new StringBuilder(machine)
                .append("\n\n| what grows | to | msg/s | CPU a message, \u00b5s | memory, MB | lost |\n")
                .append("| --- | --- | --- | --- | --- | --- |\n");
        for (Point point : points) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,.0f | %,.0f | %,d | %d |%n",
                    point.axis().title,
                    point.value(),
                    point.messagesPerSecond(),
                    point.cpuMicros(),
                    point.megabytes(),
                    point.lost()));
        }
        return table.toString();
    }
}
