package hie.api.host;

import java.util.Objects;

/**
 * An attempt to deliver a message failed in a way that calls for something other than trying again: thrown by an operation that gets no
 * reply code, so that the item's ReplyCodeActions may say otherwise. They look at the failure's description, and whether the destination
 * has answered at all.
 */
public final class DeliveryFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Delivery delivery;

    /**
     * A failed attempt.
     *
     * @param delivery what becomes of the message unless ReplyCodeActions name the failure; its detail describes the failure
     * @param cause why, or {@code null}
     * @throws IllegalArgumentException when the message counts as delivered
     */
    public DeliveryFailedException(Delivery delivery, Throwable cause) {
        super(Objects.requireNonNull(delivery, "delivery").detail(), cause);
        if (delivery.verdict() == Delivery.Verdict.COMPLETED) {
            throw new IllegalArgumentException("A delivery that failed is not completed");
        }
        this.delivery = delivery;
    }

    /** What becomes of the message unless ReplyCodeActions name the failure. */
    public Delivery delivery() {
        return delivery;
    }
}
