package hie.api.host;

/**
 * A message that this item will never take, however often it is tried. A service's sender is told so (AR for HL7 v2), and the
 * message is kept in the warehouse with the reason; at a process or an operation it goes to the error queue.
 */
public final class MessageRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param reason for people and for the sender, without content of the message
     */
    public MessageRefusedException(String reason) {
        super(reason);
    }
}
