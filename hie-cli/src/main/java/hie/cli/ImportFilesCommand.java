package hie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What all imports have in common: files are sent to the server, and its report is shown. */
abstract class ImportFilesCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    Instance instance;

    @Mixin
    Login login;

    @Option(names = "--into", required = true, paramLabel = "PROJECT", description = "NAME, or WORKSPACE/NAME.")
    String project;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report to this file as well.")
    Path report;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to import; of a directory, all files in it.")
    List<Path> files;

    /** The engine that made the files, as REST names it. */
    abstract String engine();

    @Override
    public Integer call() {
        String[] parts = project.split("/", -1);
        if (parts.length > 2 || List.of(parts).contains("")) {
            throw new CliException("PROJECT must be NAME or WORKSPACE/NAME, not '" + project + "'.");
        }
        String workspace = parts.length == 2 ? parts[0] : ProjectDirectory.DEFAULT_WORKSPACE;
        String name = parts[parts.length - 1];
        JsonNode outcome = login.connect(instance).importFrom(engine(), workspace, name, contents());
        JsonNode made = outcome.path("report");
        if (!made.hasNonNull("verdict")) {
            throw new CliException("The server's answer holds no report; are ./hie and the server of one version?");
        }
        if (report != null) {
            write(made);
        }
        PrintWriter out = spec.commandLine().getOut();
        new ImportReportText(out).print(made);
        out.println(
                outcome.hasNonNull("revision")
                        ? "Written to " + workspace + "/" + name + " as revision "
                                + outcome.path("revision").asInt() + "; not deployed."
                        : "Nothing was written.");
        return made.path("verdict").asText().equals("INCONCLUSIVE") ? Main.NOT_DONE : 0;
    }

    private void write(JsonNode made) {
        try {
            Files.writeString(
                    report, ManagerApi.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(made) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON is JSON", e);
        } catch (IOException e) {
            throw new CliException(report + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Bytes by name; two files of one name in different folders are told apart by their paths. */
    private Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Path file : all()) {
            try {
                String plain = file.getFileName().toString();
                contents.put(contents.containsKey(plain) ? file.toString() : plain, Files.readAllBytes(file));
            } catch (IOException e) {
                throw new CliException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        if (contents.isEmpty()) {
            throw new CliException("There is no file in " + files + ".");
        }
        return contents;
    }

    private List<Path> all() {
        List<Path> all = new ArrayList<>();
        for (Path given : files) {
            if (!Files.exists(given)) {
                throw new CliException("There is no file " + given + ".");
            }
            try (Stream<Path> found = Files.walk(given)) {
                found.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().startsWith("."))
                        .sorted()
                        .forEach(all::add);
            } catch (IOException e) {
                throw new CliException(given + " cannot be read: " + e.getMessage(), e);
            }
        }
        return all;
    }
}
