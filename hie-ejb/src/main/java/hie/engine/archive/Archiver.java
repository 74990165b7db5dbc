package hie.engine.archive;

import hie.engine.messaging.Broker;
import hie.engine.messaging.ItemQueues;
import hie.engine.messaging.ServerBroker;
import hie.engine.messaging.TraceQueue;
import hie.engine.tracing.Tracing;
import hie.store.message.RejectedRecord;
import hie.store.message.TraceRecord;
import hie.store.message.Warehouse;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The one that fills the warehouse from the trace queue, on a thread of its own, and deletes once an hour what is older than
 * the retention ({@value Retention#SETTING}). It does nothing until {@link #start}; safe for use by any thread.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Archiver {

    /** The queue of trace records that the warehouse does not take. */
    public static final String FAILED_QUEUE = "hie.trace.failed";

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    @Resource
    ManagedThreadFactory threads;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Warehouse warehouse;

    @Inject
    ItemQueues queues;

    @Inject
    ServerBroker broker;

    private ArchiveLoop loop;
    private TraceQueue queue;
    private Thread thread;
    private Future<?> purging;
    private Tracing tracing;

    /**
     * Begins to archive. Called when the schema is up to date; a second call does nothing.
     *
     * @throws IllegalArgumentException when {@value Retention#SETTING} is not a number of days, or {@value Tracing#SETTING} no URL
     */
    public synchronized void start() {
        if (thread != null) {
            return;
        }
        String days = System.getProperty(Retention.SETTING, System.getenv(Retention.SETTING));
        Retention retention = new Retention(warehouse, Clock.systemUTC(), Retention.days(days));
        queues.ensure(Broker.TRACE_QUEUE);
        queues.ensure(FAILED_QUEUE);
        queue = broker.openTraceQueue();
        tracing = Tracing.configured();
        loop = new ArchiveLoop(queue, tracing == null ? warehouse::write : this::writeAndTrace);
        thread = threads.newThread(loop);
        thread.setName("hie-archiver");
        thread.start();
        if (!retention.isForEver()) {
            purging = scheduler.scheduleWithFixedDelay(retention, 2, 60, TimeUnit.MINUTES);
        }
    }

    private List<RejectedRecord> writeAndTrace(List<TraceRecord> batch, Runnable breath) throws SQLException {
        List<RejectedRecord> rejected = warehouse.write(batch, breath);
        tracing.export(batch);
        return rejected;
    }

    /** Lets the batch in hand be written, then ends; what is on the queue is archived after the next start. */
    @PreDestroy
    synchronized void stop() {
        if (purging != null) {
            purging.cancel(true);
        }
        if (thread == null) {
            return;
        }
        loop.stop();
        try {
            if (!thread.join(STOP_PATIENCE)) {
                queue.close();
                thread.interrupt();
                ArchiveLog.LOG.notStopped(STOP_PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (tracing != null) {
            tracing.close();
        }
    }

    /** How many trace records were written since the start. */
    public synchronized long written() {
        return loop == null ? 0 : loop.written();
    }

    /** When the warehouse was last written; empty when not since the start. */
    public synchronized Optional<Instant> lastWritten() {
        return loop == null ? Optional.empty() : Optional.ofNullable(loop.lastWritten());
    }

    /** Whether the warehouse cannot be written just now, so that trace records wait on their queue. */
    public synchronized boolean isTroubled() {
        return loop != null && loop.isTroubled();
    }
}
