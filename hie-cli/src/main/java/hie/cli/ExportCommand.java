package hie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./hie export}: writes a project as the folder of text files that plan and apply read, or as classes of IRIS. */
@Command(
        name = "export",
        description =
                "Writes a project to a directory, as the text files that plan and apply read, or as classes of IRIS.")
final class ExportCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    Instance instance;

    @Mixin
    Login login;

    @Option(
            names = "--force",
            description = "Write into a directory that is not empty, replacing files of the same name.")
    boolean force;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "hie",
            description = "hie: the text files (default). iris: classes that InterSystems IRIS imports.")
    String format;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "NAME, or WORKSPACE/NAME.")
    String project;

    @Parameters(index = "1", paramLabel = "DIR", description = "Directory to write; made when absent.")
    Path directory;

    @Override
    public Integer call() {
        ProjectName named = ProjectName.of(project);
        if (!List.of("hie", "iris").contains(format)) {
            throw new CliException("--format must be hie or iris, not '" + format + "'.");
        }
        ManagerApi api = login.connect(instance);
        return format.equals("iris")
                ? iris(api.exportIris(named.workspace(), named.name()))
                : own(api.export(named.workspace(), named.name()));
    }

    private int iris(JsonNode answer) {
        Map<String, String> files = ManagerApi.files(answer);
        ProjectDirectory.write(directory, files, force);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote " + files.size() + " files to " + directory + ".");
        answer.path("differences").forEach(difference -> out.println("  " + difference.asText()));
        return 0;
    }

    private int own(Map<String, String> files) {
        List<String> others = ProjectDirectory.write(directory, files, force);
        spec.commandLine().getOut().println("Wrote " + files.size() + " files to " + directory + ".");
        others.forEach(path -> spec.commandLine()
                .getErr()
                .println(directory.resolve(path) + " is no part of the project and was left; apply would take it in."));
        return 0;
    }
}
