package hie.store.message;

import java.util.Collection;

/** Where a message stands as a whole. The order is that of precedence: the first that applies to any of its hops. */
public enum MessageStatus {
    /** The engine did not take it over. */
    REFUSED,
    /** An item could not process it. */
    ERROR,
    /** A destination refused it, or retrying was given up. */
    SUSPENDED,
    /** A delivery failed and is tried again. */
    RETRYING,
    /** It waits for an item. */
    QUEUED,
    /** It was not delivered in its time to live. */
    EXPIRED,
    /** It left a full queue for a new message. */
    DROPPED,
    /** It was suspended or in error somewhere, and somebody sent it again from there, as another message of its session. */
    RESENT,
    /** Everything is done; also when it had nowhere to go. */
    COMPLETED,
    /** It was dropped everywhere it went. */
    DISCARDED;

    /** The status of a message with these hops. */
    public static MessageStatus of(boolean accepted, Collection<HopStatus> hops) {
        if (!accepted) {
            return REFUSED;
        }
        MessageStatus first = null;
        for (HopStatus hop : hops) {
            MessageStatus status = valueOf(hop.name());
            if (first == null || status.compareTo(first) < 0) {
                first = status;
            }
        }
        return first == null ? COMPLETED : first;
    }
}
