package hie.cli.bench;

import hie.cli.local.Directories;
import hie.cli.local.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs HIE as users do: {@code ./hie start} on empty data and {@code ./hie apply} of a small project. */
final class HieEngine implements Engine {

    private static final int MLLP_PORT = 2575;
    private static final List<String> PROJECT =
            List.of("project.yaml", "items/In.yaml", "items/Router.yaml", "items/Out.yaml");

    private static final int APPLY_SECONDS = 600;

    private final String name;
    private final int idleItems;
    private final Path root;
    private final Path work;

    /** {@code null} while it does not run. */
    private LocalServer server;

    /**
     * Describes the engine.
     *
     * @param name as the result calls it
     * @param idleItems how many items run beside those that are measured, and get no message
     * @param root directory of the launcher
     * @param work directory for its data and log
     */
    HieEngine(String name, int idleItems, Path root, Path work) {
        this.name = name;
        this.idleItems = idleItems;
        this.root = root;
        this.work = work;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int start(int sinkPort) throws IOException, InterruptedException {
        Directories.delete(data());
        server = new LocalServer(root, data(), work, Map.of());
        server.start();
        Path project = writeProject(Map.of("sink.port", sinkPort));
        writeIdleItems(project);
        server.apply(project, APPLY_SECONDS);
        return server.port(MLLP_PORT);
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.ofNullable(server).flatMap(LocalServer::process);
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        if (server == null) {
            return;
        }
        server.stop();
        server = null;
        Directories.delete(data());
        Directories.delete(work.resolve("project"));
    }

    private Path data() {
        return work.resolve("hie-data");
    }

    private Path writeProject(Map<String, Integer> values) throws IOException {
        Path project = work.resolve("project");
        for (String file : PROJECT) {
            try (InputStream in = HieEngine.class.getResourceAsStream("project/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("the jar lacks the bench's project file " + file);
                }
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (Map.Entry<String, Integer> value : values.entrySet()) {
                    text = text.replace(
                            "${" + value.getKey() + "}", value.getValue().toString());
                }
                Path target = project.resolve(file);
                Files.createDirectories(target.getParent());
                Files.writeString(target, text);
            }
        }
        return project;
    }

    /** Processes and operations by turns, each with a queue and a worker of its own. */
    private void writeIdleItems(Path project) throws IOException {
        for (int i = 0; i < idleItems; i++) {
            String item = i % 2 == 0 ? """
                    name: Idle %1$d
                    class: RoutingProcess
                    settings:
                      Rules: otherwise drop
                    """ : """
                    name: Idle %1$d
                    class: FileOperation
                    settings:
                      FilePath: ${data}/files/idle%1$d
                    """;
            Files.writeString(project.resolve("items/Idle " + i + ".yaml"), item.formatted(i));
        }
    }
}
