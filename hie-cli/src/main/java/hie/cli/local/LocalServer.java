package hie.cli.local;

import hie.cli.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A server started by the launcher as users start theirs, without the sample project, on a data directory of its own and at a port
 * offset at which every port was free. Used by one thread.
 */
public final class LocalServer {

    private static final List<Integer> PORTS = List.of(8080, 8443, 9990, 5445, 2575, 2576);
    private static final int LEAST_OFFSET = 10_000;
    private static final int GREATEST_OFFSET = 20_000;
    private static final int OFFSETS_TRIED = 100;
    private static final int KILL_SECONDS = 30;

    private final Path root;
    private final Path data;
    private final Path logs;
    private final Map<String, String> environment;
    private final int offset;

    /**
     * Describes a server; nothing runs yet.
     *
     * @param root directory of the launcher
     * @param data its data directory; it need not exist
     * @param logs directory for what the launcher says
     * @param environment further environment variables of the launcher
     */
    public LocalServer(Path root, Path data, Path logs, Map<String, String> environment) {
        this.root = root;
        this.data = data;
        this.logs = logs;
        this.environment = Map.copyOf(environment);
        this.offset = freeOffset();
    }

    /**
     * Starts it on the data that is there and waits until what should run does.
     *
     * @throws CliException when it does not come up
     */
    public void start() throws IOException, InterruptedException {
        launch("start", "--data", data.toString(), "--port-offset", Integer.toString(offset));
    }

    /** Makes a project directory its configuration and waits, at most so many seconds, until the project runs. */
    public void apply(Path project, int seconds) throws IOException, InterruptedException {
        launch(
                "apply",
                "--data",
                data.toString(),
                "--port-offset",
                Integer.toString(offset),
                "--timeout",
                Integer.toString(seconds),
                project.toString());
    }

    /** Stops it in order; nothing to stop is no error. */
    public void stop() throws IOException, InterruptedException {
        launch("stop", "--data", data.toString());
    }

    /** Ends its process as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        ProcessHandle process = process().orElseThrow(() -> new CliException("No server runs on " + data + "."));
        process.destroyForcibly();
        awaitEnd(process);
    }

    /** Waits until a process that was killed is gone. */
    public void awaitEnd(ProcessHandle process) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(KILL_SECONDS);
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                throw new CliException("The server (pid " + process.pid() + ") outlived kill -9.");
            }
            Thread.sleep(20);
        }
    }

    /** Its Java process, while it runs. */
    public Optional<ProcessHandle> process() {
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readString(data.resolve("hie.pid")).strip()));
        } catch (IOException | NumberFormatException absent) {
            return Optional.empty();
        }
    }

    /** The port that a server without offset has at {@code base}. */
    public int port(int base) {
        return base + offset;
    }

    public Path data() {
        return data;
    }

    /** The password that the first start made up for {@code admin}. */
    public String password() throws IOException {
        return Files.readString(data.resolve("initial-admin-password")).strip();
    }

    private void launch(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("hie").toString()));
        command.addAll(List.of(arguments));
        Path log = Files.createDirectories(logs).resolve("hie-" + arguments[0] + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("HIE_SAMPLE", "false");
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new CliException("./hie " + arguments[0] + " failed:" + System.lineSeparator()
                    + Files.readString(log).strip());
        }
    }

    /** At random, so that two that look for one at the same time do not find the same; below the ports of outgoing connections. */
    private static int freeOffset() {
        return ThreadLocalRandom.current()
                .ints(OFFSETS_TRIED, LEAST_OFFSET, GREATEST_OFFSET)
                .filter(offset -> PORTS.stream().allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow(() -> new CliException("No port offset was found at which a server's ports are free."));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }
}
