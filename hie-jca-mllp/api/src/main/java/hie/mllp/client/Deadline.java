package hie.mllp.client;

import hie.mllp.client.ReadTimeoutException.Wait;
import java.time.Duration;

/** A point in time at which a wait ends, on the monotonic clock; may be never. */
record Deadline(Wait kind, boolean never, long atNanos) {

    static Deadline in(Duration timeout, Wait kind) {
        return timeout.isZero()
                ? new Deadline(kind, true, 0)
                : new Deadline(kind, false, System.nanoTime() + timeout.toNanos());
    }

    Deadline earlierOf(Deadline other) {
        if (never) {
            return other;
        }
        return other.never || atNanos - other.atNanos <= 0 ? this : other;
    }

    /** What is left as a socket timeout: at least 1 ms, 0 for ever. */
    int socketTimeout() throws ReadTimeoutException {
        if (never) {
            return 0;
        }
        long left = atNanos - System.nanoTime();
        if (left <= 0) {
            throw new ReadTimeoutException(kind);
        }
        return Math.clamp((left + 999_999) / 1_000_000, 1, Integer.MAX_VALUE);
    }
}
