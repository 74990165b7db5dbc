package hie.file;

import hie.file.FileWriteException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Writes files into one directory so that a reader never meets half a file and nobody else's file is harmed.
 *
 * <p>The bytes go to a hidden file in the same directory first, are forced to the disk (unless switched off), and then get
 * their name in one step. {@link WriteMode#APPEND} is the exception: it writes into the file itself, under a lock against
 * other writers; what a failed append left behind is cut off again, but a power failure in its midst can leave a torn
 * record.
 *
 * <p>Immutable and safe for many threads. After a crash of the caller the same content may be written once more; who names
 * files after the message id and uses {@link WriteMode#FAIL_IF_EXISTS} or {@link WriteMode#OVERWRITE} gets each once.
 */
public final class AtomicFileWriter {
    private static final ReentrantLock[] APPENDING =
            IntStream.range(0, 64).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    private final Path directory;
    private final WriteMode mode;
    private final boolean createDirectory;
    private final boolean fsync;
    private final byte[] recordTerminator;

    private AtomicFileWriter(Builder builder) {
        this.directory = builder.directory;
        this.mode = builder.mode;
        this.createDirectory = builder.createDirectory;
        this.fsync = builder.fsync;
        this.recordTerminator = builder.recordTerminator.clone();
    }

    /** Starts a writer for this directory: mode UNIQUE, fsync on, directory not created, no record terminator. */
    public static Builder to(Path directory) {
        return new Builder(directory);
    }

    /**
     * Writes one file, whole or not at all.
     *
     * @return the file that was written, which in mode UNIQUE may have got a suffix
     * @throws FileWriteException telling directory, file and reason
     */
    public Path write(TargetName name, byte[] content) throws FileWriteException {
        Path wanted = resolve(name);
        try {
            prepareDirectory();
            return mode == WriteMode.APPEND ? append(wanted, content) : create(name, wanted, content);
        } catch (IOException e) {
            throw explain(wanted, content.length, e);
        }
    }

    /**
     * Removes the hidden files that crashed writers left in the directory. To be called at the start of an item, not
     * while others write for longer than the age given.
     *
     * @param olderThan only files last written before this moment go
     * @return how many were removed; 0 if the directory does not exist
     */
    public int removeLeftovers(Instant olderThan) throws FileWriteException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        int removed = 0;
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, ".hie-*.tmp")) {
            for (Path leftover : leftovers) {
                if (Files.getLastModifiedTime(leftover).toInstant().isBefore(olderThan)
                        && Files.deleteIfExists(leftover)) {
                    removed++;
                }
            }
        } catch (IOException e) {
            throw explain(directory, 0, e);
        }
        return removed;
    }

    private Path create(TargetName name, Path wanted, byte[] content) throws IOException {
        Path temporary = ExclusiveMove.temporaryIn(directory);
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writeAll(channel, content);
                if (fsync) {
                    channel.force(true);
                }
            }
            Path written = switch (mode) {
                case UNIQUE -> ExclusiveMove.toFreeName(temporary, directory, name);
                case OVERWRITE -> Files.move(temporary, wanted, StandardCopyOption.ATOMIC_MOVE);
                case FAIL_IF_EXISTS, APPEND -> ExclusiveMove.toName(temporary, directory, name);
            };
            if (fsync) {
                ExclusiveMove.forceDirectory(directory);
            }
            return written;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Path append(Path file, byte[] content) throws IOException {
        Path realFile = directory.toRealPath().resolve(file.getFileName());
        ReentrantLock ownThreads = APPENDING[Math.floorMod(realFile.hashCode(), APPENDING.length)];
        OpenOption[] options = {StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS};
        ownThreads.lock();
        try (FileChannel channel = FileChannel.open(realFile, options);
                var otherProcesses = channel.lock()) {
            assert otherProcesses.isValid();
            long end = channel.size();
            channel.position(end);
            try {
                writeAll(channel, content);
                writeAll(channel, recordTerminator);
                if (fsync) {
                    channel.force(true);
                }
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
            if (fsync && end == 0) {
                ExclusiveMove.forceDirectory(directory);
            }
            return file;
        } finally {
            ownThreads.unlock();
        }
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private Path resolve(TargetName name) throws FileWriteException {
        try {
            return directory.resolve(name.candidate(0));
        } catch (InvalidPathException e) {
            String detail = "the file system of this server cannot write that name (" + e.getReason() + ")";
            throw new FileWriteException(Reason.INVALID_NAME, directory, detail, e);
        }
    }

    private void prepareDirectory() throws IOException {
        if (createDirectory && !Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        } else if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
    }

    private FileWriteException explain(Path file, long length, IOException e) {
        if (!Files.isDirectory(directory)) {
            if (e instanceof AccessDeniedException) {
                String detail = "the server's user may not reach or create directory " + directory;
                return new FileWriteException(Reason.PERMISSION, file, detail, e);
            }
            String detail = Files.exists(directory, LinkOption.NOFOLLOW_LINKS)
                    ? directory + " is not a directory"
                    : "directory " + directory + " does not exist" + (createDirectory ? " and cannot be created" : "");
            return new FileWriteException(Reason.NO_DIRECTORY, file, detail, e);
        }
        if (e instanceof FileAlreadyExistsException) {
            String detail = mode == WriteMode.UNIQUE
                    ? "the name and its first " + ExclusiveMove.MOST_NAMES
                            + " suffixes are taken; use %Q in the pattern"
                    : "the file exists";
            return new FileWriteException(Reason.ALREADY_EXISTS, file, detail, e);
        }
        if (e instanceof AccessDeniedException) {
            return new FileWriteException(Reason.PERMISSION, file, "the server's user may not write there", e);
        }
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("quota exceeded") || lacksSpace(length)) {
            return new FileWriteException(Reason.DISK_FULL, file, "no space left for " + length + " bytes", e);
        }
        if (text.contains("name too long")) {
            return new FileWriteException(Reason.INVALID_NAME, file, "the name is too long for the file system", e);
        }
        if (text.contains("read-only file system") || text.contains("operation not permitted")) {
            return new FileWriteException(Reason.PERMISSION, file, "the file system may not be written", e);
        }
        return new FileWriteException(Reason.IO, file, String.valueOf(e.getMessage()), e);
    }

    private boolean lacksSpace(long length) {
        try {
            return Files.getFileStore(directory).getUsableSpace() < length;
        } catch (IOException e) {
            return false;
        }
    }

    /** The settings of a writer. */
    public static final class Builder {
        private final Path directory;
        private WriteMode mode = WriteMode.UNIQUE;
        private boolean createDirectory;
        private boolean fsync = true;
        private byte[] recordTerminator = {};

        private Builder(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory").toAbsolutePath();
        }

        public Builder mode(WriteMode whenTaken) {
            this.mode = Objects.requireNonNull(whenTaken, "mode");
            return this;
        }

        /** Whether a missing directory, and its parents, are created at the next write. Default: no. */
        public Builder createDirectory(boolean create) {
            this.createDirectory = create;
            return this;
        }

        /** Whether file and directory are forced to the disk before a write returns. Default: yes. */
        public Builder fsync(boolean force) {
            this.fsync = force;
            return this;
        }

        /** The bytes that end each record; only for mode APPEND. Default: none. */
        public Builder recordTerminator(byte[] terminator) {
            this.recordTerminator = terminator.clone();
            return this;
        }

        /**
         * Makes the writer; touches no file.
         *
         * @throws IllegalArgumentException if there is a record terminator and the mode is not APPEND
         */
        public AtomicFileWriter build() {
            if (recordTerminator.length > 0 && mode != WriteMode.APPEND) {
                throw new IllegalArgumentException("A record terminator needs the mode APPEND, the mode is " + mode);
            }
            return new AtomicFileWriter(this);
        }
    }
}
