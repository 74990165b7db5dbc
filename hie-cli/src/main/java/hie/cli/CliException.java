package hie.cli;

/** The command cannot go on; the message is a sentence for the user that says what to do. */
public class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with the sentence to print. */
    public CliException(String message) {
        super(message);
    }

    /** Creates the exception with the sentence to print and what led to it. */
    public CliException(String message, Throwable cause) {
        super(message, cause);
    }
}
