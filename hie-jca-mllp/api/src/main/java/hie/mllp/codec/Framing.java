package hie.mllp.codec;

/**
 * The bytes that mark a frame: {@code start payload end1 [end2]}.
 *
 * @param start the byte before the payload
 * @param end1 the first byte after the payload
 * @param end2 the second byte after the payload, or {@link #NONE} when a single byte ends the frame
 */
public record Framing(int start, int end1, int end2) {

    /** Stands for "no second end byte". */
    public static final int NONE = -1;

    /** Minimal Lower Layer Protocol (HL7 v2.5.1, appendix C): VT, payload, FS CR. */
    public static final Framing DEFAULT = new Framing(0x0B, 0x1C, 0x0D);

    private static final int CARRIAGE_RETURN = 0x0D;

    /**
     * @throws IllegalArgumentException if a byte is out of range, may occur in any text (printable ASCII), or could not
     *     be told from another
     */
    public Framing {
        requireMarker("start byte", start);
        requireMarker("first end byte", end1);
        if (end2 != NONE) {
            requireMarker("second end byte", end2);
        }
        if (start == end1) {
            throw new IllegalArgumentException("start byte and first end byte must differ, both are " + start);
        }
        if (start == CARRIAGE_RETURN || end1 == CARRIAGE_RETURN) {
            throw new IllegalArgumentException(
                    "start byte and first end byte must not be 13 (CR): it ends each HL7 segment");
        }
    }

    /** A frame that ends with one byte only. */
    public static Framing withSingleEnd(int start, int end) {
        return new Framing(start, end, NONE);
    }

    public boolean hasSingleEnd() {
        return end2 == NONE;
    }

    /** How many bytes a frame has beyond its payload. */
    int overhead() {
        return hasSingleEnd() ? 2 : 3;
    }

    private static void requireMarker(String what, int value) {
        if (value < 0 || value > 0xFF) {
            throw new IllegalArgumentException(what + " must be 0 to 255 and is " + value);
        }
        if (value >= 0x20 && value < 0x7F) {
            throw new IllegalArgumentException(what + " must not be a printable character and is " + value);
        }
    }
}
