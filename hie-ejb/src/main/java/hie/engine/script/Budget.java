package hie.engine.script;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * What a run of a script may still cost. Memory is what the thread has allocated since the run began, as the virtual machine counts
 * it, and the length of texts that are so far only joined on paper: a rope takes its room when somebody reads it. Work that multiplies
 * what there is (repeating a text, joining an array) asks before it begins.
 *
 * <p>Used by the thread that made it, which is no virtual one: of those the virtual machine counts nothing.
 */
final class Budget {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ScriptLimits limits;
    private final LongSupplier nanos;
    private long end;
    private final long begin;
    private long promised;
    private long waitingSince;

    /** @param nanos tells the time, as {@link System#nanoTime} does */
    Budget(ScriptLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.end = nanos.getAsLong() + limits.time().toNanos();
        this.begin = THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Ends the script when it has cost too much, or when the engine wants its thread back. */
    void look() {
        admit(0);
    }

    /** As {@link #look}, and ends it as well when so many bytes more would be too much. */
    void admit(long bytes) {
        if (nanos.getAsLong() - end > 0) {
            throw new LimitExceeded("ran longer than " + limits.time().toMillis() + " ms (its time limit)");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new LimitExceeded("was interrupted");
        }
        long left = limits.memory() - promised - (THREADS.getCurrentThreadAllocatedBytes() - begin);
        if (left < bytes) {
            throw new LimitExceeded(
                    "needs more memory than " + (limits.memory() >> 10) + " KB, its limit, for one message");
        }
    }

    /** The script waits for somebody else from now on: that is not its own time. */
    void beginWait() {
        waitingSince = nanos.getAsLong();
    }

    /** The script goes on. */
    void endWait() {
        end += nanos.getAsLong() - waitingSince;
    }

    /** Text of so many characters will take its room later on. */
    void promise(long characters) {
        promised += 2 * characters;
        admit(0);
    }
}
