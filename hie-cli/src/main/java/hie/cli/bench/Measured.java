package hie.cli.bench;

import hie.cli.local.Footprint;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One load on one engine, and what the engine used of the machine meanwhile.
 *
 * @param cpu processor time of the engine's process
 * @param after what it took of the machine when the load had ended
 * @param startTime as {@link Engine#startTime}
 */
record Measured(Ledger.Outcome outcome, Duration cpu, Footprint after, Duration startTime) {

    /** Processor time of the engine for each acknowledged message, in microseconds; NaN for none. */
    double cpuMicros() {
        return outcome.acknowledged() == 0
                ? Double.NaN
                : (double) TimeUnit.NANOSECONDS.toMicros(cpu.toNanos()) / outcome.acknowledged();
    }

    String describe(String engine, int connections, String burden) {
        return String.format(
                Locale.ROOT,
                "  %s, %d connections: %.0f msg/s, ack p50 %.2f ms, p99 %.2f ms, end to end p99 %.2f ms;"
                        + " %d acknowledged, %d refused, %d lost, %d duplicates, %d out of order; %.0f us CPU a message, %d MB%s%s",
                engine,
                connections,
                outcome.messagesPerSecond(),
                outcome.ackP50Millis(),
                outcome.ackP99Millis(),
                outcome.endToEndP99Millis(),
                outcome.acknowledged(),
                outcome.refused(),
                outcome.lost(),
                outcome.duplicates(),
                outcome.outOfOrder(),
                cpuMicros(),
                after.megabytes(),
                startTime.isZero()
                        ? ""
                        : String.format(Locale.ROOT, "; came up in %.1f s", startTime.toMillis() / 1000.0),
                burden);
    }
}
