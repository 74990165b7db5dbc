package hie.cli.bench;

/** Monotonic time of the bench's process, in nanoseconds since it was loaded: never negative. */
final class Clock {

    private static final long START = System.nanoTime();

    private Clock() {}

    static long nanos() {
        return System.nanoTime() - START;
    }
}
