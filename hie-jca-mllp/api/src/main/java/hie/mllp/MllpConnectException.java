package hie.mllp;

import java.time.Duration;

/** No connection could be made; nothing was sent, so the message may be tried again without risk of a duplicate. */
public final class MllpConnectException extends MllpException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public MllpConnectException(MllpTarget target, Duration retryAfter, Throwable cause) {
        super("No connection to " + target.label() + ": " + cause, cause);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before the next attempt: grows with each failure of the target, and is spread by chance. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
