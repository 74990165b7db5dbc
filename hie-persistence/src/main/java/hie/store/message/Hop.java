package hie.store.message;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What became of a message at one item; there is one hop for each pair of message and item, and a later record of the same
 * pair replaces an earlier one.
 *
 * @param project {@code workspace/project}
 * @param item the item the message was sent to
 * @param from the item that sent it
 * @param at when this was known
 * @param tookMicros how long the item worked on it, in microseconds; 0 while queued
 * @param attempts how often delivery was tried so far
 * @param detail why, or where to: a rule, an acknowledgement code, a file name, a failure; no content of the message
 * @param reply what the destination answered, or {@code null}
 */
public record Hop(
        UUID message,
        UUID session,
        String project,
        String item,
        String from,
        HopStatus status,
        Instant at,
        long tookMicros,
        int attempts,
        String detail,
        byte[] reply) {

    static final int DETAIL_LENGTH = 1000;

    public Hop {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(status, "status");
    }

    @Override
    public String toString() {
        return "Hop[" + message + " " + from + " -> " + item + " " + status + "]";
    }
}
