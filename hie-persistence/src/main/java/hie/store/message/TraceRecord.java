package hie.store.message;

import java.util.List;

/**
 * What one transaction of one worker did, as the warehouse keeps it. Writing a record a second time changes nothing.
 *
 * @param messages messages that came into being
 * @param hops what became of messages at items
 * @param attempts attempts to deliver that did not settle the matter
 */
public record TraceRecord(List<ArchivedMessage> messages, List<Hop> hops, List<Attempt> attempts) {

    public TraceRecord {
        messages = List.copyOf(messages);
        hops = List.copyOf(hops);
        attempts = List.copyOf(attempts);
    }
}
