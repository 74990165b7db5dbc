package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.engine.desk.Selection;
import hie.engine.messaging.NetworkBroker;
import hie.engine.messaging.SuspensionFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys that are held back of an item whose workers are in other processes: here, on connections of their own. */
class HeldBehindTest extends HeldKeysOnDisk {

    private static final Map<String, String> KEYED =
            Map.of("HoldKeyOnSuspend", "true", "OrderKey", "OBX-5.1", "PoolSize", "2");

    private final List<Worker> workers = new ArrayList<>();
    private HeldBehind held;

    /** What a worker process does. */
    private final class Worker {

        private final NetworkBroker network = broker.network();
        private final ItemLane lane = ItemLane.open(out.definition(), network, new SimpleMeterRegistry());
        private final Thread running;

        Worker() throws Exception {
            lane.know(Map.of());
            running = ItemFixture.run(lane);
        }

        void end() throws InterruptedException {
            lane.stop();
            running.join();
            lane.close();
            network.close();
        }
    }

    private void work(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("ExecutionMode", "multiprocess");
        open(all);
        held = HeldBehind.begin(out, broker.door());
        for (int number = 0; number < out.definition().workers(); number++) {
            workers.add(new Worker());
        }
    }

    @AfterEach
    void end() throws Exception {
        for (Worker worker : workers) {
            worker.end();
        }
        workers.clear();
        held.close();
        out.close();
    }

    private void awaitSuspended(String... names) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(suspended())
                        .extracting(one -> name(one.message()))
                        .containsExactly(names));
    }

    private void awaitDelivered(String... names) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(List.copyOf(delivered)).containsExactlyInAnyOrder(names));
    }

    private List<String> deliveredOf(String key) {
        return List.copyOf(delivered).stream()
                .filter(name -> name.startsWith(key))
                .toList();
    }

    @Test
    @Tag("setting:QueuedHost.HoldKeyOnSuspend")
    void shouldHoldBackTheKeyFromAllWorkersAndSendAllOfItAgainInOrder() throws Exception {
        work(KEYED);
        refused.add("a1");
        put("a1", "b1", "a2", "b2", "a3");

        awaitDelivered("b1", "b2");
        awaitSuspended("a1", "a2", "a3");
        assertThat(suspended().get(1).suspension().why())
                .isEqualTo("held behind message "
                        + suspended().get(0).message().header().id());
        put("a4", "b3");
        awaitSuspended("a1", "a2", "a3", "a4");
        refused.clear();
        assertThat(retry("a1")).isEqualTo(4);

        awaitDelivered("b1", "b2", "b3", "a1", "a2", "a3", "a4");
        assertThat(deliveredOf("a")).containsExactly("a1", "a2", "a3", "a4");
        assertThat(suspended()).isEmpty();
        put("a5");
        await("the key is free").atMost(PATIENCE).until(() -> delivered.contains("a5"));
    }

    @Test
    void shouldHoldEverythingBackWhereThereIsNoKey() throws Exception {
        work(Map.of("HoldKeyOnSuspend", "true"));
        refused.add("a1");
        put("a1", "b1");
        awaitSuspended("a1", "b1");

        refused.clear();
        retry("a1");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(List.copyOf(delivered)).containsExactly("a1", "b1"));
    }

    @Test
    void shouldHoldBackThroughARestart() throws Exception {
        work(KEYED);
        refused.add("a1");
        put("a1", "a2");
        awaitSuspended("a1", "a2");
        end();
        broker.restart();
        refused.clear();

        work(KEYED);
        put("a3", "b1");

        awaitDelivered("b1");
        awaitSuspended("a1", "a2", "a3");
        assertThat(retry("a1")).isEqualTo(3);
        awaitDelivered("b1", "a1", "a2", "a3");
        assertThat(deliveredOf("a")).containsExactly("a1", "a2", "a3");
    }

    @Test
    void shouldLetTheOthersGoOnWhenTheFirstIsDiscarded() throws Exception {
        work(KEYED);
        refused.add("a1");
        put("a1", "a2", "a3");
        awaitSuspended("a1", "a2", "a3");

        desk.discard(Selection.Chosen.of(SuspensionFilter.ALL, List.of(suspension("a1"))), "alice");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(List.copyOf(delivered)).containsExactly("a2", "a3"));
    }

    @Test
    void shouldHoldBackAnewWhenTheFirstIsSuspendedAgain() throws Exception {
        work(KEYED);
        refused.add("a1");
        put("a1", "a2");
        awaitSuspended("a1", "a2");
        var first = suspension("a1");

        retry("a1");

        await().atMost(PATIENCE)
                .until(() -> suspended().size() == 2 && !suspension("a1").equals(first));
        awaitSuspended("a1", "a2");
        assertThat(delivered).isEmpty();
    }

    @Test
    void shouldKeepTheOrderOfAKeyThatIsSentAgainWhileMoreOfItComes() throws Exception {
        int most = 200;
        work(KEYED);
        refused.add("a5");
        Thread sender = Thread.ofPlatform()
                .start(() -> IntStream.rangeClosed(1, most).forEach(number -> sendOneOfEach(number)));
        await().atMost(PATIENCE).until(() -> suspended().size() > 1);
        refused.clear();

        retry("a5");

        sender.join();
        await().atMost(PATIENCE).until(() -> delivered.size() == 2 * most);
        List<Integer> all = IntStream.rangeClosed(1, most).boxed().toList();
        assertThat(deliveredOf("a")).extracting(HeldBehindTest::number).isEqualTo(all);
        assertThat(deliveredOf("b")).extracting(HeldBehindTest::number).isEqualTo(all);
    }

    private void sendOneOfEach(int number) {
        try {
            put("a" + number, "b" + number);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }
}
