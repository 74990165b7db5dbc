package hie.mllp;

import java.util.Arrays;

/**
 * What the adapter writes back for one frame, depending on what became of it.
 *
 * @param committed written when the delivery is known to be stored; {@code null} writes nothing
 * @param rolledBack written when the container's transaction did not commit; {@code null} writes nothing
 * @param closeAfter whether the connection is closed after the reply
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; copying megabytes would buy nothing
public record MllpReply(byte[] committed, byte[] rolledBack, boolean closeAfter) {

    private static final MllpReply NONE = new MllpReply(null, null, false);

    /** One answer for a stored message, another for one that was rolled back; the connection stays open. */
    public static MllpReply of(byte[] committed, byte[] rolledBack) {
        return new MllpReply(committed, rolledBack, false);
    }

    /** No answer, whatever happens; the connection stays open. */
    public static MllpReply none() {
        return NONE;
    }

    /** The same answers, with the connection closed after them. */
    public MllpReply thenClose() {
        return new MllpReply(committed, rolledBack, true);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MllpReply reply
                && Arrays.equals(committed, reply.committed)
                && Arrays.equals(rolledBack, reply.rolledBack)
                && closeAfter == reply.closeAfter;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(committed) + Arrays.hashCode(rolledBack)) + Boolean.hashCode(closeAfter);
    }

    /** Lengths only: an acknowledgement may quote the message. */
    @Override
    public String toString() {
        return "MllpReply[committed=" + length(committed) + ", rolledBack=" + length(rolledBack) + ", closeAfter="
                + closeAfter + "]";
    }

    private static String length(byte[] bytes) {
        return bytes == null ? "nothing" : bytes.length + " bytes";
    }
}
