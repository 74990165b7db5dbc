package hie.mllp;

/** Delivery over MLLP failed; the subclass says what is known about the message. Texts never quote content. */
public class MllpException extends Exception {

    private static final long serialVersionUID = 1L;

    public MllpException(String message) {
        super(message);
    }

    public MllpException(String message, Throwable cause) {
        super(message, cause);
    }
}
