package hie.api.host;

import hie.api.message.Message;

/**
 * Where a host puts messages for other items. What is put there leaves together, in one transaction with the trace of the
 * work, when the host returns normally; when it throws, nothing leaves.
 */
public interface Outbox {

    /**
     * Puts a message on the queue of another item of the same project.
     *
     * @throws IllegalArgumentException when the item has no connection to the target
     */
    void send(String target, Message message);

    /** Notes in the session's trace why something was done, for example which rule fired. No content of the message. */
    void note(String text);
}
