package hie.api.host;

/** A call to another item that brought no good reply: none came in time, or the item could not do what it was asked. */
public final class CallFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean isAnswered;
    private final byte[] reply;

    /**
     * A failed call.
     *
     * @param reason without content of the message
     * @param isAnswered whether the item called has settled the matter; otherwise it may still do so
     * @param reply what the destination said, or {@code null} for nothing
     */
    public CallFailedException(String reason, boolean isAnswered, byte[] reply) {
        super(reason);
        this.isAnswered = isAnswered;
        this.reply = reply == null ? null : reply.clone();
    }

    /** Whether the item called has settled the matter: it gave the message to the error queue. */
    public boolean isAnswered() {
        return isAnswered;
    }

    /** What the destination said, for example a negative acknowledgement; {@code null} for nothing. */
    public byte[] reply() {
        return reply == null ? null : reply.clone();
    }
}
