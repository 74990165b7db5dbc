package hie.cli.faults;

import hie.cli.faults.History.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The judge. What was acknowledged is delivered and kept; nothing is delivered that was not sent, or otherwise than it was sent;
 * the first deliveries of a key come in the order in which they were sent. A message may be delivered more than once; that is
 * counted. Made for one history and thrown away.
 */
final class HistoryCheck {

    private static final int SHOWN = 5;
    private static final String DROPPED = "dropped";

    private final Map<TestMessage, Set<Long>> sent = new HashMap<>();
    private final Set<TestMessage> acknowledged = new LinkedHashSet<>();
    private final Map<TestMessage, Integer> delivered = new HashMap<>();
    private final Map<Integer, Integer> latest = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> disorder = new ArrayList<>();
    private final List<String> invented = new ArrayList<>();
    private final List<String> altered = new ArrayList<>();
    private final boolean mayDrop;
    private int refused;

    /** @param mayDrop whether the engine was told to drop the oldest messages of a full queue, and to keep a record of each */
    HistoryCheck(boolean mayDrop) {
        this.mayDrop = mayDrop;
    }

    /**
     * What the history amounts to.
     *
     * @param refused negative acknowledgements
     * @param duplicates deliveries beyond the first of each message
     * @param dropped acknowledged messages that the engine dropped because it was told to
     * @param isComplete whether everything acknowledged has been delivered and is kept
     * @param violations broken promises, a sentence each; empty when all were kept
     */
    record Verdict(
            int sent,
            int acknowledged,
            int refused,
            int delivered,
            int duplicates,
            int dropped,
            boolean isComplete,
            List<String> violations) {}

    /**
     * Judges.
     *
     * @param kept the status of each message in the warehouse, by control id; several when it came in more than once
     */
    Verdict judge(List<Event> events, Map<String, Set<String>> kept) {
        events.forEach(this::replay);
        Set<TestMessage> missing = acknowledged.stream()
                .filter(message -> !delivered.containsKey(message))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<TestMessage> dropped = mayDrop
                ? missing.stream().filter(message -> isDropped(message, kept)).collect(Collectors.toSet())
                : Set.of();
        missing.removeAll(dropped);
        Set<TestMessage> forgotten = acknowledged.stream()
                .filter(message -> !kept.containsKey(message.controlId()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        complain("acknowledged and never delivered", controlIds(missing));
        complain("acknowledged and not in the warehouse", controlIds(forgotten));
        complain("out of order", disorder);
        complain("delivered and never sent", invented);
        complain("delivered with another content than was sent", altered);
        int deliveries = delivered.values().stream().mapToInt(Integer::intValue).sum();
        return new Verdict(
                sent.size(),
                acknowledged.size(),
                refused,
                delivered.size(),
                deliveries - delivered.size(),
                dropped.size(),
                missing.isEmpty() && forgotten.isEmpty(),
                List.copyOf(violations));
    }

    private void replay(Event event) {
        TestMessage message = event.message();
        switch (event.what()) {
            case SENT -> sent.computeIfAbsent(message, first -> new HashSet<>()).add(event.digest());
            case ACKNOWLEDGED -> acknowledged.add(message);
            case REFUSED -> refused++;
            case DELIVERED -> deliver(message, event.digest());
        }
    }

    private void deliver(TestMessage message, long digest) {
        if (!sent.containsKey(message)) {
            invented.add(message.controlId());
        } else if (!sent.get(message).contains(digest)) {
            altered.add(message.controlId());
        }
        if (delivered.merge(message, 1, Integer::sum) > 1) {
            return;
        }
        int before = latest.getOrDefault(message.key(), 0);
        if (message.number() < before || !mayDrop && message.number() != before + 1) {
            disorder.add(message.controlId() + " after number " + before);
        }
        latest.put(message.key(), Math.max(before, message.number()));
    }

    private static boolean isDropped(TestMessage message, Map<String, Set<String>> kept) {
        return kept.getOrDefault(message.controlId(), Set.of()).contains(DROPPED);
    }

    private static List<String> controlIds(Set<TestMessage> messages) {
        return messages.stream().map(TestMessage::controlId).toList();
    }

    private void complain(String what, List<String> messages) {
        if (!messages.isEmpty()) {
            violations.add(messages.size() + " " + what + ": "
                    + String.join(", ", messages.subList(0, Math.min(SHOWN, messages.size())))
                    + (messages.size() > SHOWN ? ", …" : ""));
        }
    }
}
