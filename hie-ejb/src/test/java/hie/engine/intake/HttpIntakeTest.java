package hie.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import hie.api.host.Receipt;
import hie.engine.running.ItemFixture;
import hie.engine.running.ItemRuntime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HttpIntakeTest {

    private final ItemFixture fixture = new ItemFixture();
    private final AtomicInteger inTheWorks = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    @Tag("setting:BusinessService.PoolSize")
    void shouldTakeInNoMoreMessagesAtATimeThanPoolSizeSays() throws Exception {
        ItemRuntime item = fixture.service("In", Map.of("PoolSize", "2"), (message, outbox) -> {
            inTheWorks.incrementAndGet();
            go.await();
            return Receipt.accepted(null);
        });
        HttpIntake.Door door = new HttpIntake.Door(item);
        List<Thread> callers = Stream.generate(() -> new Thread(() -> door.receive(new byte[0], null, "peer", null)))
                .limit(5)
                .toList();

        callers.forEach(Thread::start);
        await().until(() -> inTheWorks.get() >= 2 && callers.stream().allMatch(HttpIntakeTest::isWaiting));

        assertThat(inTheWorks).hasValue(2);
        go.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(inTheWorks).hasValue(5);
    }

    @Test
    @Tag("setting:AnsweringService.DrainTimeout")
    void shouldGiveUpOnRequestsThatOutlastDrainTimeout() throws Exception {
        ItemRuntime item = fixture.service("In", Map.of("DrainTimeout", "0.05"), (message, outbox) -> {
            inTheWorks.incrementAndGet();
            go.await();
            return Receipt.accepted(null);
        });
        HttpIntake.Door door = new HttpIntake.Door(item);
        Thread caller = Thread.ofVirtual().start(() -> door.receive(new byte[0], null, "peer", null));
        await().untilAtomic(inTheWorks, is(1));

        Thread stopping = Thread.ofVirtual().start(() -> fixture.runningItems().close(item));

        await().until(() -> !stopping.isAlive());
        assertThat(caller.isAlive()).isTrue();
        go.countDown();
        caller.join();
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }
}
