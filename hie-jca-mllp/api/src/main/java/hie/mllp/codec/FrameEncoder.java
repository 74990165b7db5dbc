package hie.mllp.codec;

import hie.mllp.codec.FrameViolationException.Violation;
import java.nio.ByteBuffer;

/** Puts payloads into frames. Safe for use by any number of threads. */
public final class FrameEncoder {

    private final Framing framing;
    private final int maxFrameSize;

    /** @param maxFrameSize largest payload in bytes */
    public FrameEncoder(Framing framing, int maxFrameSize) {
        this.framing = framing;
        this.maxFrameSize = maxFrameSize;
    }

    /**
     * Builds the whole frame as one array, to be given to the network in one write: a frame in pieces costs packets and,
     * with delayed acknowledgements, time.
     *
     * @throws FrameViolationException if the payload is too long, or contains the end sequence, which would cut it in two
     */
    public byte[] encode(byte[] payload) throws FrameViolationException {
        if (payload.length > maxFrameSize) {
            throw new FrameViolationException(Violation.FRAME_TOO_LARGE, payload.length, maxFrameSize);
        }
        int end = endWithin(payload);
        if (end >= 0) {
            throw new FrameViolationException(Violation.END_IN_PAYLOAD, end, 0);
        }
        byte[] frame = new byte[payload.length + framing.overhead()];
        frame[0] = (byte) framing.start();
        System.arraycopy(payload, 0, frame, 1, payload.length);
        frame[payload.length + 1] = (byte) framing.end1();
        if (!framing.hasSingleEnd()) {
            frame[payload.length + 2] = (byte) framing.end2();
        }
        return frame;
    }

    private int endWithin(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        int at = ByteSearch.indexOf(bytes, 0, framing.end1());
        while (at < payload.length && !framing.hasSingleEnd() && !endsAt(payload, at + 1)) {
            at = ByteSearch.indexOf(bytes, at + 1, framing.end1());
        }
        return at < payload.length ? at : -1;
    }

    private boolean endsAt(byte[] payload, int at) {
        return at < payload.length && payload[at] == (byte) framing.end2();
    }
}
