package hie.cli;

/** The server answered and did not do what was asked. */
final class Refused extends CliException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** Creates the exception with the HTTP status and the sentence to print. */
    Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Tells whether the user or the password was the reason. */
    boolean isLogin() {
        return status == 401;
    }
}
