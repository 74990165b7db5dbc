package hie.engine.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtemisTraceQueueTest {

    private static final long PATIENCE = 10_000;

    @TempDir
    Path data;

    private DurableBroker broker;
    private BrokerSession worker;
    private TraceQueue queue;

    @BeforeEach
    void start() throws Exception {
        broker = new DurableBroker(data);
        open();
    }

    private void open() {
        worker = broker.openSession();
        queue = new ArtemisTraceQueue(
                broker::server, new ArtemisSession(broker::server, new QueueShapes(), Backpressure.NONE));
    }

    @AfterEach
    void stop() throws Exception {
        queue.rollback();
        broker.close();
    }

    private void put(String... records) throws JMSException {
        for (String record : records) {
            worker.trace(record.getBytes(UTF_8), null);
        }
        worker.commit();
    }

    private void restart() throws Exception {
        queue.close();
        broker.restart();
        open();
    }

    private String take() throws JMSException {
        byte[] record = queue.take(PATIENCE);
        return record == null ? null : new String(record, UTF_8);
    }

    private Queue onBroker() {
        return broker.server().locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + Broker.TRACE_QUEUE));
    }

    @Test
    void shouldForgetWhatWasCommittedEvenAfterARestart() throws Exception {
        put("one", "two");
        assertThat(take()).isEqualTo("one");
        queue.commit();

        restart();

        assertThat(take()).isEqualTo("two");
        queue.commit();
        assertThat(queue.take(0)).isNull();
        await().until(() -> onBroker().getMessageCount() == 0);
    }

    @Test
    void shouldBringAgainInOrderWhatWasGivenBack() throws Exception {
        put("one", "two", "three");
        assertThat(take()).isEqualTo("one");
        assertThat(take()).isEqualTo("two");

        queue.rollback();

        assertThat(List.of(take(), take(), take())).containsExactly("one", "two", "three");
    }

    @Test
    void shouldBringAgainAfterARestartWhatWasTakenOnly() throws Exception {
        put("one");
        assertThat(take()).isEqualTo("one");

        restart();

        assertThat(take()).isEqualTo("one");
    }

    @Test
    void shouldTakeAllThatWaitsWithoutPausesBetween() throws Exception {
        int many = 4 * TraceConsumer.WINDOW;
        put(IntStream.range(0, many).mapToObj(Integer::toString).toArray(String[]::new));
        List<String> taken = new ArrayList<>();

        for (byte[] next = queue.take(PATIENCE); next != null; next = queue.take(0)) {
            taken.add(new String(next, UTF_8));
        }
        queue.commit();

        assertThat(taken).hasSize(many).startsWith("0", "1").endsWith(Integer.toString(many - 1));
        await().until(() -> onBroker().getMessageCount() == 0);
    }

    @Test
    void shouldTakeRecordsThatTheBrokerKeepsAsFilesOrOnPages() throws Exception {
        AddressSettings paging = new AddressSettings();
        paging.setPageSizeBytes(20_000);
        paging.setMaxSizeBytes(40_000);
        broker.server().getAddressSettingsRepository().addMatch(ItemQueues.BROKER_PREFIX + Broker.TRACE_QUEUE, paging);
        String large = "x".repeat(300_000);
        put(large);
        for (int i = 0; i < 100; i++) {
            put("y".repeat(1000) + i);
        }
        assertThat(onBroker().getPageSubscription().getPagingStore().isPaging()).isTrue();

        assertThat(take().equals(large)).isTrue();
        queue.commit();
        for (int i = 0; i < 100; i++) {
            assertThat(take()).endsWith("y" + i);
            if (i % 10 == 0) {
                queue.commit();
            }
        }
        queue.commit();
        restart();

        assertThat(queue.take(0)).isNull();
    }

    @Test
    void shouldHaveNoConsumerWhileItRestsAndLoseNothing() throws Exception {
        put("one");
        assertThat(take()).isEqualTo("one");
        queue.commit();
        put("two");

        queue.rest();

        assertThat(onBroker().getConsumerCount()).isZero();
        put("three");
        assertThat(List.of(take(), take())).containsExactly("two", "three");
    }

    @Test
    void shouldPutAsideWithTheCommitOnly() throws Exception {
        put("bad");
        take();
        queue.putAside(Broker.ERROR_QUEUE, "bad".getBytes(UTF_8));
        queue.rollback();
        take();
        assertThat(broker.drain(Broker.ERROR_QUEUE)).isEmpty();

        queue.putAside(Broker.ERROR_QUEUE, "bad".getBytes(UTF_8));
        queue.commit();

        assertThat(broker.drain(Broker.ERROR_QUEUE)).containsExactly("bad".getBytes(UTF_8));
        assertThat(queue.take(0)).isNull();
    }

    @Test
    void shouldEndAWaitingTakeWhenItIsClosed() throws Exception {
        put("one");
        take();
        queue.commit();
        CompletableFuture<byte[]> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take(Long.MAX_VALUE / 1_000_000);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });

        queue.close();

        assertThat(waiting.join()).isNull();
        put("two");
        assertThat(queue.take(0)).isNull();
    }

    @Test
    void shouldSayThatThereIsNoQueue() throws Exception {
        broker.server().destroyQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + Broker.TRACE_QUEUE));

        assertThatThrownBy(() -> queue.take(0)).hasMessageContaining("no queue hie.trace");
    }
}
