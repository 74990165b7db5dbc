package hie.mllp;

import hie.mllp.codec.FrameViolationException;

/** A frame broke the protocol or a limit: ours (then nothing was sent) or the peer's (then the socket is closed). */
public final class MllpFrameException extends MllpException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final int actual;
    private final int allowed;

    /** @param sent whether the message had been sent already, so that the fault is the reply's */
    public MllpFrameException(MllpTarget target, boolean sent, FrameViolationException cause) {
        super((sent ? "Reply from " : "Message to ") + target.label() + ": " + cause.getMessage(), cause);
        this.sent = sent;
        this.actual = cause.actual();
        this.allowed = cause.allowed();
    }

    public boolean sent() {
        return sent;
    }

    /** The offending number of bytes, at least: an oversized frame is given up as soon as it passes the limit. */
    public int actual() {
        return actual;
    }

    public int allowed() {
        return allowed;
    }
}
