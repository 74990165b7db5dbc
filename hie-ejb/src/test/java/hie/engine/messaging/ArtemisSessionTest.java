package hie.engine.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hie.queue.TakenMessage;
import hie.queue.TakenReference;
import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.files.FileStoreMonitor;
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

    @Test
    void shouldRefuseAHurriedRecordAndPageNothingWhileTheDiskIsFull() throws Exception {
        full(true);

        assertThatThrownBy(() -> session.trace(new byte[] {1}, "work")).hasMessageContaining("disk is full");
        assertThatThrownBy(() -> session.send(QUEUE, message("one"))).hasMessageContaining("disk is full");

        assertThat(broker.getPagingManager()
                        .getPageStore(SimpleString.of(ItemQueues.BROKER_PREFIX + Broker.TRACE_QUEUE))
                        .isPaging())
                .isFalse();
    }

    @Test
    void shouldKeepARecordWaitingWhileTheDiskIsFull() throws Exception {
        full(true);
        BrokerSession patient = new ArtemisSession(() -> broker, new QueueShapes(), new Patience());

        CompletableFuture<Boolean> recorded = CompletableFuture.supplyAsync(() -> {
            try {
                patient.trace(new byte[] {1}, "work");
                return patient.commit();
            } catch (JMSException e) {
                throw new CompletionException(e);
            }
        });
        await().during(Duration.ofMillis(100)).until(() -> !recorded.isDone());
        full(false);

        assertThat(recorded.join()).isTrue();
        assertThat(waiting(Broker.TRACE_QUEUE)).isEqualTo(1);
    }

    /** Tells the broker what its watch over the disk would have found. */
    private void full(boolean isFull) throws Exception {
        broker.getPagingManager()
                .injectMonitor(
                        new FileStoreMonitor(
                                null,
                                null,
                                1,
                                TimeUnit.SECONDS,
                                1,
                                null,
                                FileStoreMonitor.FileStoreMonitorType.MaxDiskUsage) {
                            @Override
                            public FileStoreMonitor addCallback(Callback callback) {
                                callback.tick(
                                        isFull ? 0 : 1, 1, !isFull, FileStoreMonitor.FileStoreMonitorType.MaxDiskUsage);
                                return this;
                            }
                        });
    }

    private static final class Patience implements Backpressure {

        @Override
        public Duration patience(QueueShape full) {
            return Duration.ofDays(1);
        }

        @Override
        public boolean isHurried() {
            return false;
        }

        @Override
        public boolean awaitYield(Duration limit) {
            LockSupport.parkNanos(limit.toNanos());
            return false;
        }
    }
}
