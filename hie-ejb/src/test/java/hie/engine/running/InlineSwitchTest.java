package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.Receipt;
import hie.engine.Messages;
import hie.engine.catalog.HostKind;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;

/** When callers begin to run an inline process themselves. */
class InlineSwitchTest {

    private final ItemFixture fixture = new ItemFixture();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private ItemRuntime router() throws HostStartException {
        return fixture.process("Router", Map.of("PoolSize", "0"), (message, outbox) -> {});
    }

    @Test
    void shouldNotWaitForHostsThatAreAtWorkOrWaitForReplies() throws Exception {
        ItemRuntime in = fixture.service("In", (message, outbox) -> {
            begun.countDown();
            go.await();
            return Receipt.accepted(null);
        });
        Thread receiving = Thread.ofVirtual().start(() -> {
            try (ServiceWorker worker = new ServiceWorker(in)) {
                worker.receive(Messages.adt());
            } catch (HostStartException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();

        boolean isInline = fixture.items.switchInlineWhenDrained(router());

        go.countDown();
        receiving.join();
        assertThat(isInline).isTrue();
    }

    @Test
    void shouldWaitForSendersOfItsProjectOnly() throws Exception {
        ItemRuntime router = router();
        ItemRuntime elsewhere = fixture.items.open(new ItemDefinition(
                new ItemKey("default", "laboratory", "Router"),
                fixture.define("Router", ItemFixture.ProcessHost.class, HostKind.PROCESS, Map.of())
                        .hostClass(),
                Map.of("PoolSize", "0"),
                List.of()));
        CountDownLatch decided = new CountDownLatch(1);
        Thread sending = Thread.ofPlatform().start(() -> {
            Lock decision = router.decision();
            decision.lock();
            decided.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                decision.unlock();
            }
        });
        decided.await();

        assertThat(fixture.items.switchInlineWhenDrained(router)).isFalse();
        assertThat(fixture.items.switchInlineWhenDrained(elsewhere)).isTrue();

        go.countDown();
        sending.join();
        await().until(() -> fixture.items.switchInlineWhenDrained(router));
    }

    @Test
    void shouldBeHeldBackByASenderUntilItsTransactionIsOver() throws Exception {
        ItemRuntime router = router();
        fixture.define("Out", ItemFixture.OperationHost.class, HostKind.OPERATION, Map.of());
        ItemRuntime in = fixture.service(
                "In",
                (message, outbox) -> {
                    outbox.send("Out", message);
                    return Receipt.accepted(null);
                },
                "Out");
        boolean[] isInline = {true};
        fixture.broker.beforeNextCommit(() -> isInline[0] = fixture.items.switchInlineWhenDrained(router));

        try (ServiceWorker worker = new ServiceWorker(in)) {
            worker.receive(Messages.adt());
        }

        assertThat(isInline[0]).isFalse();
        assertThat(fixture.items.switchInlineWhenDrained(router)).isTrue();
    }
}
