package hie.engine.messaging;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which of the messages that are offered to the workers of one queue each may take: of those with the same order key one worker has all
 * that are out, and none is taken before an earlier one.
 *
 * <p>Each worker is offered the messages in the order of the queue, and none a second time that it has passed by, until all are told to
 * {@linkplain #lookAgain look again} from the beginning. A message that it has taken is back in its place when it has it no more and it
 * was not consumed. Used by one thread at a time.
 *
 * @param <W> a worker; equal to itself only
 */
final class KeyTurns<W> {

    private final Function<W, Set<Long>> inHand;
    private final Map<W, Turn> turns = new HashMap<>();
    private int passedBy;
    private boolean isOvertaken;

    /** @param inHand the ids of the messages that a worker has been given and has neither consumed for good nor given back */
    KeyTurns(Function<W, Set<Long>> inHand) {
        this.inHand = inHand;
    }

    private static final class Turn {

        /** The keys of those that it has, by the messages' ids. */
        private final Map<Long, String> taken = new HashMap<>();

        /** The keys of those that it has passed by. */
        private final Set<String> passed = new HashSet<>();

        private int highestPassed = -1;

        boolean has(String key) {
            return taken.containsValue(key);
        }
    }

    /**
     * Offers a message to a worker.
     *
     * @param key its order key; {@code null} for none, which any worker may take
     * @param priority of those with a higher one the worker was offered all before
     * @return whether the worker takes it; else it passes it by
     */
    boolean offer(W worker, long id, String key, int priority) {
        Turn turn = turns.computeIfAbsent(worker, any -> new Turn());
        if (!turn.taken.isEmpty()) {
            turn.taken.keySet().retainAll(inHand.apply(worker));
        }
        if (key != null && (turn.passed.contains(key) || isOut(key, turn))) {
            turn.passed.add(key);
            turn.highestPassed = Math.max(turn.highestPassed, priority);
            passedBy++;
            return false;
        }
        if (key != null) {
            turn.taken.put(id, key);
        }
        isOvertaken |= priority < turn.highestPassed;
        return true;
    }

    private boolean isOut(String key, Turn butWith) {
        return turns.values().stream().anyMatch(turn -> turn != butWith && turn.has(key));
    }

    /** A worker is there no more; what it had is back in its place. */
    void leave(W worker) {
        turns.remove(worker);
    }

    boolean isIdle() {
        return turns.isEmpty();
    }

    /**
     * Whether something is worth a look from the beginning: a message that a worker has passed by could be taken now, or one of a higher
     * priority may have come since it passed by others of that priority.
     */
    boolean isLookWanted() {
        return passedBy > 0
                && (isOvertaken
                        || turns.values().stream()
                                .anyMatch(turn -> turn.passed.stream().anyMatch(key -> !isOut(key, null))));
    }

    /** How often a message was passed by since the last look from the beginning: what the next one costs. */
    int passedBy() {
        return passedBy;
    }

    /** All workers will be offered everything that waits, from the beginning. */
    void lookAgain() {
        passedBy = 0;
        isOvertaken = false;
        for (Turn turn : turns.values()) {
            turn.passed.clear();
            turn.highestPassed = -1;
        }
    }
}
