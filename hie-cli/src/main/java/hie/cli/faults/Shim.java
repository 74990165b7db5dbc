package hie.cli.faults;

import hie.cli.CliException;
import hie.cli.local.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A library between the server and the operating system, compiled on this machine: it moves the server's wall clock, and cuts its
 * power, upon which everything written and not synced is gone. The broker's journal then writes through the C library, not by
 * asynchronous I/O, which the shim could not see.
 */
final class Shim extends Grounds {

    private static final String SOURCE = "shim.c";
    private static final Path COMPILER = Path.of("/usr/bin/cc");

    private static final Duration LARGEST_JUMP = Duration.ofHours(3);

    private final Path directory;

    private Shim(Path directory) {
        this.directory = directory;
    }

    static Optional<String> missing() {
        return Files.isExecutable(COMPILER) && "Linux".equals(System.getProperty("os.name"))
                ? Optional.empty()
                : Optional.of("the shim takes Linux and a C compiler, " + COMPILER);
    }

    static Shim build(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Shim shim = new Shim(directory);
        Path source = directory.resolve(SOURCE);
        try (InputStream in = Shim.class.getResourceAsStream(SOURCE)) {
            Files.copy(in, source);
        }
        Command.run(
                COMPILER.toString(),
                "-shared",
                "-fPIC",
                "-O2",
                "-o",
                shim.library().toString(),
                source.toString(),
                "-ldl",
                "-lpthread");
        shim.moveClock(Duration.ZERO);
        return shim;
    }

    private Path library() {
        return directory.resolve("shim.so");
    }

    private Path clock() {
        return directory.resolve("clock");
    }

    private Path cut() {
        return directory.resolve("cut");
    }

    /** Sets how far the server's wall clock is ahead of this machine's; the file is mapped, so it must keep its length. */
    void moveClock(Duration ahead) throws IOException {
        Files.write(
                clock(),
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putLong(ahead.toNanos())
                        .array(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }

    /** Ends the server's process, and undoes what it wrote and did not sync. */
    void cutPower(LocalServer server) throws IOException, InterruptedException {
        ProcessHandle process = server.process().orElseThrow(() -> new CliException("No server runs."));
        Files.createFile(cut());
        server.awaitEnd(process);
        Files.delete(cut());
    }

    @Override
    Duration clockMargin() {
        return LARGEST_JUMP;
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library().toString(),
                "HIE_SHIM_CLOCK", clock().toString(),
                "HIE_SHIM_CUT", cut().toString(),
                "HIE_SHIM_FILES",
                        directory.resolveSibling(Stand.DATA).toAbsolutePath().toString(),
                "HIE_JOURNAL", "NIO");
    }
}
