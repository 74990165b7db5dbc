package hie.it;

import static org.awaitility.Awaitility.await;

import hie.api.host.Host;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A server of the tests' own: started by the {@code hie} script on a data directory under {@code target/it}, with all its ports
 * moved to free ones. Logs stay there for whoever has to find out why a test failed.
 */
public final class HieServer implements AutoCloseable {

    private static final Path DIRECTORY =
            Path.of(System.getProperty("hie.it.directory", "target/it")).toAbsolutePath();
    private static final Path SCRIPT =
            Path.of(System.getProperty("hie.script", "../hie")).toAbsolutePath().normalize();
    /** The server's own, and those that projects of tests listen on: 2575 to 2999. */
    private static final List<Integer> PORTS = Stream.concat(
                    Stream.of(8080, 8443, 9990, 9993, 8009, 3528, 3529, 4712, 4713, 5445),
                    IntStream.rangeClosed(2575, 2999).boxed())
            .toList();
    /** What was promised to the servers of this run: they need not listen yet, or start their projects later. */
    private static final Set<Integer> PROMISED = new HashSet<>();

    private static final int LEAST_OFFSET = 1_000;
    private static final int GREATEST_OFFSET = 20_000;
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    /** The script itself waits for 100 s. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(130);

    private static final Duration EXTENSION_LIMIT = Duration.ofSeconds(90);

    private final Path data;
    private final Map<String, String> environment;
    private final int offset;

    private HieServer(Path data, Map<String, String> environment, int offset) {
        this.data = data;
        this.environment = Map.copyOf(environment);
        this.offset = offset;
    }

    /**
     * Starts a server on an empty data directory and waits until its sample projects run.
     *
     * @param name of the data directory; what an earlier run left there is deleted
     */
    public static HieServer start(String name) {
        return start(name, Map.of());
    }

    /** Starts a server with further environment variables for the script. */
    public static HieServer start(String name, Map<String, String> environment) {
        Path data = DIRECTORY.resolve(name);
        delete(data);
        HieServer server = new HieServer(data, environment, freeOffset());
        try {
            server.startAgain();
        } catch (RuntimeException | Error e) {
            server.closeAfter(e);
            throw e;
        }
        return server;
    }

    /** A server that has yet to be started ({@link #startAgain}), on an empty data directory. */
    static HieServer unstarted(String name) {
        Path data = DIRECTORY.resolve(name);
        delete(data);
        return new HieServer(data, Map.of(), freeOffset());
    }

    /** An offset at which none of the ports of a server and its projects is taken, or promised to another server of this run. */
    public static synchronized int freeOffset() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int offset = ThreadLocalRandom.current().nextInt(LEAST_OFFSET, GREATEST_OFFSET);
            List<Integer> ports = PORTS.stream().map(port -> port + offset).toList();
            if (Collections.disjoint(PROMISED, ports) && ports.stream().allMatch(HieServer::isFree)) {
                PROMISED.addAll(ports);
                return offset;
            }
        }
        throw new IllegalStateException("no port offset found at which the server's ports are free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Starts the server on the data that is there; returns when its projects run. */
    public void startAgain() {
        script(START_LIMIT, "start", "--data", data.toString(), "--port-offset", String.valueOf(offset));
    }

    /** Stops the server in order. */
    public void stop() {
        script(STOP_LIMIT, "stop", "--data", data.toString());
    }

    /** Ends the server's process at once, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        ProcessHandle process = process();
        process.destroyForcibly();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("server " + process.pid() + " outlived kill -9", e);
        }
    }

    /** The server's Java process. */
    public ProcessHandle process() {
        return running().orElseThrow(() -> new IllegalStateException("no server runs on " + data));
    }

    private Optional<ProcessHandle> running() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip()));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return data.resolve("hie.pid");
    }

    private void script(Duration limit, String... arguments) {
        Path output = DIRECTORY.resolve(data.getFileName() + "-script.log");
        try {
            Files.createDirectories(DIRECTORY);
            String before = Files.exists(output) ? Files.readString(output) : "";
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(arguments))
                                    .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment());
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException("hie " + String.join(" ", arguments)
                        + (ended ? " ended with " + process.exitValue() : " did not end in " + limit) + ":\n"
                        + Files.readString(output).substring(before.length()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("HIE_JAVA_HOME", System.getProperty("java.home"));
        all.putIfAbsent("HIE_HEAP", "768m");
        all.putIfAbsent(
                "HIE_START_TIMEOUT", String.valueOf(START_LIMIT.minusSeconds(20).toSeconds()));
        return all;
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Stops the server, the hard way when it does not go; leaves data and logs. */
    @Override
    public void close() {
        try {
            stop();
        } finally {
            running().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** The API, signed in as the first administrator. */
    public Rest rest() {
        return new Rest(port(8080), "admin", password());
    }

    /** The port that a server without offset has at {@code base}. */
    public int port(int base) {
        return base + offset;
    }

    /** The sample's MLLP service. */
    public int hospitalPort() {
        return port(2575);
    }

    /** What the first start made up for {@code admin}. */
    public String password() {
        try {
            return Files.readString(data.resolve("initial-admin-password")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path data() {
        return data;
    }

    /** The folder that the sample's file operations write to. */
    public Path files(String folder) {
        return data.resolve("files").resolve(folder);
    }

    /**
     * Brings a host class in a JAR of its own, as users do, and waits until the server knows it. One that it knows stays: a new
     * JAR would have its items start anew under another test.
     */
    void putExtension(Class<? extends Host> host) {
        if (knows(host)) {
            return;
        }
        try {
            Path jar = data.resolve("extension.tmp");
            Files.deleteIfExists(jar);
            String entry = host.getName().replace('.', '/') + ".class";
            try (FileSystem zip =
                            FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"));
                    InputStream compiled = host.getResourceAsStream("/" + entry)) {
                Files.createDirectories(zip.getPath(entry).getParent());
                Files.copy(compiled, zip.getPath(entry));
                Files.createDirectories(zip.getPath("META-INF/services"));
                Files.writeString(zip.getPath("META-INF/services/hie.api.host.Host"), host.getName());
            }
            Path extensions = Files.createDirectories(data.resolve("extensions"));
            Files.move(jar, extensions.resolve(host.getSimpleName() + ".jar"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(EXTENSION_LIMIT).until(() -> knows(host));
    }

    private boolean knows(Class<? extends Host> host) {
        return rest().get("/extensions").toString().contains(host.getName());
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
