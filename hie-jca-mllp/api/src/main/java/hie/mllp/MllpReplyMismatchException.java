package hie.mllp;

import java.util.List;

/** Replies came in time, but none acknowledged the message that was sent. */
public final class MllpReplyMismatchException extends MllpException {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final List<String> received;
    private final transient byte[] lastReply;

    /**
     * @param received the control ids of the replies, in order; an empty text for a reply without one
     * @param lastReply the last of the replies; not copied
     */
    public MllpReplyMismatchException(MllpTarget target, String expected, List<String> received, byte[] lastReply) {
        super("No reply from " + target.label() + " acknowledges control id '" + expected + "'; received: " + received);
        this.expected = expected;
        this.received = List.copyOf(received);
        this.lastReply = lastReply;
    }

    /** The payload of the last reply, for a caller that takes it for one to its message all the same; not a copy. */
    public byte[] lastReply() {
        return lastReply;
    }

    public String expected() {
        return expected;
    }

    public List<String> received() {
        return received;
    }
}
