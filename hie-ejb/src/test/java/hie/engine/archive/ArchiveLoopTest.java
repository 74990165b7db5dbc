package hie.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.engine.messaging.TraceQueue;
import hie.store.message.RejectedRecord;
import hie.store.message.TraceRecord;
import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArchiveLoopTest {

    /** On a slow machine a batch would be full of time before it is full of records. */
    private static final Clock STOPPED = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);

    private final FakeQueue queue = new FakeQueue();
    private final List<List<TraceRecord>> batches = new ArrayList<>();
    private final List<Long> pauses = new CopyOnWriteArrayList<>();
    private ArchiveLoop.Writer writer = (batch, breath) -> List.of();
    private ArchiveLoop loop;
    private Thread thread;

    private void start() {
        ArchiveLoop.Writer recording = (batch, breath) -> {
            batches.add(List.copyOf(batch));
            return writer.write(batch, breath);
        };
        loop = new ArchiveLoop(queue, recording, STOPPED, (stopping, millis) -> {
            if (millis == ArchiveLoop.REST_MILLIS) {
                queue.endOfRest.acquireUninterruptibly();
            } else {
                pauses.add(millis);
            }
            return stopping.getCount() == 0;
        });
        thread = Thread.ofPlatform().start(loop);
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
        queue.wake();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(queue.isClosed).isTrue();
    }

    private static byte[] record(int bodyLength) {
        return TraceCodec.encode(new TraceRecord(
                List.of(TraceCodecTest.message(null, new byte[bodyLength], null)), List.of(), List.of()));
    }

    @Test
    void shouldWriteInBatchesOfLimitedNumber() {
        IntStream.range(0, 2200).forEach(i -> queue.put(record(1)));

        start();

        await().until(queue::isDone);
        assertThat(batches).extracting(List::size).containsExactly(1000, 1000, 200);
        await().until(() -> loop.written() == 2200);
        await().until(() -> STOPPED.instant().equals(loop.lastWritten()));
    }

    @Test
    void shouldLetRecordsGatherOnTheBrokerWhenItHasTakenAll() {
        queue.endOfRest.drainPermits();
        queue.put(record(1));
        start();
        await().until(() -> queue.rests == 1);

        queue.put(record(1));
        queue.put(record(1));
        assertThat(queue.isResting).isTrue();
        queue.endOfRest.release(1000);

        await().until(queue::isDone);
        assertThat(batches).extracting(List::size).containsExactly(1, 2);
    }

    @Test
    void shouldWriteInBatchesOfLimitedSize() {
        IntStream.range(0, 4).forEach(i -> queue.put(record(3 << 20)));

        start();

        await().until(queue::isDone);
        assertThat(batches).extracting(List::size).containsExactly(2, 2);
    }

    @Test
    void shouldGiveBackAndTryAgainLongerEachTimeWhenTheDatabaseFails() {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch troubled = new CountDownLatch(1);
        writer = (batch, breath) -> {
            if (tries.incrementAndGet() <= 9) {
                if (tries.get() == 2 && loop.isTroubled()) {
                    troubled.countDown();
                }
                throw new SQLException("away");
            }
            return List.of();
        };
        queue.put(record(1));

        start();

        await().until(queue::isDone);
        await().until(() -> !loop.isTroubled());
        assertThat(troubled.getCount()).isZero();
        assertThat(pauses).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L, 30_000L);
        assertThat(queue.rollbacks).isEqualTo(9);
        assertThat(loop.written()).isEqualTo(1);
    }

    @Test
    void shouldTakeItsRestInBreathsWhileItWrites() {
        writer = breathing(3);
        queue.put(record(1));

        start();

        await().until(queue::isDone);
        await().until(() -> pauses.size() == 4);
        assertThat(pauses)
                .containsExactly(
                        ArchiveLoop.BREATH_MILLIS,
                        ArchiveLoop.BREATH_MILLIS,
                        ArchiveLoop.BREATH_MILLIS,
                        ArchiveLoop.REST_MILLIS - 3 * ArchiveLoop.BREATH_MILLIS);
    }

    @Test
    void shouldNotBreatheWhileMoreWaits() {
        writer = breathing(3);
        for (int i = 0; i < 1001; i++) {
            queue.put(record(1));
        }

        start();

        await().until(() -> pauses.size() == 4);
        assertThat(batches).extracting(List::size).containsExactly(1000, 1);
    }

    private static ArchiveLoop.Writer breathing(int times) {
        return (batch, breath) -> {
            for (int i = 0; i < times; i++) {
                breath.run();
            }
            return List.of();
        };
    }

    @Test
    void shouldWriteAgainWhatTheBrokerDidNotCommit() {
        queue.failures = 1;
        queue.put(record(1));

        start();

        await().until(queue::isDone);
        assertThat(batches).hasSize(2);
    }

    @Test
    void shouldSurviveAnUnexpectedFailure() {
        AtomicInteger tries = new AtomicInteger();
        writer = (batch, breath) -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("the pool is gone");
            }
            return List.of();
        };
        queue.put(record(1));

        start();

        await().until(queue::isDone);
        assertThat(queue.rollbacks).isEqualTo(1);
    }

    @Test
    void shouldPutAsideOnlyWhatTheWarehouseRejects() {
        byte[] bad = record(7);
        writer = (batch, breath) -> List.of(new RejectedRecord(1, "bad"));
        queue.put(record(1));
        queue.put(bad);
        queue.put(record(2));

        start();

        await().until(queue::isDone);
        assertThat(queue.committedAside).containsExactly(bad);
        await().until(() -> loop.written() == 2);
    }

    @Test
    void shouldPutAsideWhatIsNoRecordAndWriteTheRest() {
        byte[] garbage = {1, 2, 3};
        queue.put(garbage);
        queue.put(record(1));

        start();

        await().until(queue::isDone);
        assertThat(queue.committedAside).containsExactly(garbage);
        assertThat(batches).extracting(List::size).containsExactly(1);
    }

    @Test
    void shouldPutAsideGarbageThatComesAlone() {
        byte[] garbage = {1, 2, 3};
        queue.put(garbage);

        start();

        await().until(queue::isDone);
        assertThat(queue.committedAside).containsExactly(garbage);
        assertThat(batches).isEmpty();
    }

    /** A queue in memory with the transactions of the real one. */
    private static final class FakeQueue implements TraceQueue {

        private final Deque<byte[]> waiting = new ArrayDeque<>();
        private final Deque<byte[]> taken = new ArrayDeque<>();
        private final List<byte[]> aside = new ArrayList<>();
        private final List<byte[]> committedAside = new ArrayList<>();
        private final Semaphore endOfRest = new Semaphore(1000);
        private volatile int rests;
        private volatile boolean isResting;
        private boolean awake;
        private boolean isClosed;
        private int failures;
        private int rollbacks;

        synchronized void put(byte[] encoded) {
            waiting.add(encoded);
            notifyAll();
        }

        synchronized boolean isDone() {
            return waiting.isEmpty() && taken.isEmpty();
        }

        synchronized void wake() {
            awake = true;
            endOfRest.release(1000);
            notifyAll();
        }

        @Override
        public synchronized byte[] take(long waitMillis) throws JMSException {
            isResting = false;
            try {
                while (waiting.isEmpty() && waitMillis > 0 && !awake) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new JMSException("interrupted");
            }
            byte[] next = waiting.poll();
            if (next != null) {
                taken.add(next);
            }
            return next;
        }

        @Override
        public synchronized void rest() {
            assertThat(taken).isEmpty();
            isResting = true;
            rests++;
        }

        @Override
        public synchronized void putAside(String other, byte[] encoded) {
            assertThat(other).isEqualTo(Archiver.FAILED_QUEUE);
            aside.add(encoded);
        }

        @Override
        public synchronized void commit() throws JMSException {
            if (failures-- > 0) {
                throw new JMSException("connection lost");
            }
            committedAside.addAll(aside);
            aside.clear();
            taken.clear();
        }

        @Override
        public synchronized void rollback() {
            rollbacks++;
            aside.clear();
            while (!taken.isEmpty()) {
                waiting.addFirst(taken.removeLast());
            }
        }

        @Override
        public synchronized void close() {
            isClosed = true;
        }
    }
}
