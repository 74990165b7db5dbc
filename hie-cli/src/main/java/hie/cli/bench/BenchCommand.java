package hie.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hie.cli.CliException;
import hie.cli.local.Directories;
import hie.cli.local.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./hie bench}: measures the engines in turn, several rounds, and prints medians side by side. */
@Command(
        name = "bench",
        description = {
            "Measures HIE beside Apache Camel at the same durability: MLLP in, route, MLLP out.",
            "Each engine runs in its own process, in turn, with empty data; a running HIE is left alone but disturbs.",
            "Rates are taken at the receiver. Progress goes to standard error, the result to standard output.",
            "Exit code 0 when no acknowledged message of HIE was lost, else 1."
        })
public final class BenchCommand implements Callable<Integer> {

    private static final int FIRST_LOAD_CONNECTIONS = 8;
    private static final int UNORDERED_CONSUMERS = 8;
    private static final int MOST_BYTES = 64 << 20;

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "Length of each measured window (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "5",
            description = "Load before each measured window, discarded (default: ${DEFAULT-VALUE}).")
    int warmUp;

    @Option(
            names = "--first-load",
            paramLabel = "S",
            defaultValue = "30",
            description = "Load on an engine that has just started, discarded: its code is compiled meanwhile"
                    + " (default: ${DEFAULT-VALUE}).")
    int firstLoad;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            defaultValue = "3",
            description = "Times each engine is measured (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(
            names = "--connections",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,8,32",
            description = "Numbers of sending connections (default: ${DEFAULT-VALUE}).")
    List<Integer> connections;

    @Option(
            names = "--engines",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "hie,camel-ordered,camel-unordered",
            description =
                    "Engines to measure (default: ${DEFAULT-VALUE}). hie-crowded is hie with --idle-items more items.")
    List<String> engines;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Messages a second over all connections, each at its time, from which its latencies count"
                    + " (default: as many as are acknowledged).")
    int rate;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "1024",
            description = "Bytes of a message (default: ${DEFAULT-VALUE}).")
    int size;

    @Option(
            names = "--idle-items",
            paramLabel = "N",
            defaultValue = "190",
            description = "With hie-crowded: how many items are deployed beside, which get no message"
                    + " (default: ${DEFAULT-VALUE}).")
    int idleItems;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Path root = Path.of(System.getProperty("hie.root", "")).toAbsolutePath();
        Path work = Files.createDirectories(
                root.resolve("target/bench-" + ProcessHandle.current().pid()));
        List<Engine> all =
                engines.stream().map(name -> engine(name, root, work)).toList();
        Thread cleaning = new Thread(() -> stop(all), "bench-clean-up");
        Runtime.getRuntime().addShutdownHook(cleaning);
        String machine = Machine.describe(root);
        progress("Measuring on " + machine);
        List<Row> rows;
        try {
            rows = measure(all);
        } catch (CliException e) {
            throw new CliException(e.getMessage() + System.lineSeparator() + "Logs: " + work, e);
        } finally {
            stop(all);
        }
        Runtime.getRuntime().removeShutdownHook(cleaning);
        Directories.delete(work);
        print(rows, machine);
        return rows.stream().anyMatch(row -> row.engine().startsWith("hie") && row.lost() > 0) ? 1 : 0;
    }

    private void check() {
        if (seconds < 1 || warmUp < 0 || firstLoad < 0 || rounds < 1) {
            throw new CliException("--seconds and --rounds must be at least 1, --warm-up and --first-load at least 0.");
        }
        if (connections.stream().anyMatch(count -> count < 1 || count > MessageId.MOST_CONNECTIONS)) {
            throw new CliException("--connections must be numbers from 1 to " + MessageId.MOST_CONNECTIONS + ".");
        }
        if (rate < 0 || size < BenchMessage.LEAST_SIZE || size > MOST_BYTES) {
            throw new CliException(
                    "--rate must be at least 0 and --size from " + BenchMessage.LEAST_SIZE + " to " + MOST_BYTES + ".");
        }
        if (idleItems < 0) {
            throw new CliException("--idle-items must be at least 0.");
        }
        if (connections.size() >= MessageId.MOST_RUNS - 1) {
            throw new CliException("--connections may name at most " + (MessageId.MOST_RUNS - 2) + " numbers.");
        }
    }

    private Engine engine(String name, Path root, Path work) {
        Path jars = root.resolve("hie-cli/target");
        return switch (name) {
            case "hie" -> new HieEngine(name, 0, root, work);
            case "hie-crowded" -> new HieEngine(name, idleItems, root, work);
            case "camel-ordered" -> new CamelEngine(name, 1, jars, work);
            case "camel-unordered" -> new CamelEngine(name, UNORDERED_CONSUMERS, jars, work);
            default ->
                throw new CliException(
                        "--engines knows hie, hie-crowded, camel-ordered and camel-unordered, not '" + name + "'.");
        };
    }

    private List<Row> measure(List<Engine> all) throws IOException, InterruptedException {
        TreeMap<Integer, TreeMap<String, List<Ledger.Outcome>>> outcomes = new TreeMap<>();
        for (int round = 1; round <= rounds; round++) {
            List<Engine> order = new ArrayList<>(all);
            Collections.rotate(order, round - 1);
            for (Engine engine : order) {
                progress("Round " + round + " of " + rounds + ": starting " + engine.name());
                measure(engine, outcomes);
            }
        }
        List<Row> rows = new ArrayList<>();
        outcomes.forEach(
                (count, byEngine) -> engines.forEach(engine -> rows.add(Row.of(engine, count, byEngine.get(engine)))));
        return rows.stream().map(row -> row.comparedWith(rows)).toList();
    }

    private void measure(Engine engine, TreeMap<Integer, TreeMap<String, List<Ledger.Outcome>>> outcomes)
            throws IOException, InterruptedException {
        try (Sink sink = new Sink()) {
            int port = engine.start(sink.port());
            int run = 1;
            if (firstLoad > 0) {
                Ledger unmeasured = new Ledger(run++, FIRST_LOAD_CONNECTIONS);
                sink.tell(unmeasured);
                new Load(port, FIRST_LOAD_CONNECTIONS, new Load.Traffic(size, 0), unmeasured)
                        .run(Duration.ZERO, Duration.ofSeconds(firstLoad));
            }
            for (int count : connections) {
                Ledger ledger = new Ledger(run++, count);
                sink.tell(ledger);
                Duration before = engine.cpu();
                Ledger.Outcome outcome = new Load(port, count, new Load.Traffic(size, rate), ledger)
                        .run(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
                progress(describe(engine.name(), count, outcome, engine.cpu().minus(before)));
                outcomes.computeIfAbsent(count, c -> new TreeMap<>())
                        .computeIfAbsent(engine.name(), e -> new ArrayList<>())
                        .add(outcome);
            }
        } finally {
            engine.stop();
        }
    }

    private static String describe(String engine, int connections, Ledger.Outcome outcome, Duration cpu) {
        return String.format(
                Locale.ROOT,
                "  %s, %d connections: %.0f msg/s, ack p50 %.2f ms, p99 %.2f ms, end to end p99 %.2f ms;"
                        + " %d acknowledged, %d refused, %d lost, %d duplicates, %d out of order; %.0f us CPU a message",
                engine,
                connections,
                outcome.messagesPerSecond(),
                outcome.ackP50Millis(),
                outcome.ackP99Millis(),
                outcome.endToEndP99Millis(),
                outcome.acknowledged(),
                outcome.refused(),
                outcome.lost(),
                outcome.duplicates(),
                outcome.outOfOrder(),
                outcome.acknowledged() == 0 ? 0 : cpu.toNanos() / 1000.0 / outcome.acknowledged());
    }

    private void print(List<Row> rows, String machine) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(rows));
            return;
        }
        out.println(machine);
        out.println(size + " bytes a message" + (rate == 0 ? "" : ", " + rate + " a second")
                + ", MLLP in, durable, MLLP out; medians of " + rounds + " rounds of " + seconds
                + " s; rates at the receiver");
        String layout = "%-16s %5s %9s %10s %10s %10s %6s %6s %9s %9s %11s%n";
        out.printf(
                layout,
                "engine",
                "conn",
                "msg/s",
                "ack p50 ms",
                "ack p99 ms",
                "e2e p99 ms",
                "lost",
                "dupl.",
                "disorder",
                "x ordered",
                "x unordered");
        for (Row row : rows) {
            out.printf(
                    layout,
                    row.engine(),
                    row.connections(),
                    Math.round(row.messagesPerSecond()),
                    shown(row.ackP50Millis()),
                    shown(row.ackP99Millis()),
                    shown(row.endToEndP99Millis()),
                    row.lost(),
                    row.duplicates(),
                    row.outOfOrder(),
                    shown(row.ratioOrdered()),
                    shown(row.ratioUnordered()));
        }
    }

    private static String shown(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }

    private void progress(String line) {
        spec.commandLine().getErr().println(line);
    }

    private void stop(List<Engine> all) {
        for (Engine engine : all) {
            try {
                engine.stop();
            } catch (IOException | CliException e) {
                progress("Stopping " + engine.name() + " failed: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                progress("Interrupted while stopping " + engine.name() + ".");
            }
        }
    }
}
