package hie.api.host;

import hie.api.message.Message;
import java.time.Duration;
import java.util.List;

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

    /**
     * Sends messages, the same one or different ones, to several items at once ({@code concurrent_async}). Each leaves now, in a
     * transaction of its own, as for {@link #call}; the caller goes on meanwhile and gathers the replies when it wants them
     * ({@code concurrent_sync}: at once). What it has not gathered when it returns is kept in the session's trace. An inline process
     * among the targets runs here and now.
     *
     * @param calls at least one; the same target may be called several times
     * @throws IllegalArgumentException when the item has no connection to one of the targets: then nothing leaves
     */
    Gathering callAll(List<Call> calls);

    /**
     * Puts messages on the queues of other items as {@link #send} does, each as a message of its own derived from the given one, and
     * has what becomes of them told: for a service whose sender gets a second answer ({@link Receipt#then}). They leave with the
     * transaction, so the replies are gathered when it is over, not before.
     *
     * @param calls at least one
     * @return to be gathered once, and closed in any case; when the host throws or refuses the message, that is done for it
     * @throws IllegalArgumentException when the item has no connection to one of the targets
     */
    LaterGathering sendAndGatherLater(List<Call> calls);

    /** Replies that come when the transaction is over. */
    interface LaterGathering extends Gathering, AutoCloseable {

        /** Nobody waits any more; a reply that comes later is kept in the session's trace. */
        @Override
        void close();
    }

    /**
     * Puts a message of its own, derived from the given one, on the queue of every item of the project that subscribes to a topic
     * (its setting {@code Topics}), whether it runs or not. It needs no connection, and leaves with the transaction as what is sent. The item
     * itself does not get it. Whoever waits for the outcome of the message in the works gets no reply from a subscriber.
     *
     * @throws IllegalArgumentException when this cannot be the name of a topic
     */
    void publish(String topic, Message message);

    /** Answers whoever waits for the outcome of the message in the works; without effect when nobody does. */
    void reply(byte[] content);

    /** Notes in the session's trace why something was done, for example which rule fired. No content of the message. */
    void note(String text);
}
