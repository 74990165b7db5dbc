package hie.engine.imports;

/** A file, or a part of one, cannot be read. The message completes "… because"; it is for the report's {@code why}. */
public final class ImportSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImportSyntaxException(String message) {
        super(message);
    }

    public ImportSyntaxException(String message, Throwable cause) {
        super(message, cause);
    }
}
