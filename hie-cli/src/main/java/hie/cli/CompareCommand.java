package hie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./hie compare}: tries a project directory's rules or transform on stored messages, beside what is deployed. */
@Command(
        name = "compare",
        description = {
            "Tries a rule set or transform of a project directory on messages that the server has stored, and shows what comes out"
                    + " otherwise than by the deployed version. Nothing is sent or changed.",
            "Shows content of messages: only users that may read messages may.",
            "Exit code 0 when all came out the same, else 1."
        })
final class CompareCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    Instance instance;

    @Mixin
    Login login;

    @ArgGroup(multiplicity = "1")
    Subject subject;

    /** What is tried. */
    static final class Subject {
        @Option(names = "--rules", paramLabel = "NAME", description = "The rule set to try.")
        String rules;

        @Option(names = "--transform", paramLabel = "NAME", description = "The transform to try.")
        String transform;
    }

    @Option(names = "--item", required = true, paramLabel = "ITEM", description = "The item that got the messages.")
    String item;

    @Option(names = "--from", paramLabel = "TIME", description = "Only messages from then on: 2026-01-31T12:00:00Z.")
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only messages from before.")
    String to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "The newest so many, at most 1000 (default: ${DEFAULT-VALUE}).")
    int limit;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show so many messages that differ, at most 100 (default: ${DEFAULT-VALUE}).")
    int show;

    @Option(names = "--ignore", paramLabel = "PATH", split = ",", description = "What does not count: MSH-7,MSH-10.")
    List<String> ignore = List.of();

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Parameters(paramLabel = "DIR", description = "Directory with project.yaml and its other files.")
    Path directory;

    @Override
    public Integer call() {
        ProjectDirectory project = ProjectDirectory.read(directory);
        JsonNode result = login.connect(instance).compare(project.workspace(), project.name(), request(project));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result.toPrettyString());
        } else {
            print(result, out);
        }
        boolean isSame =
                result.path("different").asInt() + result.path("failed").asInt() == 0;
        return isSame && result.path("complete").asBoolean() ? 0 : Main.NOT_DONE;
    }

    private ObjectNode request(ProjectDirectory project) {
        ObjectNode request = ManagerApi.JSON.createObjectNode();
        request.put("rules", subject.rules).put("transform", subject.transform);
        request.put("item", item)
                .put("from", from)
                .put("to", to)
                .put("limit", limit)
                .put("shown", show);
        request.set("ignore", ManagerApi.JSON.valueToTree(ignore));
        request.set("files", ManagerApi.JSON.valueToTree(project.files()));
        return request;
    }

    private static void print(JsonNode result, PrintWriter out) {
        for (JsonNode changed : result.path("changed")) {
            out.println("  " + changed.path("message").asText() + ", "
                    + changed.path("created").asText());
            changed.path("differences")
                    .forEach(one -> out.println("      " + CheckReport.line(one, "deployed", "now")));
        }
        out.println(result.path("same").asInt() + " the same, "
                + result.path("different").asInt() + " different, "
                + result.path("failed").asInt() + " fail, "
                + result.path("absent").asInt() + " without content."
                + (result.path("complete").asBoolean() ? "" : " Time ran out before all were tried."));
    }
}
