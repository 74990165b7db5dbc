package hie.store.message;

import java.util.List;
import java.util.UUID;

/**
 * All that one inbound message gave rise to, each list in the order of time.
 *
 * @param complete whether these are all messages of the session; a trace shows the first {@value Warehouse#TRACE_LIMIT}
 */
public record SessionTrace(
        UUID session, List<MessageDetail> messages, List<Hop> hops, List<Attempt> attempts, boolean complete) {

    public SessionTrace {
        messages = List.copyOf(messages);
        hops = List.copyOf(hops);
        attempts = List.copyOf(attempts);
    }
}
