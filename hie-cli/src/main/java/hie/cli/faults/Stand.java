package hie.cli.faults;

import com.fasterxml.jackson.databind.JsonNode;
import hie.cli.CliException;
import hie.cli.ManagerApi;
import hie.cli.ServerStatus;
import hie.cli.local.Directories;
import hie.cli.local.Footprint;
import hie.cli.local.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A running server of one {@link Site} with the suite's project, and the destination that it delivers to. */
final class Stand implements AutoCloseable {

    /** Name of the server's data directory, beside that of its grounds. */
    static final String DATA = "data";

    private static final String WORKSPACE = "faults";
    private static final String PROJECT = "faults";
    private static final List<String> FILES =
            List.of("project.yaml", "items/In.yaml", "items/Router.yaml", "items/Out.yaml");
    private static final int SERVICE_PORT = 2575;
    private static final int HTTP_PORT = 8080;
    private static final int APPLY_SECONDS = 120;
    private static final int PAGE = 1000;

    private final Path work;
    private final Grounds grounds;
    private final Destination destination = new Destination();
    private final LocalServer server;

    private Stand(Path root, Path work, Grounds grounds) throws IOException {
        this.work = work;
        this.grounds = grounds;
        this.server = new LocalServer(root, work.resolve(DATA), work, grounds.environment());
    }

    /** Prepares and starts one in an empty directory. */
    static Stand open(Path root, Path work, Site site) throws IOException, InterruptedException {
        Files.createDirectories(work);
        Stand stand = new Stand(root, work, site.prepare(work));
        try {
            stand.server.start();
        } catch (IOException | InterruptedException | RuntimeException e) {
            stand.close();
            throw e;
        }
        return stand;
    }

    LocalServer server() {
        return server;
    }

    Destination destination() {
        return destination;
    }

    Grounds grounds() {
        return grounds;
    }

    int servicePort() {
        return server.port(SERVICE_PORT);
    }

    /** Has the server run the project as a fault wants it. */
    void apply(Fault fault) throws IOException, InterruptedException {
        Path project = work.resolve("project");
        for (String file : FILES) {
            try (InputStream in = Stand.class.getResourceAsStream("project/" + file)) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .replace("${destination.port}", Integer.toString(destination.port()));
                Path target = project.resolve(file);
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.equals("items/Out.yaml") ? text + fault.settings() : text);
            }
        }
        server.apply(project, APPLY_SECONDS);
    }

    /** How many messages wait in the project's queues or are in the works. */
    long queued() throws IOException {
        return manager()
                .status()
                .project(WORKSPACE, PROJECT)
                .orElseThrow(() -> new CliException("The server has lost the suite's project."))
                .items()
                .stream()
                .mapToLong(ServerStatus.Item::queueDepth)
                .sum();
    }

    /** The status of each message that came in since then, by its control id; several when it came in more than once. */
    Map<String, Set<String>> kept(Instant since) throws IOException {
        ManagerApi manager = manager();
        Map<String, Set<String>> kept = new HashMap<>();
        String cursor = "";
        do {
            Map<String, String> query = new HashMap<>(Map.of(
                    "project",
                    WORKSPACE + "/" + PROJECT,
                    "limit",
                    Integer.toString(PAGE),
                    "from",
                    since.minus(grounds.clockMargin()).toString()));
            if (!cursor.isEmpty()) {
                query.put("cursor", cursor);
            }
            JsonNode page = manager.messages(query);
            page.path("messages")
                    .forEach(message -> kept.computeIfAbsent(
                                    message.path("controlId").asText(), first -> new HashSet<>())
                            .add(message.path("status").asText()));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return kept;
    }

    private ManagerApi manager() throws IOException {
        return new ManagerApi(URI.create("http://127.0.0.1:" + server.port(HTTP_PORT)), "admin", server.password());
    }

    /** What its process takes from the machine now. */
    Footprint footprint() {
        return server.process().map(Footprint::of).orElse(Footprint.NONE);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        destination.close();
        server.stop();
        grounds.close();
    }

    /** Deletes everything it left on disk. */
    void clean() throws IOException {
        Directories.delete(work);
    }
}
