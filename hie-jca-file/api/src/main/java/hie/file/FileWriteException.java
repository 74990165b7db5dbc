package hie.file;

import java.nio.file.Path;

/** A file could not be written; says where, and what kind of trouble it is, never the content. */
public final class FileWriteException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The kind of trouble, by what has to be done about it. */
    public enum Reason {
        /** The directory is missing and may not be created, or something else has its name. */
        NO_DIRECTORY,
        /** The server's user may not write there. */
        PERMISSION,
        /** No space or no quota left. */
        DISK_FULL,
        /** The name is taken and the mode forbids to touch it; or no free name was found. */
        ALREADY_EXISTS,
        /** The file system refuses the name (too long, forbidden character). Trying again does not help. */
        INVALID_NAME,
        /** Anything else the file system reported. */
        IO
    }

    private final Reason reason;
    private final transient Path file;

    FileWriteException(Reason reason, Path file, String detail, Throwable cause) {
        super("Cannot write " + file + ": " + detail, cause);
        this.reason = reason;
        this.file = file;
    }

    public Reason reason() {
        return reason;
    }

    /** The file that was to be written; null after deserialization. */
    public Path file() {
        return file;
    }
}
