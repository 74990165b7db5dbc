package hie.console.message;

import hie.store.message.Attempt;
import hie.store.message.Hop;
import hie.store.message.MessageDetail;
import hie.store.message.SessionTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * One event of a session.
 *
 * @param sinceStart microseconds since the session's first event
 * @param from the item that sent; empty when a message came from outside
 * @param item the item at which it happened
 * @param status in words of the bundle: {@code RECEIVED}, {@code REFUSED}, {@code CREATED}, {@code ATTEMPT}, or the hop's status
 * @param tookMicros how long the item worked on it; 0 when not known
 * @param attempt how many attempts were made at delivery, or which one this is; 0 for none
 * @param detail why, or where to; no content
 * @param answered whether there is a reply to be read
 */
public record TraceLine(
        Instant at,
        long sinceStart,
        UUID message,
        String from,
        String item,
        String status,
        long tookMicros,
        int attempt,
        String detail,
        boolean answered) {

    /** All events of a session, in the order of time; of the same time: arrival, attempts, outcome. */
    static List<TraceLine> of(SessionTrace trace) {
        List<TraceLine> lines = new ArrayList<>();
        trace.messages().forEach(message -> lines.add(line(message)));
        trace.attempts().forEach(attempt -> lines.add(line(attempt)));
        trace.hops().forEach(hop -> lines.add(line(hop)));
        lines.sort(Comparator.comparing(TraceLine::at));
        return lines.isEmpty()
                ? List.of()
                : lines.stream().map(line -> line.after(lines.get(0).at())).toList();
    }

    private static TraceLine line(MessageDetail m) {
        String status = m.accepted() ? m.causation() == null ? "RECEIVED" : "CREATED" : "REFUSED";
        return new TraceLine(m.created(), 0, m.id(), "", m.source(), status, 0, 0, m.reason(), false);
    }

    private static TraceLine line(Attempt a) {
        return new TraceLine(
                a.at(), 0, a.message(), "", a.item(), "ATTEMPT", 0, a.number(), a.detail(), a.reply() != null);
    }

    private static TraceLine line(Hop h) {
        return new TraceLine(
                h.at(),
                0,
                h.message(),
                h.from(),
                h.item(),
                h.status().name(),
                h.tookMicros(),
                h.attempts(),
                h.detail(),
                h.reply() != null);
    }

    private TraceLine after(Instant start) {
        long micros = Duration.between(start, at).toNanos() / 1000;
        return new TraceLine(at, micros, message, from, item, status, tookMicros, attempt, detail, answered);
    }
}
