package hie.engine.production;

/** What was asked does not fit the state of things; the message says why and what to do. */
public class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message);
    }
}
