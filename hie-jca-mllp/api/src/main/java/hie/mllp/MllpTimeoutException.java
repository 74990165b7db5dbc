package hie.mllp;

import java.time.Duration;

/** The message was sent and no reply came in time: the peer may or may not have it. */
public final class MllpTimeoutException extends MllpException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    public MllpTimeoutException(MllpTarget target) {
        super("No reply from " + target.label() + " within " + target.responseTimeout());
        this.timeout = target.responseTimeout();
    }

    public Duration timeout() {
        return timeout;
    }
}
