package hie.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One line of the result: an engine at a number of connections, rates and latencies as the medians of the rounds, lost,
 * duplicate and out-of-order messages as their sums.
 *
 * @param cpuMicros processor time of the engine's process a message, the median of the rounds
 * @param megabytes resident memory of the engine's process after the load, the most of the rounds
 * @param startSeconds how long it took to come up with its items deployed, the most of the rounds; null when that was not tried
 * @param ratioOrdered HIE's rate divided by ordered Camel's; null on other rows or when that was not run
 * @param ratioUnordered HIE's rate divided by unordered Camel's; null likewise
 */
@JsonPropertyOrder({
    "engine",
    "connections",
    "msgs_per_s",
    "ack_p50_ms",
    "ack_p99_ms",
    "e2e_p99_ms",
    "lost",
    "duplicates",
    "out_of_order",
    "cpu_us",
    "memory_mb",
    "start_s",
    "ratio_ordered",
    "ratio_unordered"
})
record Row(
        String engine,
        int connections,
        @JsonProperty("msgs_per_s") double messagesPerSecond,
        @JsonProperty("ack_p50_ms") Double ackP50Millis,
        @JsonProperty("ack_p99_ms") Double ackP99Millis,
        @JsonProperty("e2e_p99_ms") Double endToEndP99Millis,
        long lost,
        long duplicates,
        @JsonProperty("out_of_order") long outOfOrder,
        @JsonProperty("cpu_us") Double cpuMicros,
        @JsonProperty("memory_mb") long megabytes,
        @JsonProperty("start_s") Double startSeconds,
        @JsonProperty("ratio_ordered") Double ratioOrdered,
        @JsonProperty("ratio_unordered") Double ratioUnordered) {

    /** Joins the rounds of one engine at one number of connections; there is at least one. */
    static Row of(String engine, int connections, List<Measured> rounds) {
        List<Ledger.Outcome> outcomes = rounds.stream().map(Measured::outcome).toList();
        Duration start = rounds.stream()
                .map(Measured::startTime)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Row(
                engine,
                connections,
                rounded(median(outcomes, Ledger.Outcome::messagesPerSecond), 10),
                millis(median(outcomes, Ledger.Outcome::ackP50Millis)),
                millis(median(outcomes, Ledger.Outcome::ackP99Millis)),
                millis(median(outcomes, Ledger.Outcome::endToEndP99Millis)),
                outcomes.stream().mapToLong(Ledger.Outcome::lost).sum(),
                outcomes.stream().mapToLong(Ledger.Outcome::duplicates).sum(),
                outcomes.stream().mapToLong(Ledger.Outcome::outOfOrder).sum(),
                millis(median(rounds, Measured::cpuMicros)),
                rounds.stream()
                        .mapToLong(round -> round.after().megabytes())
                        .max()
                        .orElse(0),
                start.isZero() ? null : rounded(start.toMillis() / 1000.0, 10),
                null,
                null);
    }

    /** The same row with its ratios to the rivals among all rows. */
    Row comparedWith(List<Row> all) {
        if (!engine.equals("hie")) {
            return this;
        }
        return new Row(
                engine,
                connections,
                messagesPerSecond,
                ackP50Millis,
                ackP99Millis,
                endToEndP99Millis,
                lost,
                duplicates,
                outOfOrder,
                cpuMicros,
                megabytes,
                startSeconds,
                ratioTo("camel-ordered", all).orElse(null),
                ratioTo("camel-unordered", all).orElse(null));
    }

    private Optional<Double> ratioTo(String rival, List<Row> all) {
        return all.stream()
                .filter(row -> row.engine.equals(rival) && row.connections == connections)
                .filter(row -> row.messagesPerSecond > 0)
                .map(row -> rounded(messagesPerSecond / row.messagesPerSecond, 100))
                .findFirst();
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Double millis(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(rounded(value, 1000));
    }

    private static double rounded(double value, int parts) {
        return Math.round(value * parts) / (double) parts;
    }
}
