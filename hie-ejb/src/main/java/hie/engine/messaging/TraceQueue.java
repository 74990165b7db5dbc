package hie.engine.messaging;

import jakarta.jms.JMSException;

/**
 * The archiver's end of the trace queue: what was taken is gone only when {@link #commit} has returned. Used by one thread,
 * but {@link #close} may come from another and ends a blocked {@link #take}.
 */
public interface TraceQueue extends AutoCloseable {

    /**
     * Takes the next record's bytes.
     *
     * @param waitMillis how long to wait for one; 0 for no longer than the queue needs to hand out what it has
     * @return the bytes, or {@code null} when none came in time or the queue was closed
     */
    byte[] take(long waitMillis) throws JMSException;

    /** Has the broker keep what comes until the next {@link #take}. Only after a {@link #commit}. */
    void rest() throws JMSException;

    /**
     * Puts a record that cannot be archived on another queue, as part of the transaction.
     *
     * @param queue the queue's name
     */
    void putAside(String queue, byte[] encoded) throws JMSException;

    /** Removes what was taken since the last commit; returns when that is on disk. */
    void commit() throws JMSException;

    /** Gives back what was taken since the last commit; the next use of the queue begins anew. */
    void rollback();

    /** Takes no more. What was taken and not committed is given back by a {@link #rollback} of its taker, or when the broker starts the next time. */
    @Override
    void close();
}
