package hie.engine.running;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What those are told who work for an item: to go on, to pause, to take one step, to stop. For any thread. */
final class ItemSignals {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicBoolean inlineReady = new AtomicBoolean();
    private final AtomicBoolean stepping = new AtomicBoolean();
    private volatile boolean paused;
    private volatile boolean stopping;

    /** Tells everything that waits to give up. Idempotent. */
    void stop() {
        stopping = true;
        tell();
    }

    boolean isStopping() {
        return stopping;
    }

    /** Callers queue again instead of running it inline, and requests are turned away. */
    void pause() {
        paused = true;
        tell();
    }

    void resume() {
        paused = false;
    }

    boolean isPaused() {
        return paused;
    }

    private void tell() {
        inlineReady.set(false);
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether work that cannot be finished soon should be given back. */
    boolean isYielding() {
        return stopping || paused;
    }

    /** Waits, at most so long, until the item has to yield: it is stopping or paused. {@code true} when it has to. */
    boolean awaitYield(Duration limit) {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!isYielding() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return isYielding();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a message may be begun: the item runs, or it is paused and somebody asked for this one step. */
    boolean mayBegin() {
        return !stopping && (!paused || stepping.get());
    }

    /** Lets one message be begun although the item is paused; {@code false} when one is already, or the item is not paused. */
    boolean beginStep() {
        return paused && !stopping && stepping.compareAndSet(false, true);
    }

    void endStep() {
        stepping.set(false);
    }

    /** Whether callers may run it in their own transaction now. */
    boolean isInlineReady() {
        return inlineReady.get();
    }

    void inlineReady() {
        if (!isYielding()) {
            inlineReady.set(true);
        }
    }
}
