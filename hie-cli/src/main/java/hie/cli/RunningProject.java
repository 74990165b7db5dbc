package hie.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A project that is to run at a revision. */
record RunningProject(String workspace, String name, Integer revision) {

    private static final Duration POLL = Duration.ofMillis(250);

    /**
     * Waits until it runs, and says how it does.
     *
     * @param timeout in seconds
     * @return the exit code: 0 when it runs, {@link Main#NOT_DONE} when it is troubled
     * @throws CliException when neither is so in time
     */
    int await(ManagerApi server, int timeout, PrintWriter out) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(timeout);
        Optional<ServerStatus.Project> seen;
        do {
            seen = server.status().project(workspace, name);
            if (seen.filter(p -> p.settled() && p.atLeast(revision)).isPresent()) {
                out.println("The project is " + seen.get().state() + ".");
                seen.get().items().stream()
                        .filter(item -> item.reason() != null)
                        .forEach(item -> out.println("  " + item.name() + ": " + item.reason()));
                return seen.get().running() ? 0 : Main.NOT_DONE;
            }
            Thread.sleep(POLL);
        } while (Instant.now().isBefore(deadline));
        throw new CliException("The project is not running after " + timeout + " s (it is "
                + seen.map(ServerStatus.Project::state).orElse("unknown to the server")
                + "); see ./hie status and the server's log.");
    }
}
