package hie.engine.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Has files on disk before somebody is told that they are written, for what the server writes and does not sync. */
public final class DiskSync {

    private DiskSync() {}

    /**
     * Returns when the content of the files and folders below a folder has reached the disk.
     *
     * @throws UncheckedIOException when that is not sure; a file that has gone meanwhile is none
     */
    public static void tree(Path folder) {
        List<Path> found;
        try (Stream<Path> paths = Files.walk(folder)) {
            found = paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
        found.forEach(DiskSync::one);
    }

    /** Returns when the content of a file, or the names in a folder, have reached the disk. */
    public static void one(Path path) {
        // A folder can only be opened to read, and is synced all the same.
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(path + " may not have reached the disk", e);
        }
    }
}
