package hie.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./hie plan}: shows what applying a project directory would change, and changes nothing. */
@Command(name = "plan", description = "Shows what applying a project directory would change, and changes nothing.")
final class PlanCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    Instance instance;

    @Mixin
    Login login;

    @Parameters(paramLabel = "DIR", description = "Directory with project.yaml and its other files.")
    Path directory;

    @Override
    public Integer call() {
        ProjectDirectory project = ProjectDirectory.read(directory);
        ProjectChanges changes = login.connect(instance).plan(project);
        spec.commandLine().getOut().println("Plan for " + project.workspace() + "/" + project.name() + ":");
        changes.print(spec.commandLine().getOut());
        return 0;
    }
}
