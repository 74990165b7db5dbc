package hie.engine.messaging;

import hie.api.message.Message;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where workers get their transactions with the broker from. Safe for use by any thread. */
public interface Broker {

    /** The queue from which the archiver feeds the warehouse. */
    String TRACE_QUEUE = "hie.trace";

    /** The queue of messages that could not be processed or delivered. */
    String ERROR_QUEUE = "hie.error";

    /** The queue of messages that were not delivered in their time to live. */
    String EXPIRED_QUEUE = "hie.expired";

    /** A session for one sender that never waits for room in a queue; it connects on first use. */
    default BrokerSession openSession() {
        return openSession(Backpressure.NONE);
    }

    /** A session for one worker; it connects on first use. */
    BrokerSession openSession(Backpressure backpressure);

    /**
     * Takes a message out of those in the store beside a last-in-first-out item's queue.
     *
     * @param queue the item's queue
     * @return empty when none is there
     * @throws JMSException when none waits, but some are in works or transactions, from which they may come back
     */
    Optional<HeldMessage> takeStored(String queue, Pick pick) throws JMSException;

    /** The order keys of an item that are held back behind messages on the error queue. */
    List<HeldKey> heldKeys(String project, String item);

    /** Takes the message that a queue would hand out next, beside its consumers; empty when none waits. */
    Optional<HeldMessage> takeNext(String queue) throws JMSException;

    /**
     * Takes the first of the engine's messages in an item's queue whose order key is among these, beside its consumers; empty when none
     * waits.
     *
     * @param keys asked with {@code null} for messages without a key
     */
    Optional<HeldMessage> takeNext(String queue, Predicate<String> keys) throws JMSException;

    /**
     * Whether nothing waits in a queue or is with its consumers, counting everything that was committed before: the broker's own
     * figure may lag behind that by a moment. Waits for the queue's thread, 10 s at most.
     */
    boolean isDrained(String queue);

    /**
     * Everything that waits in a queue of the engine's own, in its order; it stays there.
     *
     * @throws JMSException when it cannot be read now
     */
    List<Message> browse(String queue) throws JMSException;

    /** Takes the oldest message that was not delivered in its time to live; empty when there is none. */
    Optional<HeldMessage> takeExpired() throws JMSException;

    /** Which message is taken. */
    enum Pick {
        OLDEST,
        NEWEST
    }
}
