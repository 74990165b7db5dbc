package hie.engine.metrics;

import hie.api.message.Message;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What an item has done since it was started. Written by its workers, read by anybody; writing makes no garbage. */
public final class ItemCounters {

    private final LongAdder in = new LongAdder();
    private final LongAdder out = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final Timer processing;
    private final Timer endToEnd;
    private final List<Works> works = new CopyOnWriteArrayList<>();
    private final AtomicLong unreachableSince = new AtomicLong();
    private volatile long lastActivity;

    /**
     * New counters.
     *
     * @param endToEnd of an operation; {@code null} for an item that delivers nothing
     */
    ItemCounters(Timer processing, Timer endToEnd) {
        this.processing = processing;
        this.endToEnd = endToEnd;
    }

    /** Counts a message that was taken; returns the moment, for {@link #processed}. */
    public long received() {
        in.increment();
        lastActivity = System.currentTimeMillis();
        return System.nanoTime();
    }

    /** Messages have been sent on, or one has been delivered. */
    public void sent(int messages) {
        out.add(messages);
    }

    /** A message was refused, suspended, or could not be worked on. */
    public void failed() {
        errors.increment();
    }

    /** An attempt has failed that is made again. */
    public void retried() {
        retries.increment();
    }

    /**
     * The work on a message has ended, well or not.
     *
     * @param begun what {@link #received} returned
     */
    public void processed(long begun) {
        processing.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    /** A message has reached its destination: its way through the engine began with its session. */
    public void delivered(UUID session) {
        if (session.version() == 7) {
            long entered = session.getMostSignificantBits() >>> 16;
            endToEnd.record(Math.max(0, System.currentTimeMillis() - entered), TimeUnit.MILLISECONDS);
        }
    }

    /** The destination gave no answer. */
    public void unreachable() {
        unreachableSince.compareAndSet(0, System.currentTimeMillis());
    }

    /** The destination answered, whatever it said. */
    public void reached() {
        if (unreachableSince.get() != 0) {
            unreachableSince.set(0);
        }
    }

    /** Since when the destination has given no answer; empty while it answers. */
    public Optional<Instant> unreachableSince() {
        long since = unreachableSince.get();
        return since == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(since));
    }

    /** A place where one worker says which message it works on. */
    public Works works() {
        Works place = new Works();
        works.add(place);
        return place;
    }

    /** When the oldest message in the works came into being, in milliseconds since 1970; empty when there is none. */
    OptionalLong oldestInWorks() {
        return works.stream()
                .mapToLong(Works::created)
                .filter(created -> created != 0)
                .min();
    }

    /** What was done so far. */
    public ItemProgress progress() {
        return new ItemProgress(
                in.sum(),
                out.sum(),
                errors.sum(),
                retries.sum(),
                processing.count(),
                (long) processing.totalTime(TimeUnit.NANOSECONDS),
                endToEnd == null ? 0 : endToEnd.count(),
                endToEnd == null ? 0 : (long) endToEnd.totalTime(TimeUnit.NANOSECONDS),
                unreachableSince.get() != 0);
    }

    /**
     * Counts what was done in another process. Of times their mean is kept, as often as there were messages.
     *
     * @param done since the last call for the same process
     * @param unreachable whether the destination gives no answer to any of the item's processes
     */
    public void add(ItemProgress done, boolean unreachable) {
        in.add(done.in());
        out.add(done.out());
        errors.add(done.errors());
        retries.add(done.retries());
        if (done.in() > 0) {
            lastActivity = System.currentTimeMillis();
        }
        record(processing, done.worked(), done.workedNanos());
        if (endToEnd != null) {
            record(endToEnd, done.delivered(), done.deliveredNanos());
        }
        if (unreachable) {
            unreachable();
        } else {
            reached();
        }
    }

    private static void record(Timer timer, long times, long nanos) {
        for (long i = 0; i < times; i++) {
            timer.record(nanos / times, TimeUnit.NANOSECONDS);
        }
    }

    Timer processing() {
        return processing;
    }

    Timer endToEnd() {
        return endToEnd;
    }

    /** The figures at this moment. */
    public Snapshot snapshot() {
        long last = lastActivity;
        return new Snapshot(
                in.sum(), out.sum(), errors.sum(), retries.sum(), last == 0 ? null : Instant.ofEpochMilli(last));
    }

    /** What one worker works on. Written by that worker only. */
    public static final class Works {

        private final AtomicLong created = new AtomicLong();

        /** This message from now on. */
        public void begin(Message message) {
            created.lazySet(message.header().created().toEpochMilli());
        }

        /** No message until the next one. */
        public void end() {
            created.lazySet(0);
        }

        private long created() {
            return created.get();
        }
    }

    /**
     * Figures of one moment.
     *
     * @param in messages taken from the adapter or queue
     * @param out messages sent on, or delivered
     * @param errors messages refused, suspended or failed
     * @param retries attempts beyond the first
     * @param lastActivity when a message was last taken, or {@code null}
     */
    public record Snapshot(long in, long out, long errors, long retries, Instant lastActivity) {}
}
