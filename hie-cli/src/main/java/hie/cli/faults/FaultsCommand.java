package hie.cli.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hie.cli.CliException;
import hie.cli.local.Directories;
import hie.cli.local.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./hie faults}: breaks things under load, and judges what was acknowledged, delivered and kept. */
@Command(
        name = "faults",
        description = {
            "Breaks the engine and those around it under load, one fault after another, and checks that everything",
            "acknowledged is delivered, in the order of its key, and kept. Servers of its own; a running HIE is left alone.",
            "Progress goes to standard error, the result to standard output.",
            "Exit code 0 when every promise was kept, else 1."
        })
public final class FaultsCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Option(names = "--list", description = "Print the faults and end.")
    boolean list;

    @Option(names = "--faults", paramLabel = "NAME", split = ",", description = "The faults to try (default: all).")
    List<String> names;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "0",
            description =
                    "Go on with further rounds of all faults until so many minutes are over (default: one round).")
    int minutes;

    @Option(
            names = "--hold",
            paramLabel = "S",
            defaultValue = "8",
            description = "How many seconds each fault lasts (default: ${DEFAULT-VALUE}).")
    int hold;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Says when random things happen (default: another each time; it is printed).")
    Long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            Faults.all().forEach(fault -> out.printf("%-22s %s%n", fault.name(), fault.what()));
            return 0;
        }
        if (minutes < 0 || hold < 1) {
            throw new CliException("--minutes must be at least 0 and --hold at least 1.");
        }
        List<Fault> faults = names == null ? Faults.all() : FaultSuite.named(names);
        Path root = Path.of(System.getProperty("hie.root", "")).toAbsolutePath();
        Path work = Files.createDirectories(
                root.resolve("target/faults-" + ProcessHandle.current().pid()));
        long moments = seed == null ? System.nanoTime() : seed;
        String machine = Machine.describe(root) + ", seed " + moments;
        progress("Trying on " + machine);
        List<Outcome> outcomes = new FaultSuite(root, work, moments, Duration.ofSeconds(hold), this::progress)
                .run(faults, Duration.ofMinutes(minutes));
        boolean isClean =
                outcomes.stream().allMatch(outcome -> outcome.violations().isEmpty());
        if (isClean) {
            Directories.delete(work);
        }
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(outcomes));
        } else {
            out.println(machine);
            FaultReport.print(outcomes, out);
        }
        return isClean ? 0 : 1;
    }

    private void progress(String line) {
        spec.commandLine().getErr().println(line);
    }
}
