package hie.mllp;

import java.time.Duration;

/** The message was sent and no reply came in time: the peer may or may not have it. */
public final class MllpTimeoutException extends MllpException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    public MllpTimeoutException(MllpTarget target) {
        this(target, target.responseTimeout());
    }

    /** @param timeout how long was waited */
    public MllpTimeoutException(MllpTarget target, Duration timeout) {
        super("No reply from " + target.label() + " within " + timeout);
        this.timeout = timeout;
    }

    public Duration timeout() {
        return timeout;
    }
}
