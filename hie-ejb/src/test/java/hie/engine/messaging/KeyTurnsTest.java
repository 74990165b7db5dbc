package hie.engine.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which worker may take which message, with a queue that offers messages as the broker's does. */
class KeyTurnsTest {

    private static final int NORMAL = 5;
    private static final int HIGH = 9;

    private final Map<String, Set<Long>> hands = new HashMap<>();
    private final KeyTurns<String> turns = new KeyTurns<>(worker -> hands.getOrDefault(worker, Set.of()));

    private boolean offer(String worker, long id, String key) {
        boolean takes = turns.offer(worker, id, key, NORMAL);
        if (takes) {
            hands.computeIfAbsent(worker, any -> new HashSet<>()).add(id);
        }
        return takes;
    }

    @Test
    void shouldLetOtherKeysPassByTheOneThatIsOut() {
        assertThat(offer("A", 1, "slow")).isTrue();

        assertThat(offer("B", 2, "slow")).isFalse();
        assertThat(offer("B", 3, "other")).isTrue();
        assertThat(offer("C", 2, "slow")).isFalse();
        assertThat(offer("C", 4, null)).as("without a key").isTrue();
        assertThat(turns.isLookWanted()).isFalse();
    }

    @Test
    void shouldNotTakeALaterMessageOfAKeyThanOneThatItHasPassedBy() {
        offer("A", 1, "a");
        assertThat(offer("B", 2, "a")).isFalse();
        hands.get("A").clear();
        assertThat(offer("A", 4, "b")).as("its own is settled").isTrue();

        assertThat(offer("B", 3, "a")).isFalse();

        assertThat(turns.isLookWanted()).isTrue();
        turns.lookAgain();
        assertThat(turns.isLookWanted()).isFalse();
        assertThat(offer("B", 2, "a")).isTrue();
    }

    @Test
    void shouldGoOnWithAKeyWithoutLookingAgain() {
        offer("A", 1, "a");
        offer("B", 2, "a");
        hands.get("A").clear();

        assertThat(offer("A", 2, "a")).isTrue();
        assertThat(turns.isLookWanted()).isFalse();
    }

    @Test
    void shouldKeepTheKeyOfWhatItStillHasWhenItAsksForMore() {
        offer("A", 1, "a");

        assertThat(offer("A", 2, "b")).isTrue();
        assertThat(offer("B", 3, "a")).isFalse();
        assertThat(offer("B", 4, "b")).isFalse();
    }

    @Test
    void shouldFreeTheKeysOfAWorkerThatLeaves() {
        offer("A", 1, "a");
        offer("B", 2, "a");
        assertThat(turns.isLookWanted()).isFalse();

        turns.leave("A");

        assertThat(turns.isLookWanted()).isTrue();
        turns.lookAgain();
        assertThat(offer("B", 1, "a")).isTrue();
    }

    /** The broker's list does not bring a worker back to a priority that it has come to the end of. */
    @Test
    void shouldLookAgainWhenSomethingOfAHigherPriorityMayHaveCome() {
        offer("A", 1, "a");
        assertThat(turns.offer("B", 2, "a", HIGH)).isFalse();
        assertThat(turns.isLookWanted()).isFalse();

        assertThat(offer("B", 3, "b")).isTrue();

        assertThat(turns.isLookWanted()).isTrue();
    }

    /** Messages come, are taken, consumed and given back, workers are killed: whatever happens, each key keeps its order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldKeepTheOrderOfEachKeyAndLeaveNothing(long seed) {
        Simulation simulation = new Simulation(new Random(seed));

        simulation.run(5_000);
        simulation.finish();
    }

    /** A queue with the workers that ask it; each goes through the list by itself. */
    private final class Simulation {

        private static final String[] KEYS = {"a", "b", "c", "d", null};

        private final Random random;
        private final TreeMap<Long, String> waiting = new TreeMap<>();
        private final Map<Long, String> keys = new HashMap<>();
        private final Map<String, Long> places = new HashMap<>();
        private final Map<String, Long> lastConsumed = new HashMap<>();
        private final List<String> workers = new ArrayList<>(List.of("w1", "w2", "w3"));
        private long sent;
        private long killed;

        Simulation(Random random) {
            this.random = random;
        }

        void run(int steps) {
            for (int step = 0; step < steps; step++) {
                String worker = workers.get(random.nextInt(workers.size()));
                switch (random.nextInt(8)) {
                    case 0, 1 -> send();
                    case 2, 3, 4 -> consume(worker);
                    case 5 -> giveBack(worker);
                    case 6 -> look();
                    default -> kill(worker);
                }
                handOut();
            }
        }

        void finish() {
            for (int step = 0; step < 10 * sent && !(waiting.isEmpty() && areIdle()); step++) {
                consume(workers.get(random.nextInt(workers.size())));
                look();
                handOut();
            }
            assertThat(waiting).isEmpty();
            assertThat(areIdle()).isTrue();
        }

        private boolean areIdle() {
            return hands.values().stream().allMatch(Set::isEmpty);
        }

        private void send() {
            String key = KEYS[random.nextInt(KEYS.length)];
            keys.put(++sent, key);
            waiting.put(sent, key);
        }

        private void handOut() {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = false;
                for (String worker : workers) {
                    goesOn |= hand(worker).isEmpty() && offerNext(worker);
                }
            }
        }

        private Set<Long> hand(String worker) {
            return hands.computeIfAbsent(worker, any -> new HashSet<>());
        }

        private boolean offerNext(String worker) {
            Map.Entry<Long, String> next = waiting.higherEntry(places.getOrDefault(worker, 0L));
            if (next == null) {
                return false;
            }
            places.put(worker, next.getKey());
            if (offer(worker, next.getKey(), next.getValue())) {
                waiting.remove(next.getKey());
                assertAlone(next.getValue());
            }
            return true;
        }

        private void assertAlone(String key) {
            long out = hands.values().stream()
                    .flatMap(Set::stream)
                    .filter(id -> key != null && key.equals(keys.get(id)))
                    .count();
            assertThat(out).isLessThanOrEqualTo(1);
        }

        private void consume(String worker) {
            for (Long id : hand(worker)) {
                String key = keys.get(id);
                if (key != null) {
                    Long before = lastConsumed.put(key, id);
                    assertThat(id).isGreaterThan(before == null ? 0 : before);
                }
            }
            hand(worker).clear();
        }

        private void giveBack(String worker) {
            hand(worker).forEach(id -> waiting.put(id, keys.get(id)));
            hand(worker).clear();
            places.clear();
        }

        private void kill(String worker) {
            giveBack(worker);
            turns.leave(worker);
            hands.remove(worker);
            workers.set(workers.indexOf(worker), "again" + ++killed);
        }

        private void look() {
            if (turns.isLookWanted()) {
                turns.lookAgain();
                places.clear();
            }
        }
    }
}
