package hie.engine.iris;

/** A file, or a part of one, cannot be read. The message completes "… because"; it is for the report's {@code why}. */
public final class IrisSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IrisSyntaxException(String message) {
        super(message);
    }

    IrisSyntaxException(String message, Throwable cause) {
        super(message, cause);
    }
}
