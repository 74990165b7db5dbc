package hie.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./hie rollback}: makes what an earlier revision of a project said its running configuration, as a new revision. */
@Command(
        name = "rollback",
        description = {
            "Makes what an earlier revision said the running configuration, as a new revision, and waits until it runs.",
            "Without a revision, or with --plan, changes nothing: lists the revisions, or shows what would change.",
            "Exit code 0 when the project runs, 1 when it is troubled or not there in time."
        })
final class RollbackCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    Instance instance;

    @Mixin
    Login login;

    @Option(names = "--plan", description = "Show what would change in what runs, and change nothing.")
    boolean plan;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Longest wait for the project to run (default: ${DEFAULT-VALUE}).")
    int timeout;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "NAME, or WORKSPACE/NAME.")
    String named;

    @Parameters(index = "1", paramLabel = "REVISION", arity = "0..1", description = "The revision's number.")
    Integer revision;

    @Override
    public Integer call() throws InterruptedException {
        ProjectName project = ProjectName.of(named);
        ManagerApi server = login.connect(instance);
        PrintWriter out = spec.commandLine().getOut();
        ServerStatus.Project now = server.status()
                .project(project.workspace(), project.name())
                .orElseThrow(() -> new CliException("The server has no project " + project + "; see ./hie status."));
        if (revision == null) {
            list(server.revisions(now.id()), now.revision(), out);
            return 0;
        }
        ProjectChanges changes = server.changes(now.id(), revision, now.revision());
        if (plan) {
            out.println("Rolling " + project + " back to revision " + revision + " would change:");
            changes.print(out);
            return 0;
        }
        int made = server.restore(now.id(), revision);
        server.reload(now.id());
        out.println("Rolled " + project + " back to what revision " + revision + " said, as revision " + made + ":");
        changes.print(out);
        return new RunningProject(project.workspace(), project.name(), made).await(server, timeout, out);
    }

    private static void list(List<Revision> revisions, Integer deployed, PrintWriter out) {
        revisions.forEach(one -> out.println(one.number() + "  " + one.createdAt() + "  " + one.author()
                + (isIt(one, deployed) ? "  deployed" : "")));
    }

    private static boolean isIt(Revision one, Integer deployed) {
        return deployed != null && one.number() == deployed;
    }

    /** A revision of a project, as the server tells it. */
    record Revision(int number, String author, String createdAt) {}
}
