package hie.engine.messaging;

import hie.api.message.Message;
import hie.api.message.MessageHeader;
import hie.queue.TakenMessage;
import jakarta.jms.JMSException;
import java.util.List;

/**
 * The transactions that one worker holds with the broker, one after the other: what it sends, and the trace of what it did, are
 * committed together. Sends do not wait; only the commit does, until the broker's journal is on disk.
 *
 * <p>Used by one thread at a time. After a failure the session begins anew on next use.
 */
public interface BrokerSession extends AutoCloseable {

    /**
     * Puts a message on a queue, as part of the running transaction. When the queue is full, this waits for room, or makes some,
     * as the queue's shape says.
     *
     * @param queue the queue's name
     * @return which messages leave the queue for it, without having been worked on, when the transaction is committed
     * @throws NoRoomException when there is no room in the queue or on the disk, or none in time; the caller rolls back
     * @throws JMSException when the broker does not take it, for example because there is no such queue
     */
    List<MessageHeader> send(String queue, Message message) throws JMSException;

    /** Puts a message on the error queue, with why it is there, as part of the running transaction. It waits for people, not for its time. */
    void suspend(Message message, Suspension suspension) throws JMSException;

    /**
     * Adds a trace record to the running transaction, and waits for room on the disk before.
     *
     * @param trace the record, encoded
     * @param workId an id under which the broker accepts this transaction only once, or {@code null}
     */
    void trace(byte[] trace, String workId) throws JMSException;

    /**
     * Lets a message in hand leave its queue when the running transaction commits. A commit that turns out to have been made
     * before leaves the message with its worker.
     */
    void consume(TakenMessage taken);

    /**
     * Makes everything sent since the last commit durable. Returns when it is on disk.
     *
     * @return {@code false} when the broker knows the transaction already, by its duplicate ids: an earlier commit of the
     *     same work succeeded
     * @throws JMSException when the outcome is a rollback or unknown
     */
    boolean commit() throws JMSException;

    /**
     * Makes everything sent since the last commit durable soon, without waiting for the disk and without asking it to hurry:
     * it is on disk with the next commit that somebody waits for, the archiver's at the latest. For what may be done again
     * after a crash in that moment.
     *
     * @throws JMSException when the broker did not take it
     */
    void commitLater() throws JMSException;

    /** Forgets everything sent since the last commit. */
    void rollback();

    /** Rolls an open transaction back and ends the session; the next use begins anew. */
    @Override
    void close();
}
