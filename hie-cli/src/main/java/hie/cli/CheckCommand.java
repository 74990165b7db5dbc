package hie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hie.cli.local.EngineProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./hie check}: tries the golden messages of a project directory, without a server. */
@Command(
        name = "check",
        description = {
            "Tries the golden messages of a project directory (tests/NAME.yaml) on its rules and transforms, without a server.",
            "Exit code 0 when all came out as expected, 1 when one did not or there are none."
        })
final class CheckCommand implements Callable<Integer> {

    private static final List<String> PROGRAM = List.of("hie.engine.check.CheckMain");

    /** It ends soon: being quick to start is all. */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Option(
            names = "--accept",
            description = "Write what came out as what is expected, in all that failed or say nothing yet.")
    boolean accept;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results to this file as JSON.")
    Path json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results to this file as JUnit's XML.")
    Path junit;

    @Parameters(index = "0", paramLabel = "DIR", description = "Directory with project.yaml and its other files.")
    Path directory;

    @Parameters(index = "1..*", paramLabel = "NAME", description = "Only these tests; all when none is named.")
    List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ProjectDirectory project = ProjectDirectory.read(directory);
        CheckReport report = new CheckReport(project.name(), wanted(tried(project)));
        PrintWriter out = spec.commandLine().getOut();
        if (accept) {
            accept(report, out);
            return report.isSound() ? 0 : Main.NOT_DONE;
        }
        report.print(out);
        write(json, report.json());
        write(junit, report.junit());
        return report.isPassed() ? 0 : Main.NOT_DONE;
    }

    private static JsonNode tried(ProjectDirectory project) throws IOException, InterruptedException {
        byte[] files = ManagerApi.JSON.writeValueAsBytes(Map.of("files", project.files()));
        Path root = Path.of(System.getProperty("hie.root", "."));
        JsonNode answer = ManagerApi.JSON.readTree(new EngineProgram(root, OPTIONS, List.of()).run(PROGRAM, files));
        if (answer.has("faults")) {
            List<String> faults = new ArrayList<>();
            answer.path("faults").forEach(fault -> faults.add(fault.asText()));
            throw new CliException(String.join(System.lineSeparator(), faults));
        }
        return answer.path("results");
    }

    private List<JsonNode> wanted(JsonNode results) {
        List<JsonNode> wanted = new ArrayList<>();
        List<String> missing = new ArrayList<>(names);
        for (JsonNode result : results) {
            String name = result.path("name").asText();
            if (names.isEmpty() || missing.remove(name)) {
                wanted.add(result);
            }
        }
        if (!missing.isEmpty()) {
            throw new CliException("There is no test " + String.join(", ", missing) + " in " + directory + "/tests.");
        }
        if (wanted.isEmpty()) {
            throw new CliException("There are no tests in " + directory + "/tests.");
        }
        return wanted;
    }

    private void accept(CheckReport report, PrintWriter out) throws IOException {
        for (Map.Entry<String, String> accepted : report.accepted().entrySet()) {
            Path file = directory.resolve("tests").resolve(accepted.getKey() + ".yaml");
            Files.writeString(file, accepted.getValue());
            out.println("Accepted " + file + ".");
        }
        report.printFaults(out);
    }

    private static void write(Path file, String text) throws IOException {
        if (file != null) {
            Files.writeString(file, text);
        }
    }
}
