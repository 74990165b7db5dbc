package hie.engine.document;

/** A document cannot be read, or cannot become what is wanted. The text holds no content of it. */
public final class DocumentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public DocumentException(String why) {
        super(why);
    }

    public DocumentException(String why, Throwable cause) {
        super(why, cause);
    }
}
