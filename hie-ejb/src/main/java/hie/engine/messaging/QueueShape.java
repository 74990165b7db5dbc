package hie.engine.messaging;

import java.time.Duration;
import java.util.Objects;

/**
 * How an item's queue behaves: in which order messages leave it, how many it holds, and what happens when one more comes.
 *
 * @param size the most messages that wait or are in the works; 0 for no limit
 * @param patience how long a sender from outside waits for room, where it waits
 */
public record QueueShape(Order order, int size, Overflow overflow, Duration patience) {

    /** First in, first out, without a limit. */
    public static final QueueShape PLAIN = new QueueShape(Order.FIFO, 0, Overflow.BLOCK, Duration.ZERO);

    /** Which message is taken next. */
    public enum Order {
        /** The one that came first, whatever its priority. */
        FIFO,
        /** The one of the smallest priority number; among those, the one that came first. */
        PRIORITY,
        /** The one that came last. */
        LIFO,
        /** Any: nothing about order is promised. */
        UNORDERED
    }

    /** What happens when a message comes to a full queue. */
    public enum Overflow {
        /** Its sender waits for room. */
        BLOCK,
        /** The message that has waited longest leaves, and a trace of it stays. */
        DROP_OLDEST,
        /** The new message is not taken. */
        REJECT_NEW
    }

    public QueueShape {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(overflow, "overflow");
        Objects.requireNonNull(patience, "patience");
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size + " (expected: 0 or more)");
        }
    }

    public boolean isLimited() {
        return size > 0;
    }

    /**
     * Whether consumers are to be handed one message at a time: what the broker hands out ahead can neither be overtaken nor
     * dropped.
     */
    public boolean wantsNoPrefetch() {
        return order == Order.PRIORITY || isLimited() && overflow == Overflow.DROP_OLDEST;
    }
}
