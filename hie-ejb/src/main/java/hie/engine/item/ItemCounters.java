package hie.engine.item;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** What an item has done since it was started. Written by its workers, read by anybody. */
public final class ItemCounters {

    private final LongAdder in = new LongAdder();
    private final LongAdder out = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private volatile Instant lastActivity;

    void received() {
        in.increment();
        lastActivity = Instant.now();
    }

    void sent(int messages) {
        out.add(messages);
    }

    void failed() {
        errors.increment();
    }

    void retried() {
        retries.increment();
    }

    /** The figures at this moment. */
    public Snapshot snapshot() {
        return new Snapshot(in.sum(), out.sum(), errors.sum(), retries.sum(), lastActivity);
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
