package hie.mllp.codec;

import hie.mllp.codec.FrameViolationException.Violation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes frames out of a byte stream that may be cut anywhere. Not safe for use by several threads.
 *
 * <p>Bytes between frames are skipped and counted, up to a limit for each gap. Within a frame every byte is content but
 * the complete end sequence: a first end byte without the second one after it, or another start byte, belongs to the
 * payload.
 */
public final class FrameDecoder {

    /** Default limit of the bytes skipped between two frames. */
    public static final int DEFAULT_MAX_STRAY_BYTES = 4096;

    private enum State {
        BETWEEN,
        CONTENT,
        ENDING,
        COMPLETE,
        BROKEN
    }

    private static final byte[] EMPTY = new byte[0];

    private final Framing framing;
    private final int maxFrameSize;
    private final int maxStrayBytes;

    private State state = State.BETWEEN;
    private byte[] payload = EMPTY;
    private int length;
    private int strayInGap;
    private long strayBytes;

    /**
     * @param maxFrameSize largest payload in bytes
     * @param maxStrayBytes most bytes to skip between two frames
     */
    public FrameDecoder(Framing framing, int maxFrameSize, int maxStrayBytes) {
        if (maxFrameSize <= 0 || maxStrayBytes < 0) {
            throw new IllegalArgumentException("maxFrameSize must be positive and maxStrayBytes not negative; they are "
                    + maxFrameSize + " and " + maxStrayBytes);
        }
        this.framing = framing;
        this.maxFrameSize = maxFrameSize;
        this.maxStrayBytes = maxStrayBytes;
    }

    /**
     * Reads on until one frame is complete or the input is used up.
     *
     * @param input read from its position on; bytes after a complete frame are left in it
     * @return the payload, owned by the caller; empty when more input is needed
     * @throws FrameViolationException when a limit is passed; the decoder is of no use afterwards
     */
    public Optional<byte[]> decode(ByteBuffer input) throws FrameViolationException {
        while (input.hasRemaining()) {
            switch (state) {
                case BETWEEN -> skipToStart(input);
                case CONTENT -> takeContent(input);
                case ENDING -> takeEnd(input);
                case COMPLETE -> throw new AssertionError("a complete frame is handed over at once");
                case BROKEN -> throw new IllegalStateException("the stream was given up after a violation");
            }
            if (state == State.COMPLETE) {
                return Optional.of(handOver());
            }
        }
        return Optional.empty();
    }

    /** Whether the input so far ends within a frame. */
    public boolean isInsideFrame() {
        return state == State.CONTENT || state == State.ENDING;
    }

    /** Bytes of the unfinished frame's payload, 0 between frames. */
    public int pendingLength() {
        return length;
    }

    /** All bytes skipped between frames so far. */
    public long strayBytes() {
        return strayBytes;
    }

    private void skipToStart(ByteBuffer input) throws FrameViolationException {
        int from = input.position();
        int at = ByteSearch.indexOf(input, from, framing.start());
        int skipped = at - from;
        strayInGap += skipped;
        strayBytes += skipped;
        if (strayInGap > maxStrayBytes) {
            throw violated(Violation.TOO_MANY_STRAY_BYTES, strayInGap, maxStrayBytes);
        }
        input.position(at);
        if (input.hasRemaining()) {
            input.get();
            strayInGap = 0;
            state = State.CONTENT;
        }
    }

    private void takeContent(ByteBuffer input) throws FrameViolationException {
        int count = ByteSearch.indexOf(input, input.position(), framing.end1()) - input.position();
        reserve(count);
        input.get(payload, length, count);
        length += count;
        if (input.hasRemaining()) {
            input.get();
            state = framing.hasSingleEnd() ? State.COMPLETE : State.ENDING;
        }
    }

    private void takeEnd(ByteBuffer input) throws FrameViolationException {
        if (Byte.toUnsignedInt(input.get(input.position())) == framing.end2()) {
            input.get();
            state = State.COMPLETE;
        } else {
            reserve(1);
            payload[length++] = (byte) framing.end1();
            state = State.CONTENT;
        }
    }

    private byte[] handOver() {
        byte[] frame = payload.length == length ? payload : Arrays.copyOf(payload, length);
        payload = EMPTY;
        length = 0;
        state = State.BETWEEN;
        return frame;
    }

    /** Makes room by doubling, so that all copying together stays within a small multiple of the frame's length. */
    private void reserve(int more) throws FrameViolationException {
        long needed = (long) length + more;
        if (needed > maxFrameSize) {
            throw violated(Violation.FRAME_TOO_LARGE, (int) Math.min(needed, Integer.MAX_VALUE), maxFrameSize);
        }
        if (needed > payload.length) {
            long doubled = Math.min(2L * payload.length, maxFrameSize);
            payload = Arrays.copyOf(payload, (int) Math.max(needed, doubled));
        }
    }

    private FrameViolationException violated(Violation violation, int actual, int allowed) {
        state = State.BROKEN;
        payload = EMPTY;
        length = 0;
        return new FrameViolationException(violation, actual, allowed);
    }
}
