package hie.engine.archive;

import hie.engine.messaging.Broker;
import hie.engine.messaging.TraceQueue;
import hie.store.message.ArchivedMessage;
import hie.store.message.RejectedRecord;
import hie.store.message.TraceRecord;
import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Moves records from the trace queue into the warehouse until it is stopped: takes a batch, writes it, and only then lets the
 * queue forget it. On trouble with either side the batch goes back to the queue, and the loop waits: half a second, then
 * twice as long each time, up to half a minute. Runs on one thread; figures may be read by any.
 */
final class ArchiveLoop implements Runnable {

    /** Where records are written. */
    interface Writer {

        /**
         * Writes a batch; returns when it is durable.
         *
         * @param breath run now and then meanwhile
         * @return the records that can never be written
         * @throws SQLException when the database is in trouble
         */
        List<RejectedRecord> write(List<TraceRecord> batch, Runnable breath) throws SQLException;
    }

    private static final int MAX_RECORDS = 1000;
    private static final int MAX_BYTES = 4 << 20;
    private static final long IDLE_MILLIS = 1000;

    /**
     * How long records may gather on the broker, in milliseconds: to be woken for each of them would cost more threads' work
     * than the record itself. While they wait the collector copies them, in a pause of everybody.
     */
    static final long REST_MILLIS = 100;

    /** How long it breathes at a time, in milliseconds, so that messages on their way get the processor between two slices of a batch. */
    static final long BREATH_MILLIS = 2;

    /** So that a stream as fast as the archiver does not keep a record waiting for its batch to fill. */
    private static final Duration MAX_GATHERING = Duration.ofMillis(500);

    private final TraceQueue queue;
    private final Writer warehouse;
    private final Clock clock;
    private final Pause pause;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private final AtomicLong written = new AtomicLong();
    private volatile Instant lastWritten;
    private volatile int failures;

    /** What is left of the rest between two batches, in milliseconds; 0 when more waits. */
    private long rest;

    /** Waits between attempts; a test need not. */
    interface Pause {
        /** Returns after this time, or earlier when the loop is to stop: then {@code true}. */
        boolean await(CountDownLatch stopping, long millis) throws InterruptedException;
    }

    ArchiveLoop(TraceQueue queue, Writer warehouse, Clock clock, Pause pause) {
        this.queue = queue;
        this.warehouse = warehouse;
        this.clock = clock;
        this.pause = pause;
    }

    ArchiveLoop(TraceQueue queue, Writer warehouse) {
        this(queue, warehouse, Clock.systemUTC(), (stopping, millis) -> stopping.await(millis, TimeUnit.MILLISECONDS));
    }

    @Override
    public void run() {
        try {
            boolean isStopping = false;
            while (!isStopping) {
                try {
                    boolean wasAll = moveBatch();
                    isStopping = stopping.getCount() == 0 || wasAll && rest();
                } catch (JMSException | SQLException | RuntimeException e) {
                    isStopping = stopping.getCount() == 0 || giveBack(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.close();
            queue.rollback();
        }
    }

    /** Makes the loop end after the batch in hand. */
    void stop() {
        stopping.countDown();
    }

    /** {@code true} when records were moved, and no more waited. */
    private boolean moveBatch() throws JMSException, SQLException {
        List<byte[]> encoded = new ArrayList<>();
        List<TraceRecord> batch = new ArrayList<>();
        boolean wasAll = gather(encoded, batch);
        if (encoded.isEmpty()) {
            return false;
        }
        rest = wasAll ? REST_MILLIS : 0;
        List<RejectedRecord> rejected = batch.isEmpty() ? List.of() : warehouse.write(batch, this::breathe);
        for (RejectedRecord record : rejected) {
            queue.putAside(Archiver.FAILED_QUEUE, encoded.get(record.index()));
        }
        queue.commit();
        for (RejectedRecord record : rejected) {
            ArchiveLog.LOG.recordPutAside(identity(batch.get(record.index())), record.reason(), Archiver.FAILED_QUEUE);
        }
        succeeded(batch.size() - rejected.size());
        return wasAll;
    }

    /** Takes a little of its rest in advance. */
    private void breathe() {
        long millis = Math.min(rest, BREATH_MILLIS);
        if (millis > 0) {
            rest -= millis;
            try {
                pause.await(stopping, millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets records gather on the broker for a while; {@code true} when the loop is to stop instead. */
    private boolean rest() throws JMSException, InterruptedException {
        queue.rest();
        return pause.await(stopping, rest);
    }

    /**
     * Takes records until there are enough, or no more: then {@code true}. What is no record at all is put aside at once.
     */
    private boolean gather(List<byte[]> encoded, List<TraceRecord> batch) throws JMSException {
        byte[] next = queue.take(IDLE_MILLIS);
        Instant end = clock.instant().plus(MAX_GATHERING);
        long bytes = 0;
        boolean spoilt = false;
        while (next != null) {
            try {
                batch.add(TraceCodec.decode(next));
                encoded.add(next);
                bytes += next.length;
            } catch (IllegalArgumentException e) {
                ArchiveLog.LOG.recordPutAside("(unknown)", e.getMessage(), Archiver.FAILED_QUEUE);
                queue.putAside(Archiver.FAILED_QUEUE, next);
                spoilt = true;
            }
            boolean isFull = batch.size() >= MAX_RECORDS
                    || bytes >= MAX_BYTES
                    || !clock.instant().isBefore(end);
            if (isFull) {
                return false;
            }
            next = queue.take(0);
        }
        if (spoilt && batch.isEmpty()) {
            queue.commit();
        }
        return true;
    }

    private void succeeded(int records) {
        written.addAndGet(records);
        lastWritten = clock.instant();
        if (failures > 0) {
            ArchiveLog.LOG.troubleEnds(failures);
            failures = 0;
        }
    }

    /** Waits for better times; {@code true} when the loop is to stop instead. */
    private boolean giveBack(Exception failure) throws InterruptedException {
        if (failures == 0) {
            String reason = failure instanceof RuntimeException ? failure.toString() : failure.getMessage();
            ArchiveLog.LOG.troubleBegins(reason, Broker.TRACE_QUEUE);
        }
        queue.rollback();
        failures = Math.min(failures + 1, 1_000_000);
        return pause.await(stopping, Math.min(30_000, 250L << Math.min(failures, 10)));
    }

    private static String identity(TraceRecord record) {
        UUID id = record.messages().stream()
                .map(ArchivedMessage::id)
                .findFirst()
                .or(() -> record.hops().stream().map(hop -> hop.message()).findFirst())
                .or(() -> record.attempts().stream()
                        .map(attempt -> attempt.message())
                        .findFirst())
                .orElse(null);
        return String.valueOf(id);
    }

    /** How many records were written since the start. */
    long written() {
        return written.get();
    }

    /** When a batch was last written; {@code null} before the first. */
    Instant lastWritten() {
        return lastWritten;
    }

    /** Whether the last attempt failed, so that records wait on the queue. */
    boolean isTroubled() {
        return failures > 0;
    }
}
