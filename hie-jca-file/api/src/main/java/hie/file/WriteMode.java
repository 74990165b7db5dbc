package hie.file;

/** What happens when a file of the wanted name is there already. */
public enum WriteMode {
    /** The write fails with {@link FileWriteException.Reason#ALREADY_EXISTS}. */
    FAIL_IF_EXISTS,
    /** The name is made unique by a suffix ({@code _1}, {@code _2}, …, or what the pattern says); the default. */
    UNIQUE,
    /** The old file is replaced in one step; a reader sees the old content or the new, never a mixture. */
    OVERWRITE,
    /** The content goes to the end of the file, followed by the record terminator. */
    APPEND
}
