package hie.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Moves a file to a name that nobody has yet, and never over another file, however many threads, processes or machines
 * try at once. The file appears under its new name in one step and whole.
 *
 * <p>The plain atomic move of most systems replaces silently what it finds; therefore a hard link is made first, which
 * fails on a name that is taken. Where the file system knows no hard links, the name is reserved with an empty file, which
 * the move then replaces: there a reader can meet the empty file for a moment.
 */
public final class ExclusiveMove {
    /** How many names are tried at most: {@value}. */
    public static final int MOST_NAMES = 10_000;

    private ExclusiveMove() {}

    /**
     * Moves under the first candidate name that is free.
     *
     * @return where the file is now
     * @throws FileAlreadyExistsException if the first {@value #MOST_NAMES} candidates are all taken
     * @throws NoSuchFileException if the source or the directory is missing
     * @throws IOException if the file system refuses; the source is then where it was
     */
    public static Path toFreeName(Path source, Path directory, TargetName name) throws IOException {
        return move(source, directory, name, MOST_NAMES);
    }

    /**
     * Moves under this name or fails.
     *
     * @throws FileAlreadyExistsException if the name is taken
     * @throws IOException as {@link #toFreeName}
     */
    public static Path toName(Path source, Path directory, TargetName name) throws IOException {
        return move(source, directory, name, 1);
    }

    /** Makes the entries of a directory durable; does nothing where directories cannot be opened (Windows). */
    static void forceDirectory(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (AccessDeniedException e) {
            if (Files.isReadable(directory)) {
                return;
            }
            throw e;
        }
        try (channel) {
            channel.force(true);
        }
    }

    /** A hidden name for a file in the making; pollers of this adapter pass hidden files by. */
    static Path temporaryIn(Path directory) {
        return directory.resolve(".hie-" + UUID.randomUUID() + ".tmp");
    }

    private static Path move(Path source, Path directory, TargetName name, int mostNames) throws IOException {
        if (Files.getFileStore(source).equals(Files.getFileStore(directory))) {
            return place(source, directory, name, mostNames);
        }
        Path copy = temporaryIn(directory);
        try {
            Files.copy(source, copy, StandardCopyOption.COPY_ATTRIBUTES);
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Path placed = place(copy, directory, name, mostNames);
            Files.delete(source);
            return placed;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static Path place(Path source, Path directory, TargetName name, int mostNames) throws IOException {
        for (int n = 0; n < mostNames; n++) {
            Path target = directory.resolve(name.candidate(n));
            if (link(source, target)) {
                return target;
            }
        }
        throw new FileAlreadyExistsException(
                directory.resolve(name.candidate(0)).toString());
    }

    private static boolean link(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return reserve(source, target, e);
        }
        try {
            Files.delete(source);
        } catch (IOException e) {
            undo(target, e);
            throw e;
        }
        return true;
    }

    private static boolean reserve(Path source, Path target, Exception noLinks) throws IOException {
        try {
            Files.createFile(target);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            e.addSuppressed(noLinks);
            throw e;
        }
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            undo(target, e);
            throw e;
        }
    }

    private static void undo(Path target, IOException because) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
