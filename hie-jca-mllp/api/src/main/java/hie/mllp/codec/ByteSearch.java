package hie.mllp.codec;

import java.nio.ByteBuffer;

/** Looks for a byte, eight at a time: frames may be many megabytes long, and each byte of them is looked at twice. */
final class ByteSearch {

    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private ByteSearch() {}

    /**
     * The index of the byte's first occurrence.
     *
     * @param bytes are not moved on
     * @param from index of the first byte looked at
     * @return the limit when the byte is not there
     */
    static int indexOf(ByteBuffer bytes, int from, int wanted) {
        int limit = bytes.limit();
        int at = from;
        long pattern = (wanted & 0xFF) * LOWEST_BITS;
        while (at <= limit - Long.BYTES && !hasZero(bytes.getLong(at) ^ pattern)) {
            at += Long.BYTES;
        }
        while (at < limit && bytes.get(at) != (byte) wanted) {
            at++;
        }
        return at;
    }

    /** Whether one of the eight bytes is zero: borrowing from it reaches a highest bit that was not set before. */
    private static boolean hasZero(long eight) {
        return ((eight - LOWEST_BITS) & ~eight & HIGHEST_BITS) != 0;
    }
}
