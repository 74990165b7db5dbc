package hie.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The project that HIE runs while it is measured: one service, one inline router, operations; and what its burden adds. */
final class BenchProject {

    static final int MLLP_PORT = 2575;
    static final int LATE_PORT = 2576;

    private final Path directory;

    private BenchProject(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes it.
     *
     * @param sinkPorts where the operations deliver, one each
     * @param latePort where the backlog will be delivered; not used without one
     */
    static void write(Path directory, Burden burden, List<Integer> sinkPorts, int latePort) throws IOException {
        BenchProject project = new BenchProject(directory);
        Files.createDirectories(directory.resolve("items"));
        Files.writeString(directory.resolve("project.yaml"), """
                workspace: default
                name: bench
                description: Measured by ./hie bench
                """);
        project.route("", MLLP_PORT, sinkPorts);
        if (burden.backlog() > 0) {
            project.route("Late", LATE_PORT, List.of(latePort));
        }
        project.idle(burden.idleItems());
    }

    private void route(String prefix, int port, List<Integer> sinkPorts) throws IOException {
        List<String> operations = IntStream.rangeClosed(1, sinkPorts.size())
                .mapToObj(number -> prefix + "Out" + (number == 1 ? "" : number))
                .toList();
        item(prefix + "In", """
                class: MllpService
                settings:
                  Port: %d
                targets:
                - %sRouter
                """.formatted(port, prefix));
        item(prefix + "Router", """
                class: RoutingProcess
                settings:
                  PoolSize: 0
                  Rules: |
                    when MSH-9.1 = "ADT" send %s
                targets:
                %s
                """.formatted(
                        String.join(", ", operations),
                        operations.stream().map(name -> "- " + name).collect(Collectors.joining("\n"))));
        for (int i = 0; i < operations.size(); i++) {
            item(operations.get(i), """
                    class: MllpOperation
                    settings:
                      IPAddress: 127.0.0.1
                      Port: %d
                      PoolSize: 8
                      OrderKey: PID-3.1
                    """.formatted(sinkPorts.get(i)));
        }
    }

    /** Processes and operations by turns, each with a queue and a worker of its own. */
    private void idle(int number) throws IOException {
        for (int i = 0; i < number; i++) {
            item("Idle " + i, i % 2 == 0 ? """
                    class: RoutingProcess
                    settings:
                      Rules: otherwise drop
                    """ : """
                    class: FileOperation
                    settings:
                      FilePath: ${data}/files/idle%d
                    """.formatted(i));
        }
    }

    private void item(String name, String text) throws IOException {
        Files.writeString(directory.resolve("items/" + name + ".yaml"), "name: " + name + "\n" + text);
    }
}
