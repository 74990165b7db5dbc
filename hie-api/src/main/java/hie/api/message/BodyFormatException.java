package hie.api.message;

/** A body is not what it was taken for. The message holds no content of it. */
public final class BodyFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public BodyFormatException(String why) {
        super(why);
    }

    /** @param cause for the developer; what is logged is the message alone */
    public BodyFormatException(String why, Throwable cause) {
        super(why, cause);
    }
}
