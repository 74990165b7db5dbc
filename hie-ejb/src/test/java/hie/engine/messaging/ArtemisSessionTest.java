package hie.engine.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.queue.TakenMessage;
import hie.queue.TakenReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.Queue;
import org.junit.jupiter.api.Test;

/** The engine's transactions in the broker's own process. */
class ArtemisSessionTest extends BrokerSessionContract {

    @Override
    BrokerSession open() {
        return new ArtemisSession(() -> broker, new QueueShapes(), Backpressure.NONE);
    }

    @Test
    void shouldHaveCommittedMessagesOnDisk() throws Exception {
        session.send(QUEUE, message("one"));
        session.commit();
        session.send(QUEUE, message("not committed"));

        broker.stop();
        broker.start();
        session = open();

        assertThat(JmsEnvelope.read(take(QUEUE)).body().bytes()).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
        assertThat(take(QUEUE)).isNull();
    }

    @Test
    void shouldNotCallAQueueDrainedThatTheBrokerHasNotCountedYet() throws Exception {
        org.apache.activemq.artemis.core.server.Queue queue = broker.locateQueue(ItemQueues.BROKER_PREFIX + QUEUE);
        assertThat(QueueThread.isDrained(broker, QUEUE)).isTrue();
        CountDownLatch held = new CountDownLatch(1);
        queue.getExecutor().execute(() -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        session.send(QUEUE, message("one"));
        session.commit();
        assertThat(queue.getMessageCount()).isZero();

        CompletableFuture<Boolean> isDrained =
                CompletableFuture.supplyAsync(() -> QueueThread.isDrained(broker, QUEUE));
        await().during(Duration.ofMillis(100)).until(() -> !isDrained.isDone());
        held.countDown();

        assertThat(isDrained.join()).isFalse();
    }

    @Test
    void shouldCommitLaterWithoutAnybodyWaiting() throws Exception {
        session.send(QUEUE, message("later"));
        session.commitLater();

        await().untilAsserted(() -> assertThat(
                        broker.locateQueue(ItemQueues.BROKER_PREFIX + QUEUE).getMessageCount())
                .isEqualTo(1));
        session.send(QUEUE, message("at once"));
        session.commit();
        broker.stop();
        broker.start();

        assertThat(JmsEnvelope.read(take(QUEUE)).body().bytes()).isEqualTo("later".getBytes(StandardCharsets.UTF_8));
        assertThat(JmsEnvelope.read(take(QUEUE)).body().bytes()).isEqualTo("at once".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    TakenMessage taken() throws Exception {
        Queue queue = broker.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + QUEUE));
        return new TakenReference(new WaitingMessages(queue).takeFirst());
    }

    @Test
    void shouldLeaveAMessageWithItsWorkerWhenTheTransactionIsRolledBackOrKnown() throws Exception {
        session.send(QUEUE, message("in"));
        session.trace(new byte[] {1}, "work");
        session.commit();
        TakenMessage taken = taken();

        session.trace(new byte[] {1}, "other work");
        session.consume(taken);
        session.rollback();
        session.trace(new byte[] {1}, "work");
        session.consume(taken);
        assertThat(session.commit()).isFalse();

        assertThat(taken.isAcknowledged()).isFalse();
        session.trace(new byte[] {1}, "later work");
        session.commit();
        assertThat(waiting(QUEUE)).isEqualTo(1);
    }
}
