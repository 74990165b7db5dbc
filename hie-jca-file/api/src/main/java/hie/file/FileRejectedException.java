package hie.file;

/**
 * Says that a file is hopeless: it is moved to the error folder and never delivered again.
 *
 * <p>The message is written beside the file, into {@code <name>.reason.txt}, and never logged. It should tell an
 * operator what is wrong without quoting the content.
 */
public final class FileRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    public FileRejectedException(String reason) {
        super(reason);
    }

    public FileRejectedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
