package hie.mllp.codec;

import java.io.IOException;

/** Bytes that break a limit or the framing; the stream they came from cannot be read on. Never quotes content. */
public final class FrameViolationException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What was violated. */
    public enum Violation {
        /** The payload is longer than allowed. */
        FRAME_TOO_LARGE("frame of %d bytes or more exceeds the limit of %d"),
        /** Too many bytes outside of any frame: the peer does not speak this framing. */
        TOO_MANY_STRAY_BYTES("%d bytes outside of a frame exceed the limit of %d"),
        /** The payload to send contains the bytes that end a frame, at the given offset. */
        END_IN_PAYLOAD("payload contains the frame's end bytes at offset %d (allowed occurrences: %d)");

        private final String text;

        Violation(String text) {
            this.text = text;
        }
    }

    private final Violation violation;
    private final int actual;
    private final int allowed;

    FrameViolationException(Violation violation, int actual, int allowed) {
        super(violation.text.formatted(actual, allowed));
        this.violation = violation;
        this.actual = actual;
        this.allowed = allowed;
    }

    public Violation violation() {
        return violation;
    }

    public int actual() {
        return actual;
    }

    public int allowed() {
        return allowed;
    }
}
