package hie.engine.pace;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Has what waited for long on one item's queue go at a pace that leaves new input its rate: full speed while the processors
 * have time or nothing new comes in, else half as fast each turn, down to a sixteenth of it. It is never slower than new messages
 * come to the same queue, so that a queue does not grow for this reason. Safe for use by any thread.
 */
public final class BacklogPace {

    /** A message that came into being so long ago has waited. */
    public static final Duration OLD = Duration.ofSeconds(2);

    /** A turn, when nothing allows for more. */
    public static final int AT_LEAST = 20;

    private static final int NEW_FOR_EACH_OLD = 16;
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final EngineLoad load;
    private final LongSupplier arrived;
    private EngineLoad.Turn turn;
    private long arrivedBefore;
    private long limit = UNLIMITED;
    private long begun;

    /** @param arrived how many messages have ever come to the queue */
    public BacklogPace(EngineLoad load, LongSupplier arrived) {
        this.load = load;
        this.arrived = arrived;
    }

    /** Whether a message that has waited may be begun in the present turn; then it is counted. */
    public synchronized boolean mayBegin() {
        EngineLoad.Turn now = load.turn();
        if (now != turn) {
            now.asking().incrementAndGet();
            limit = limit(now);
            turn = now;
            begun = 0;
        }
        if (begun >= limit) {
            return false;
        }
        begun++;
        return true;
    }

    private long limit(EngineLoad.Turn now) {
        long sum = arrived.getAsLong();
        long arrivals = turn == null ? 0 : sum - arrivedBefore;
        arrivedBefore = sum;
        if (now.accepted() == 0) {
            return UNLIMITED;
        }
        if (now.isSaturated()) {
            long share = Math.max(AT_LEAST, now.accepted() / NEW_FOR_EACH_OLD / now.sharing());
            return Math.max(arrivals + arrivals / 4 + share, begun / 2);
        }
        return begun < limit ? UNLIMITED : begun + begun / 10 + AT_LEAST;
    }

    /** How long to wait before asking again. */
    public Duration rest() {
        return load.rest();
    }
}
