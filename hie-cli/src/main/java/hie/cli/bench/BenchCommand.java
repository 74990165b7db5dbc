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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
            "Exit code 0 when no acknowledged message of HIE was lost, else 1;",
            "with --routing 0 when routing costs under a third of the parse."
        })
public final class BenchCommand implements Callable<Integer> {

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
                    "Engines to measure (default: ${DEFAULT-VALUE}). hie-crowded is hie with --idle-items more items,"
                            + " hie-backlog hie with --backlog messages to deliver meanwhile.")
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

    @Option(
            names = "--backlog",
            paramLabel = "N",
            defaultValue = "60000",
            description = "With hie-backlog: how many messages wait at another operation when measuring begins"
                    + " (default: ${DEFAULT-VALUE}).")
    int backlog;

    @Option(
            names = "--targets",
            paramLabel = "N",
            defaultValue = "1",
            description = "To how many operations HIE routes each message (default: ${DEFAULT-VALUE}).")
    int targets;

    @Option(
            names = "--stored",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many messages are in HIE's warehouse before (default: ${DEFAULT-VALUE}).")
    long stored;

    @Option(
            names = "--growth",
            paramLabel = "DIR",
            description = "Measure HIE alone instead, with more and more items, targets, stored messages and bytes,"
                    + " and draw the curves into this directory.")
    Path growth;

    @Option(
            names = "--soak",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Send so many messages to HIE alone instead, over 32 connections, and tell after each tenth of"
                            + " them what it takes of the machine.")
    long soak;

    @Option(
            names = "--routing",
            description = "Measure instead what deciding by five fields where a message goes costs,"
                    + " beside parsing it whole with HAPI.")
    boolean routing;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        if (routing) {
            return routing();
        }
        Path root = Path.of(System.getProperty("hie.root", "")).toAbsolutePath();
        Path work = Files.createDirectories(
                root.resolve("target/bench-" + ProcessHandle.current().pid()));
        String machine = Machine.describe(root);
        progress("Measuring on " + machine);
        boolean lost;
        try {
            lost = measure(root, work, machine);
        } catch (CliException e) {
            throw new CliException(e.getMessage() + System.lineSeparator() + "Logs: " + work, e);
        }
        Directories.delete(work);
        return lost ? 1 : 0;
    }

    /** Whether HIE lost anything. */
    private boolean measure(Path root, Path work, String machine) throws IOException, InterruptedException {
        if (soak > 0) {
            return soak(root, work, machine);
        }
        return growth == null ? compare(root, work, machine) : grow(root, work, machine);
    }

    private boolean soak(Path root, Path work, String machine) throws IOException, InterruptedException {
        Engine engine = new HieEngine("hie", Burden.NONE.withTargets(targets).withStored(stored), root, work);
        List<Soak.Stand> stands = new Soak(this::progress).of(engine, soak);
        spec.commandLine().getOut().println(json ? text(stands) : Soak.table(stands, machine));
        return stands.stream().anyMatch(stand -> stand.lost() > 0);
    }

    private int routing() throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("hie.root", "")).toAbsolutePath();
        String machine = Machine.describe(root);
        progress("Measuring on " + machine);
        RoutingCost cost = RoutingCost.measure(
                root,
                root.resolve("hie-cli/target"),
                rounds,
                List.of(Integer.toString(warmUp), Integer.toString(seconds)));
        spec.commandLine().getOut().println(json ? text(cost.figures()) : machine + "\n" + cost.table());
        return cost.isMet() ? 0 : 1;
    }

    /** Measures the engines in turn; whether HIE lost anything. */
    private boolean compare(Path root, Path work, String machine) throws IOException, InterruptedException {
        List<Engine> all =
                engines.stream().map(name -> engine(name, root, work)).toList();
        Thread cleaning = cleaning(all);
        List<Row> rows;
        try {
            rows = measure(all);
        } finally {
            stop(all);
        }
        Runtime.getRuntime().removeShutdownHook(cleaning);
        print(rows, machine);
        return rows.stream().anyMatch(row -> row.engine().startsWith("hie") && row.lost() > 0);
    }

    private boolean grow(Path root, Path work, String machine) throws IOException, InterruptedException {
        Growth curves = new Growth(
                (name, burden) -> new HieEngine(name, burden, root, work),
                new Growth.Times(firstLoad, warmUp, seconds),
                this::progress);
        List<Growth.Point> points = curves.measure();
        curves.draw(points, Files.createDirectories(growth), machine);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? text(points) : Growth.table(points, machine));
        return points.stream().anyMatch(point -> point.lost() > 0);
    }

    private Thread cleaning(List<Engine> all) {
        Thread cleaning = new Thread(() -> stop(all), "bench-clean-up");
        Runtime.getRuntime().addShutdownHook(cleaning);
        return cleaning;
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
        if (idleItems < 0 || backlog < 1 || targets < 1 || stored < 0) {
            throw new CliException("--idle-items and --stored must be at least 0, --backlog and --targets at least 1.");
        }
        if (soak < 0 || soak / Soak.PARTS > Integer.MAX_VALUE) {
            throw new CliException(
                    "--soak must be at least 0 and below " + Soak.PARTS + " times " + Integer.MAX_VALUE + ".");
        }
        if (connections.size() >= MessageId.MOST_RUNS - 1) {
            throw new CliException("--connections may name at most " + (MessageId.MOST_RUNS - 2) + " numbers.");
        }
    }

    private Engine engine(String name, Path root, Path work) {
        Path jars = root.resolve("hie-cli/target");
        Burden burden = Burden.NONE.withTargets(targets).withStored(stored);
        return switch (name) {
            case "hie" -> new HieEngine(name, burden, root, work);
            case "hie-crowded" -> new HieEngine(name, burden.withIdleItems(idleItems), root, work);
            case "hie-backlog" -> new HieEngine(name, burden.withBacklog(backlog), root, work);
            case "camel-ordered" -> new CamelEngine(name, 1, jars, work);
            case "camel-unordered" -> new CamelEngine(name, UNORDERED_CONSUMERS, jars, work);
            default ->
                throw new CliException(
                        "--engines knows hie, hie-crowded, hie-backlog, camel-ordered and camel-unordered, not '" + name
                                + "'.");
        };
    }

    private List<Row> measure(List<Engine> all) throws IOException, InterruptedException {
        Measurement measurement =
                new Measurement(connections, new Load.Traffic(size, rate), firstLoad, warmUp, seconds);
        TreeMap<Integer, TreeMap<String, List<Measured>>> results = new TreeMap<>();
        for (int round = 1; round <= rounds; round++) {
            List<Engine> order = new ArrayList<>(all);
            Collections.rotate(order, round - 1);
            for (Engine engine : order) {
                progress("Round " + round + " of " + rounds + ": starting " + engine.name());
                measurement
                        .of(engine, this::progress)
                        .forEach((count, measured) -> results.computeIfAbsent(count, c -> new TreeMap<>())
                                .computeIfAbsent(engine.name(), e -> new ArrayList<>())
                                .add(measured));
            }
        }
        List<Row> rows = new ArrayList<>();
        results.forEach(
                (count, byEngine) -> engines.forEach(engine -> rows.add(Row.of(engine, count, byEngine.get(engine)))));
        return rows.stream().map(row -> row.comparedWith(rows)).toList();
    }

    private static String text(Object result) throws JsonProcessingException {
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(result);
    }

    private void print(List<Row> rows, String machine) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(text(rows));
            return;
        }
        out.println(machine);
        out.println(size + " bytes a message" + (rate == 0 ? "" : ", " + rate + " a second")
                + ", MLLP in, durable, MLLP out; medians of " + rounds + " rounds of " + seconds
                + " s; rates at the receiver");
        ComparisonTable.print(rows, out);
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
