package hie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./hie status}: tells whether the server of a data directory runs and what its projects and items do. */
@Command(
        name = "status",
        description = {
            "Tells whether the server runs and what its projects and items do.",
            "Exit code 0 when it runs and answers, else 1."
        })
final class StatusCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    Instance instance;

    @Mixin
    Login login;

    @Option(names = "--json", description = "Print the state as JSON.")
    boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        OptionalLong pid = instance.pid();
        ObjectNode report = ManagerApi.JSON.createObjectNode();
        report.put("state", pid.isPresent() ? "starting" : "stopped");
        report.put("pid", pid.isPresent() ? pid.getAsLong() : null);
        report.put("data", instance.data().toString());
        report.put("url", instance.http().toString());
        if (pid.isPresent()) {
            try {
                JsonNode document = login.connect(instance).statusDocument();
                document.properties().forEach(property -> report.set(property.getKey(), property.getValue()));
            } catch (Unreachable stillStarting) {
                report.put("detail", stillStarting.getMessage());
            } catch (CliException refused) {
                report.put("state", "unknown");
                report.put("detail", refused.getMessage());
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ManagerApi.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report));
        } else {
            print(report, out);
        }
        return report.path("state").asText().equals("running") ? 0 : Main.NOT_DONE;
    }

    private void print(ObjectNode report, PrintWriter out) throws JsonProcessingException {
        if (report.path("state").asText().equals("stopped")) {
            out.println("HIE is not running on " + instance.data() + ".");
            return;
        }
        out.println("HIE is " + report.path("state").asText() + " on " + instance.data() + " (pid "
                + report.path("pid").asText() + ", " + instance.http() + ")");
        if (report.hasNonNull("detail")) {
            out.println(report.path("detail").asText());
        }
        for (ServerStatus.Project project :
                ManagerApi.JSON.treeToValue(report, ServerStatus.class).projects()) {
            print(project, out);
        }
    }

    private static void print(ServerStatus.Project project, PrintWriter out) {
        out.println();
        out.println(project.workspace() + "/" + project.name() + ": " + project.state()
                + (project.revision() == null ? "" : ", revision " + project.revision()));
        if (project.items().isEmpty()) {
            return;
        }
        int width = project.items().stream()
                .mapToInt(item -> item.name().length())
                .max()
                .orElse(0);
        String layout = "  %-" + Math.max(width, 4) + "s  %-9s  %-9s  %7s  %9s  %9s  %7s%n";
        out.printf(layout, "item", "kind", "state", "queued", "in", "out", "errors");
        for (ServerStatus.Item item : project.items()) {
            out.printf(
                    layout,
                    item.name(),
                    item.kind(),
                    item.state(),
                    item.queueDepth(),
                    item.in(),
                    item.out(),
                    item.errors());
            for (ServerStatus.Worker worker : item.workers()) {
                out.println("    " + worker.text());
            }
            if (item.reason() != null) {
                out.println("    " + item.reason());
            }
        }
    }
}
