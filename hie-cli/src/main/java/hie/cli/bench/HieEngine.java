package hie.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs HIE as users do: {@code ./hie start} on empty data and {@code ./hie apply} of a small project. */
final class HieEngine implements Engine {

    private static final List<Integer> PORTS = List.of(8080, 9990, 5445, 2575, 2576);
    private static final int MLLP_PORT = 2575;
    private static final List<String> PROJECT =
            List.of("project.yaml", "items/In.yaml", "items/Router.yaml", "items/Out.yaml");

    private static final int APPLY_SECONDS = 600;

    private final String name;
    private final int idleItems;
    private final Path root;
    private final Path work;
    private boolean started;

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
        int offset = freeOffset();
        Directories.delete(data());
        started = true;
        hie("start", "--data", data().toString(), "--port-offset", Integer.toString(offset));
        int port = MLLP_PORT + offset;
        Path project = writeProject(Map.of("sink.port", sinkPort));
        writeIdleItems(project);
        hie(
                "apply",
                "--data",
                data().toString(),
                "--port-offset",
                Integer.toString(offset),
                "--timeout",
                Integer.toString(APPLY_SECONDS),
                project.toString());
        return port;
    }

    @Override
    public Optional<ProcessHandle> process() {
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readString(data().resolve("hie.pid")).strip()));
        } catch (IOException | NumberFormatException absent) {
            return Optional.empty();
        }
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        if (!started) {
            return;
        }
        started = false;
        hie("stop", "--data", data().toString());
        Directories.delete(data());
        Directories.delete(work.resolve("project"));
    }

    private Path data() {
        return work.resolve("hie-data");
    }

    private void hie(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("hie").toString()));
        command.addAll(List.of(arguments));
        Path log = work.resolve("hie-" + arguments[0] + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("HIE_SAMPLE", "false");
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new BenchException("./hie " + arguments[0] + " failed:" + System.lineSeparator()
                    + Files.readString(log).strip());
        }
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

    /** An offset at which every port of a server is free, so that the bench leaves a running server alone. */
    private static int freeOffset() {
        for (int offset = 10_000; offset < 50_000; offset += 100) {
            int candidate = offset;
            if (PORTS.stream().allMatch(port -> isFree(port + candidate))) {
                return candidate;
            }
        }
        throw new BenchException("No port offset was found at which a server's ports are free.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }
}
