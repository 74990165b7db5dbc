package hie.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./hie apply}: makes a project directory the wanted configuration and waits until the server runs it. */
@Command(
        name = "apply",
        description = {
            "Makes a project directory the running configuration and waits until it runs.",
            "Exit code 0 when the project runs, 1 when it is troubled or not there in time."
        })
final class ApplyCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    Instance instance;

    @Mixin
    Login login;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Longest wait for the project to run (default: ${DEFAULT-VALUE}).")
    int timeout;

    @Parameters(paramLabel = "DIR", description = "Directory with project.yaml and its other files.")
    Path directory;

    @Override
    public Integer call() throws InterruptedException {
        ProjectDirectory project = ProjectDirectory.read(directory);
        ManagerApi server = login.connect(instance);
        ProjectChanges changes = server.apply(project);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Applied to " + project.workspace() + "/" + project.name()
                + (changes.revision() == null ? "" : ", revision " + changes.revision()) + ":");
        changes.print(out);
        return new RunningProject(project.workspace(), project.name(), changes.revision()).await(server, timeout, out);
    }
}
