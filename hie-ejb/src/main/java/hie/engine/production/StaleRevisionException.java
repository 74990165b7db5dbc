package hie.engine.production;

/** A change was made from a revision that is not the newest any more; the message says who wrote the newest. */
public final class StaleRevisionException extends ConflictException {

    private static final long serialVersionUID = 1L;

    public StaleRevisionException(String message) {
        super(message);
    }
}
