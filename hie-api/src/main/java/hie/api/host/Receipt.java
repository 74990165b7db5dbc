package hie.api.host;

import java.util.Objects;

/**
 * A service's verdict on a message.
 *
 * @param accepted whether the engine takes the message over; a refused one is kept in the warehouse, but goes nowhere
 * @param reply what the sender is told, or {@code null} for nothing
 * @param reason why it was refused, without content of the message; empty when accepted
 * @param later what the sender is told behind that, or {@code null} for nothing; only adapters that can answer twice ask for it
 * @param mayComeAgain whether the sender of a refused message may get another verdict when it sends it again
 */
public record Receipt(boolean accepted, byte[] reply, String reason, LaterReply later, boolean mayComeAgain) {

    public Receipt {
        Objects.requireNonNull(reason, "reason");
    }

    public static Receipt accepted(byte[] reply) {
        return new Receipt(true, reply, "", null, false);
    }

    public static Receipt refused(byte[] reply, String reason) {
        return new Receipt(false, reply, reason, null, false);
    }

    /** Not taken because an item that was asked did not answer in time: the sender may send it again. */
    public static Receipt unanswered(byte[] reply, String reason) {
        return new Receipt(false, reply, reason, null, true);
    }

    /** The same verdict with a second answer behind the first. */
    public Receipt then(LaterReply second) {
        return new Receipt(accepted, reply, reason, second, mayComeAgain);
    }

    @Override
    public String toString() {
        return "Receipt[" + (accepted ? "accepted" : "refused: " + reason) + "]";
    }
}
