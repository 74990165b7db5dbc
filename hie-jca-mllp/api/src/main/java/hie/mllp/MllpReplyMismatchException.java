package hie.mllp;

import java.util.List;

/** Replies came in time, but none acknowledged the message that was sent. */
public final class MllpReplyMismatchException extends MllpException {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final List<String> received;

    /** @param received the control ids of the replies, in order; an empty text for a reply without one */
    public MllpReplyMismatchException(MllpTarget target, String expected, List<String> received) {
        super("No reply from " + target.label() + " acknowledges control id '" + expected + "'; received: " + received);
        this.expected = expected;
        this.received = List.copyOf(received);
    }

    public String expected() {
        return expected;
    }

    public List<String> received() {
        return received;
    }
}
