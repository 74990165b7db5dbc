package hie.cli.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Accounts for every message of one load run: what was acknowledged, what arrived, when and in which order. Rates and
 * latencies are of the measured window; lost, duplicate and out-of-order messages are of the whole run, its warm-up
 * included. Senders and the sink call it from many threads.
 */
final class Ledger {

    private static final int DIGITS = 2;

    private final int run;
    private final List<Lane> lanes = new ArrayList<>();
    private volatile long windowStart = Long.MAX_VALUE;
    private volatile long windowEnd = Long.MAX_VALUE;

    Ledger(int run, int connections) {
        this.run = run;
        for (int i = 0; i < connections; i++) {
            lanes.add(new Lane());
        }
    }

    /** Numbers and latencies of a run; a latency is NaN when nothing was measured. */
    record Outcome(
            double messagesPerSecond,
            double ackP50Millis,
            double ackP99Millis,
            double endToEndP99Millis,
            long acknowledged,
            long refused,
            long lost,
            long duplicates,
            long outOfOrder) {}

    int run() {
        return run;
    }

    /** From this time on, in {@link Clock} nanoseconds, arrivals and latencies are measured. */
    void startMeasuring(long now) {
        windowStart = now;
    }

    /** Ends the measured window; senders and sink may go on. */
    void stopMeasuring(long now) {
        windowEnd = now;
    }

    /** A sender got a positive acknowledgement for a message. */
    void acknowledged(MessageId id, long sentAt, long now) {
        Lane lane = lanes.get(id.connection());
        synchronized (lane) {
            lane.acknowledged.set(id.sequence());
            if (isMeasured(now)) {
                lane.ackLatency.recordValue(Math.max(0, now - sentAt));
            }
        }
    }

    /** A sender got a negative acknowledgement for a message, so the engine owes nothing. */
    void refused(MessageId id) {
        Lane lane = lanes.get(id.connection());
        synchronized (lane) {
            lane.refused++;
        }
    }

    /** A message reached the sink. A message of another run is left out. */
    void arrived(MessageId id, long sentAt, long now) {
        if (id.run() != run || id.connection() >= lanes.size()) {
            return;
        }
        Lane lane = lanes.get(id.connection());
        synchronized (lane) {
            if (lane.arrived.get(id.sequence())) {
                lane.duplicates++;
                return;
            }
            lane.arrived.set(id.sequence());
            if (id.sequence() < lane.highest) {
                lane.outOfOrder++;
            }
            lane.highest = Math.max(lane.highest, id.sequence());
            if (isMeasured(now)) {
                lane.measured++;
                if (sentAt >= 0) {
                    lane.endToEnd.recordValue(Math.max(0, now - sentAt));
                }
            }
        }
    }

    /** Tells whether everything acknowledged has arrived. */
    boolean drained() {
        return lanes.stream().allMatch(lane -> lane.lost() == 0);
    }

    /** The result; asked for when the window has ended and the sink has drained. */
    Outcome outcome() {
        Histogram acks = new Histogram(DIGITS);
        Histogram endToEnd = new Histogram(DIGITS);
        long measured = 0;
        long acknowledged = 0;
        long refused = 0;
        long lost = 0;
        long duplicates = 0;
        long outOfOrder = 0;
        for (Lane lane : lanes) {
            synchronized (lane) {
                acks.add(lane.ackLatency);
                endToEnd.add(lane.endToEnd);
                measured += lane.measured;
                acknowledged += lane.acknowledged.cardinality();
                refused += lane.refused;
                lost += lane.lost();
                duplicates += lane.duplicates;
                outOfOrder += lane.outOfOrder;
            }
        }
        double seconds = (windowEnd - windowStart) / (double) TimeUnit.SECONDS.toNanos(1);
        return new Outcome(
                measured / seconds,
                millis(acks, 50),
                millis(acks, 99),
                millis(endToEnd, 99),
                acknowledged,
                refused,
                lost,
                duplicates,
                outOfOrder);
    }

    private boolean isMeasured(long now) {
        return now >= windowStart && now < windowEnd;
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getTotalCount() == 0 ? Double.NaN : nanos.getValueAtPercentile(percentile) / 1e6;
    }

    /** One connection, which is one key; guarded by its own monitor. */
    private static final class Lane {
        private final BitSet acknowledged = new BitSet();
        private final BitSet arrived = new BitSet();
        private final Histogram ackLatency = new Histogram(DIGITS);
        private final Histogram endToEnd = new Histogram(DIGITS);
        private int highest = -1;
        private long measured;
        private long refused;
        private long duplicates;
        private long outOfOrder;

        synchronized int lost() {
            BitSet missing = (BitSet) acknowledged.clone();
            missing.andNot(arrived);
            return missing.cardinality();
        }
    }
}
