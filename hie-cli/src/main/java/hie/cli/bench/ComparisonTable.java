package hie.cli.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The result of comparing engines, for people. */
final class ComparisonTable {

    private static final String LAYOUT = "%-16s %5s %9s %10s %10s %10s %6s %6s %9s %7s %7s %9s %11s%n";

    private ComparisonTable() {}

    static void print(List<Row> rows, PrintWriter out) {
        out.print(of(rows));
        out.flush();
    }

    private static String of(List<Row> rows) {
        StringBuilder table = new StringBuilder(String.format(
                LAYOUT,
                "engine",
                "conn",
                "msg/s",
                "ack p50 ms",
                "ack p99 ms",
                "e2e p99 ms",
                "lost",
                "dupl.",
                "disorder",
                "CPU us",
                "MB",
                "x ordered",
                "x unordered"));
        for (Row row : rows) {
            table.append(String.format(
                    LAYOUT,
                    row.engine(),
                    row.connections(),
                    Math.round(row.messagesPerSecond()),
                    shown(row.ackP50Millis()),
                    shown(row.ackP99Millis()),
                    shown(row.endToEndP99Millis()),
                    row.lost(),
                    row.duplicates(),
                    row.outOfOrder(),
                    row.cpuMicros() == null ? "-" : Math.round(row.cpuMicros()),
                    row.megabytes(),
                    shown(row.ratioOrdered()),
                    shown(row.ratioUnordered())));
        }
        return table.toString();
    }

    private static String shown(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
