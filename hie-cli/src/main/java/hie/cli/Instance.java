package hie.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Says which server a command means: its data directory, and from that its ports, process and first password. */
final class Instance {

    static final int HTTP_PORT = 8080;
    static final int MLLP_PORT = 2575;
    private static final int LARGEST_OFFSET = 55_000;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description =
                    "Number the server adds to its ports (default: what it was started with on the data directory).")
    Integer givenOffset;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of the server (default: data/ beside ./hie).")
    Path givenData;

    /** The data directory, absolute; it need not exist. */
    Path data() {
        return real(givenData != null ? givenData : defaultData());
    }

    boolean isDefaultData() {
        return data().equals(real(defaultData()));
    }

    /** The launcher gives the server a path without symbolic links. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static Path defaultData() {
        return Path.of(System.getProperty("hie.root", "")).toAbsolutePath().resolve("data");
    }

    /** The port offset given, or the one the server of the data directory was last started with, or 0. */
    int portOffset() {
        if (givenOffset != null) {
            if (givenOffset < 0 || givenOffset > LARGEST_OFFSET) {
                throw new CliException("--port-offset must be a whole number from 0 to " + LARGEST_OFFSET + ", not "
                        + givenOffset + ".");
            }
            return givenOffset;
        }
        return number("port-offset").map(Math::toIntExact).orElse(0);
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + (HTTP_PORT + portOffset()));
    }

    int mllpPort() {
        return MLLP_PORT + portOffset();
    }

    /** The file that holds the first administrator's password until it is changed. */
    Path passwordFile() {
        return data().resolve("initial-admin-password");
    }

    /** The first administrator's generated password; empty when it was changed or the server never ran. */
    Optional<String> initialPassword() {
        return content("initial-admin-password").filter(password -> !password.isEmpty());
    }

    /** Whether the server's local realm has a user. */
    boolean hasUsers() {
        try (Stream<Path> identities = Files.walk(data().resolve("identities"))) {
            return identities.anyMatch(Files::isRegularFile);
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The process id of the server that runs on the data directory. */
    OptionalLong pid() {
        return number("hie.pid").stream()
                .mapToLong(Long::longValue)
                .filter(pid -> ProcessHandle.of(pid).filter(this::isOurs).isPresent())
                .findFirst();
    }

    /** A process id may have passed on to another program; where the system tells command lines, they are compared. */
    private boolean isOurs(ProcessHandle process) {
        return process.isAlive()
                && commandLine(process)
                        .map(line -> line.contains("-Djboss.server.base.dir=" + data()))
                        .orElse(true);
    }

    /** The JDK tells only the first page of a command line, which a server's may exceed; so Linux is asked itself. */
    private static Optional<String> commandLine(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (Files.isReadable(file)) {
            try {
                return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            } catch (IOException ended) {
                return Optional.of("");
            }
        }
        return process.info().arguments().map(arguments -> String.join(" ", arguments));
    }

    private Optional<Long> number(String file) {
        return content(file).filter(text -> text.matches("\\d{1,9}")).map(Long::valueOf);
    }

    private Optional<String> content(String file) {
        Path path = data().resolve(file);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(path).strip());
        } catch (IOException e) {
            throw new CliException("The file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }
}
