package hie.mllp.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt to connect to one target: doubles with each failure from 100 ms to 30 s, and
 * is spread over the upper half of that by chance, so that many senders do not come back at once. Only advises; nobody
 * is kept from trying sooner. Safe for use by any number of threads.
 */
public final class ConnectBackoff {

    public static final Duration INITIAL = Duration.ofMillis(100);
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int DOUBLINGS_ENOUGH = 20;

    private final DoubleSupplier chance;
    private final AtomicInteger failures = new AtomicInteger();

    public ConnectBackoff() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    ConnectBackoff(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** Notes a failure and says how long to wait. */
    public Duration afterFailure() {
        int before = failures.getAndUpdate(count -> Math.min(count + 1, DOUBLINGS_ENOUGH));
        long full = Math.min(INITIAL.toMillis() << before, LONGEST.toMillis());
        return Duration.ofMillis(full / 2 + Math.round(full / 2.0 * chance.getAsDouble()));
    }

    /** Notes a success: the next failure starts from the beginning. */
    public void reset() {
        failures.set(0);
    }
}
