package hie.api.host;

import java.util.Objects;

/**
 * A service's verdict on a message.
 *
 * @param accepted whether the engine takes the message over; a refused one is kept in the warehouse, but goes nowhere
 * @param reply what the sender is told, or {@code null} for nothing
 * @param reason why it was refused, without content of the message; empty when accepted
 */
public record Receipt(boolean accepted, byte[] reply, String reason) {

    public Receipt {
        Objects.requireNonNull(reason, "reason");
    }

    public static Receipt accepted(byte[] reply) {
        return new Receipt(true, reply, "");
    }

    public static Receipt refused(byte[] reply, String reason) {
        return new Receipt(false, reply, reason);
    }

    @Override
    public String toString() {
        return "Receipt[" + (accepted ? "accepted" : "refused: " + reason) + "]";
    }
}
