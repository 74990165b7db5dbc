package hie.engine.running;

/**
 * The span in which one worker's host works, and may be interrupted: never while the engine or the broker work on its thread.
 * Used by the thread that works; interrupted by any other.
 */
final class HostSpan {

    private Thread working;
    private boolean isWanted;
    private boolean isShielded;

    /** The host begins, on this thread. */
    synchronized void begin() {
        working = Thread.currentThread();
        isWanted = false;
    }

    /** The host has ended; nothing is left of an interruption. */
    synchronized void end() {
        working = null;
        Thread.interrupted();
    }

    /** Interrupts the host, if it works. */
    synchronized void interrupt() {
        if (working != null) {
            isWanted = true;
            if (!isShielded) {
                working.interrupt();
            }
        }
    }

    /** Whether the host was to be interrupted since it began. */
    synchronized boolean wasInterrupted() {
        return isWanted;
    }

    /** The host has called the engine, which must not be interrupted: until {@link #unshield}, an interruption waits. */
    synchronized void shield() {
        isShielded = true;
        Thread.interrupted();
    }

    synchronized void unshield() {
        isShielded = false;
        if (isWanted) {
            Thread.currentThread().interrupt();
        }
    }
}
