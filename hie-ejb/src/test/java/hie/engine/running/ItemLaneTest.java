package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.engine.item.HostStartException;
import hie.engine.messaging.NetworkBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a worker process does with its item's queue, within the test's own process. */
class ItemLaneTest extends QueueOnDisk {

    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private NetworkBroker network;
    private ItemLane lane;
    private Thread running;

    private void run(Map<String, String> settings) throws Exception {
        open(settings);
        fixture.operation("Out", settings, message -> {
            begun.incrementAndGet();
            go.await();
            done.incrementAndGet();
            return Delivery.completed(null, "");
        });
        network = broker.network();
        lane = ItemLane.open(out.definition(), network, new SimpleMeterRegistry());
        lane.know(Map.of());
        running = ItemFixture.run(lane);
    }

    @AfterEach
    void end() throws Exception {
        lane.stop();
        go.countDown();
        running.join();
        lane.close();
        network.close();
    }

    private void sendOneThatIsWorkedOn() throws HostStartException {
        send("one");
        await().atMost(PATIENCE).untilAtomic(begun, org.hamcrest.Matchers.is(1));
    }

    @Test
    @Tag("setting:QueuedHost.DrainTimeout")
    void shouldInterruptWhatIsInTheWorksWhenDrainTimeoutIsOverAndGiveItBack() throws Exception {
        run(Map.of("DrainTimeout", "0.05"));
        sendOneThatIsWorkedOn();

        lane.stop();

        await().atMost(PATIENCE).until(() -> !running.isAlive());
        assertThat(done).hasValue(0);
        awaitDepth(1);
    }

    @Test
    void shouldInterruptWhatIsInTheWorksAtOnceWhenItsEngineHasGone() throws Exception {
        run(Map.of("DrainTimeout", "200"));
        sendOneThatIsWorkedOn();

        lane.giveUp();

        await().atMost(PATIENCE).until(() -> !running.isAlive());
        assertThat(done).hasValue(0);
    }

    @Test
    void shouldFinishWhatIsInTheWorksWithinDrainTimeout() throws Exception {
        run(Map.of("DrainTimeout", "200"));
        sendOneThatIsWorkedOn();

        lane.stop();
        go.countDown();

        await().atMost(PATIENCE).until(() -> !running.isAlive());
        assertThat(done).hasValue(1);
        awaitDepth(0);
    }
}
