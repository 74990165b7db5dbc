package hie.store.message;

/** What became of a message at one item. */
public enum HopStatus {
    /** It is on the item's queue. */
    QUEUED,
    /** The item has done its work with it. */
    COMPLETED,
    /** Delivery failed and is tried again. */
    RETRYING,
    /** The destination refused it, or retrying was given up: it is on the error queue. */
    SUSPENDED,
    /** The item could not process it: it is on the error queue. */
    ERROR,
    /** It was suspended or in error, and somebody took it away. */
    DISCARDED,
    /** It was suspended or in error, and somebody sent it again, as another message of the session. */
    RESENT,
    /** It was not delivered in its time to live. */
    EXPIRED,
    /** It had waited longest on a full queue, and left for a new one, as the queue's settings say. */
    DROPPED;

    /** Whether nothing more will happen by itself. */
    public boolean isFinal() {
        return this != QUEUED && this != RETRYING;
    }
}
