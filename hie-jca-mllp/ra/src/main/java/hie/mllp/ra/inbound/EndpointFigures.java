package hie.mllp.ra.inbound;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one endpoint; safe for use by any number of threads. */
final class EndpointFigures {

    final LongAdder connections = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder framesIn = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder failures = new LongAdder();

    private final AtomicLong failuresInRow = new AtomicLong();

    void received(int bytes) {
        framesIn.increment();
        bytesIn.add(bytes);
    }

    /** Counts a message that was not stored; true when trouble begins with it. */
    boolean failed() {
        failures.increment();
        return failuresInRow.getAndIncrement() == 0;
    }

    /** Notes that a message was stored; says how many in a row were not, before it. */
    long stored() {
        return failuresInRow.get() == 0 ? 0 : failuresInRow.getAndSet(0);
    }
}
