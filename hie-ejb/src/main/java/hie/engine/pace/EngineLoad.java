package hie.engine.pace;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * How busy the machine's processors are, and how much new input there is: looked at in turns of a fifth of a second, and only
 * when somebody asks. Safe for use by any thread.
 */
public final class EngineLoad {

    static final Duration TURN = Duration.ofMillis(200);

    private static final double SATURATED = 0.8;

    private final LongAdder accepted = new LongAdder();
    private final DoubleSupplier processors;
    private final LongSupplier nanos;
    private Turn turn;
    private long acceptedBefore;

    /** @param processors what share of the processors was in use of late; negative when that is unknown */
    public EngineLoad(DoubleSupplier processors, LongSupplier nanos) {
        this.processors = processors;
        this.nanos = nanos;
    }

    /** The load of this machine, or of the container in which the engine runs. */
    public static EngineLoad ofThisMachine() {
        return new EngineLoad(new Processors(), System::nanoTime);
    }

    /** A service has accepted a message. */
    public void accepted() {
        accepted.increment();
    }

    /** The turn that it is, and what the one before it was like. */
    synchronized Turn turn() {
        long now = nanos.getAsLong();
        if (turn == null || now - turn.begun() >= TURN.toNanos()) {
            long sum = accepted.sum();
            int asking = turn == null ? 1 : Math.max(1, turn.asking().get());
            turn = new Turn(
                    now, processors.getAsDouble() >= SATURATED, sum - acceptedBefore, asking, new AtomicInteger());
            acceptedBefore = sum;
        }
        return turn;
    }

    /** How long the present turn lasts yet, at least a millisecond. */
    synchronized Duration rest() {
        long passed = turn == null ? 0 : nanos.getAsLong() - turn.begun();
        return Duration.ofNanos(Math.max(1_000_000, TURN.toNanos() - passed));
    }

    /**
     * One turn.
     *
     * @param isSaturated whether the processors were nearly all in use before it
     * @param accepted messages that services took in since the turn before it began
     * @param sharing how many items asked in the turn before, at least 1
     * @param asking how many have asked in this one so far
     */
    record Turn(long begun, boolean isSaturated, long accepted, int sharing, AtomicInteger asking) {}

    private static final class Processors implements DoubleSupplier {

        private final MBeanServer mbeans = ManagementFactory.getPlatformMBeanServer();
        private final ObjectName system;

        Processors() {
            try {
                system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            } catch (MalformedObjectNameException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public double getAsDouble() {
            try {
                return (Double) mbeans.getAttribute(system, "CpuLoad");
            } catch (JMException e) {
                throw new IllegalStateException("The machine could not be asked how busy it is", e);
            }
        }
    }
}
