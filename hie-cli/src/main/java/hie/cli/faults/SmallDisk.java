package hie.cli.faults;

import hie.cli.CliException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of its own in memory, for a server's data, which can be filled to the last byte. Mounting it takes root. */
final class SmallDisk extends Grounds {

    private static final int MEGABYTES = 1200;
    private static final int CHUNK = 1 << 20;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static Optional<String> missing() {
        return "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/bin/mount"))
                ? Optional.empty()
                : Optional.of("mounting a small disk takes root");
    }

    static SmallDisk mount(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Command.run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", directory.toString());
        return new SmallDisk(directory);
    }

    /** Writes until nothing more can be written. */
    void fill() throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            for (int written = 0; written <= MEGABYTES; written++) {
                out.write(chunk);
            }
        } catch (IOException full) {
            return;
        }
        throw new CliException("The disk of " + MEGABYTES + " MB took more than that.");
    }

    /** Makes room again. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Command.run("umount", directory.toString());
    }
}
