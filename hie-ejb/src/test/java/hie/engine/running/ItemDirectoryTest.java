package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.ItemQueues;
import hie.engine.metrics.EngineMetrics;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The items' directory, in a Java machine that is told to end. */
class ItemDirectoryTest {

    private final ItemFixture fixture = new ItemFixture();
    private final ItemDirectory directory = new ItemDirectory();
    private boolean isOpen;

    @BeforeEach
    void open() {
        directory.broker = fixture.broker;
        directory.queues = new ItemQueues() {
            @Override
            public void ensure(String queue) {}
        };
        directory.metrics = new EngineMetrics();
        directory.connections = (ConnectionFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ConnectionFactory.class}, (proxy, method, arguments) -> {
                    throw new JMSException("no broker here");
                });
        directory.open();
        isOpen = true;
    }

    @AfterEach
    void end() {
        if (isOpen) {
            directory.close();
        }
    }

    /** What the Java machine does with its shutdown hooks, but for ending. */
    private void endOfTheMachine() throws InterruptedException {
        assertThat(Runtime.getRuntime().removeShutdownHook(directory.hearsOfTheEnd))
                .as("the machine tells it")
                .isTrue();
        directory.hearsOfTheEnd.start();
        directory.hearsOfTheEnd.join();
    }

    /** An operation whose destination never takes a message, with a worker that waits for its next attempt. */
    private CompletableFuture<Throwable> retrying() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        ItemRuntime known = fixture.operation("Out", Map.of("RetryInterval", "3600"), message -> {
            tried.countDown();
            return Delivery.retry(null, "AR");
        });
        OperationWorker worker = new OperationWorker(directory.items().open(known.definition()));
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Message adt = Messages.adt();
        Thread working = Thread.ofPlatform().daemon().start(() -> {
            try {
                worker.work(adt.with(adt.header().sentBy("Router").to("Out", null)), FakeBroker.taken());
                outcome.complete(null);
            } catch (Exception e) {
                outcome.complete(e);
            }
        });
        tried.await();
        await().until(() -> working.getState() == Thread.State.TIMED_WAITING);
        return outcome;
    }

    @Test
    void shouldEndWhatWaitsAsSoonAsTheMachineIsToldToEnd() throws Exception {
        CompletableFuture<Throwable> outcome = retrying();
        assertThat(outcome).isNotDone();

        endOfTheMachine();

        await().until(outcome::isDone);
        assertThat(outcome.get()).isInstanceOf(ItemStoppingException.class);
        assertThat(fixture.broker.errors()).isEmpty();
    }

    @Test
    void shouldBeToldNothingOfTheMachineOnceItIsClosed() {
        directory.close();
        isOpen = false;

        assertThat(Runtime.getRuntime().removeShutdownHook(directory.hearsOfTheEnd))
                .isFalse();
    }
}
