package hie.api.host;

import hie.api.message.Message;
import java.time.Duration;

/**
 * Where a host puts messages for other items. What is put there leaves together, in one transaction with the trace of the
 * work, when the host returns normally; when it throws, nothing leaves.
 */
public interface Outbox {

    /**
     * Puts a message on the queue of another item of the same project: it is delivered for certain, and nobody waits for it
     * ({@code async_reliable}).
     *
     * @throws IllegalArgumentException when the item has no connection to the target
     */
    void send(String target, Message message);

    /**
     * Sends a message to another item of the same project and waits for the reply ({@code sync_reliable}). Other than what is
     * sent, it leaves at once, in a transaction of its own, as a message derived from the given one. Items on its way that send it
     * on hand the call on: the first that settles it replies. An operation replies with what its destination answered, a process
     * with what it gave to {@link #reply}, or with nothing when it sends nothing on.
     *
     * <p>The message outlives the caller: after a time-out, or a crash, it is delivered all the same, and a reply that nobody
     * waits for is kept in the session's trace. A caller whose work is done again calls again: at least once.
     *
     * @param timeout longer than zero
     * @return the reply; its body is empty when there is nothing to say
     * @throws CallFailedException when no reply came in time, the caller's item stops meanwhile, or the message went to the error
     *     queue
     * @throws IllegalArgumentException when the item has no connection to the target
     */
    Message call(String target, Message message, Duration timeout) throws CallFailedException, InterruptedException;

    /** Answers whoever waits for the outcome of the message in the works; without effect when nobody does. */
    void reply(byte[] content);

    /** Notes in the session's trace why something was done, for example which rule fired. No content of the message. */
    void note(String text);
}
