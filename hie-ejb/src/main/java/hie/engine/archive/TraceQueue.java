package hie.engine.archive;

import jakarta.jms.JMSException;

/**
 * The archiver's end of the trace queue: what was taken is gone only when {@link #commit} has returned. Used by one thread,
 * but {@link #close} may come from another and ends a blocked {@link #take}.
 */
interface TraceQueue extends AutoCloseable {

    /**
     * Takes the next record's bytes.
     *
     * @param waitMillis how long to wait for one; 0 for not at all
     * @return the bytes, or {@code null} when none came in time or the queue was closed
     */
    byte[] take(long waitMillis) throws JMSException;

    /** Has the broker keep what comes until the next {@link #take}. Only after a {@link #commit}. */
    void rest() throws JMSException;

    /** Puts a record that cannot be archived on the queue of failed ones, as part of the transaction. */
    void putAside(byte[] encoded) throws JMSException;

    /** Removes what was taken since the last commit. */
    void commit() throws JMSException;

    /** Gives back what was taken since the last commit; the next use of the queue begins anew. */
    void rollback();

    @Override
    void close();
}
