package hie.mllp;

/** The connection broke while the message was being sent or its reply awaited. */
public final class MllpConnectionLostException extends MllpException {

    private static final long serialVersionUID = 1L;

    private final boolean bytesWritten;

    /** @param bytesWritten whether bytes of the message may have left */
    public MllpConnectionLostException(MllpTarget target, boolean bytesWritten, Throwable cause) {
        super(
                "Connection to " + target.label() + " lost "
                        + (bytesWritten ? "after the message was sent, or part of it" : "before anything was sent")
                        + ": " + cause,
                cause);
        this.bytesWritten = bytesWritten;
    }

    /** True when the peer may have the message, or part of it; false when it surely has nothing. */
    public boolean bytesWritten() {
        return bytesWritten;
    }
}
