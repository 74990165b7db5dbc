package hie.mllp;

import java.util.Arrays;
import java.util.Objects;

/**
 * What the adapter writes back for one frame, depending on what became of it.
 *
 * @param committed written when the delivery is known to be stored; {@code null} writes nothing
 * @param rolledBack written when the container's transaction did not commit; {@code null} writes nothing
 * @param closeAfter whether the connection is closed after the reply
 * @param framed whether the bytes are put into a frame; otherwise they are written as they are
 * @param later a second answer that follows {@code committed}; {@code null} for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; copying megabytes would buy nothing
public record MllpReply(byte[] committed, byte[] rolledBack, boolean closeAfter, boolean framed, MllpLaterReply later) {

    private static final MllpReply NONE = MllpReply.of(null, null);

    /** One answer for a stored message, another for one that was rolled back; the connection stays open. */
    public static MllpReply of(byte[] committed, byte[] rolledBack) {
        return new MllpReply(committed, rolledBack, false, true, null);
    }

    /** No answer, whatever happens; the connection stays open. */
    public static MllpReply none() {
        return NONE;
    }

    /** The same answers, with the connection closed after them. */
    public MllpReply thenClose() {
        return new MllpReply(committed, rolledBack, true, framed, later);
    }

    /** The same answers as bytes without a frame, for peers that expect a single byte. */
    public MllpReply unframed() {
        return new MllpReply(committed, rolledBack, closeAfter, false, later);
    }

    /** The same answers, and another one behind that for a stored message. */
    public MllpReply then(MllpLaterReply second) {
        return new MllpReply(committed, rolledBack, closeAfter, framed, second);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MllpReply reply
                && Arrays.equals(committed, reply.committed)
                && Arrays.equals(rolledBack, reply.rolledBack)
                && closeAfter == reply.closeAfter
                && framed == reply.framed
                && Objects.equals(later, reply.later);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(committed) + Arrays.hashCode(rolledBack)) + Boolean.hashCode(closeAfter);
    }

    /** Lengths only: an acknowledgement may quote the message. */
    @Override
    public String toString() {
        return "MllpReply[committed=" + length(committed) + ", rolledBack=" + length(rolledBack) + ", closeAfter="
                + closeAfter + (later == null ? "" : ", then another") + "]";
    }

    private static String length(byte[] bytes) {
        return bytes == null ? "nothing" : bytes.length + " bytes";
    }
}
