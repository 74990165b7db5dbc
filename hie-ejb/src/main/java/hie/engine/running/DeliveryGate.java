package hie.engine.running;

import hie.api.setting.SettingValues;
import hie.engine.item.BreakerState;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * What holds an operation's attempts back: its circuit breaker and its rate limit, each only where it is set. One for all
 * workers of an item; safe for use by any thread. Every {@link #awaitPass} that returned {@code true} is followed by exactly
 * one of {@link #succeeded}, {@link #failed} and {@link #abandoned}.
 */
final class DeliveryGate {

    /** How often a lane looks whether the one attempt of another lane has settled the breaker's state. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** The breaker wants to be told of an exception; which one is the item's to know. */
    private static final Exception NO_ANSWER = new NoAnswer();

    private final CircuitBreaker breaker;
    private final Bucket bucket;
    private final InstantSource clock;
    private volatile long opensAgainAt;

    private DeliveryGate(CircuitBreaker breaker, Bucket bucket, InstantSource clock) {
        this.breaker = breaker;
        this.bucket = bucket;
        this.clock = clock;
    }

    /** The gate that an operation's settings ask for; {@code null} when they ask for none, so that there is nothing to pass. */
    static DeliveryGate of(ItemKey item, SettingValues settings) {
        return of(item, settings, InstantSource.system());
    }

    static DeliveryGate of(ItemKey item, SettingValues settings, InstantSource clock) {
        int threshold = settings.integer("CircuitBreakerThreshold");
        int limit = settings.integer("RateLimit");
        if (threshold == 0 && limit == 0) {
            return null;
        }
        Duration delay = settings.seconds("CircuitBreakerDelay");
        DeliveryGate gate = new DeliveryGate(
                threshold == 0 ? null : breaker(item, threshold, delay, clock),
                limit == 0 ? null : bucket(limit, settings.seconds("RateLimitPeriod"), clock),
                clock);
        if (gate.breaker != null) {
            gate.watch(item, delay);
        }
        return gate;
    }

    private static CircuitBreaker breaker(ItemKey item, int threshold, Duration delay, InstantSource clock) {
        return CircuitBreaker.of(
                item.path(),
                CircuitBreakerConfig.custom()
                        .slidingWindow(threshold, threshold, SlidingWindowType.COUNT_BASED, strategy(threshold))
                        .failureRateThreshold(100)
                        .slowCallRateThreshold(100)
                        .slowCallDurationThreshold(Duration.ofDays(1))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(delay)
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .currentTimestampFunction(any -> clock.millis(), TimeUnit.MILLISECONDS)
                        .build());
    }

    /** The lock-free window of resilience4j breaks with its second call when it holds one call only. */
    private static CircuitBreakerConfig.SlidingWindowSynchronizationStrategy strategy(int threshold) {
        return threshold == 1
                ? CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.SYNCHRONIZED
                : CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE;
    }

    private static Bucket bucket(int limit, Duration period, InstantSource clock) {
        Duration full = period.isPositive() ? period : Duration.ofMillis(1);
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(limit)
                        .refillGreedy(limit, full)
                        .build())
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return true;
                    }
                })
                .build();
    }

    private void watch(ItemKey item, Duration delay) {
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition().getToState()) {
                case OPEN, FORCED_OPEN -> {
                    opensAgainAt = clock.millis() + delay.toMillis();
                    ItemLog.LOG.breakerOpens(item, delay.toSeconds());
                }
                case CLOSED -> ItemLog.LOG.breakerCloses(item);
                case HALF_OPEN, DISABLED, METRICS_ONLY -> ItemLog.LOG.breakerTries(item);
            }
        });
    }

    /** Waits until an attempt may be made; {@code false} when the item has to yield before that. */
    boolean awaitPass(ItemRuntime item) {
        return awaitBreaker(item) && (awaitToken(item) || abandonedWhileWaiting());
    }

    private boolean awaitBreaker(ItemRuntime item) {
        while (breaker != null && !breaker.tryAcquirePermission()) {
            if (item.awaitYield(waitForBreaker())) {
                return false;
            }
        }
        return true;
    }

    private Duration waitForBreaker() {
        long left = opensAgainAt - clock.millis();
        return breaker.getState() == CircuitBreaker.State.OPEN && left > 0 ? Duration.ofMillis(left) : LOOK_AGAIN;
    }

    private boolean awaitToken(ItemRuntime item) {
        while (bucket != null) {
            long wait = bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
            if (wait == 0) {
                return true;
            }
            if (item.awaitYield(Duration.ofNanos(wait))) {
                return false;
            }
        }
        return true;
    }

    private boolean abandonedWhileWaiting() {
        abandoned();
        return false;
    }

    /** The destination has answered, whatever it said of the message. */
    void succeeded() {
        if (breaker != null) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    /** The destination was not reached, did not answer, or asked for a retry. */
    void failed() {
        if (breaker != null) {
            breaker.onError(0, TimeUnit.NANOSECONDS, NO_ANSWER);
        }
    }

    /** There was no attempt after all, or it says nothing of the destination. */
    void abandoned() {
        if (breaker != null) {
            breaker.releasePermission();
        }
    }

    private static final class NoAnswer extends Exception {

        private static final long serialVersionUID = 1L;

        NoAnswer() {
            super("no answer", null, false, false);
        }
    }

    /** Where the breaker stands; {@code null} when there is none. */
    BreakerState state() {
        if (breaker == null) {
            return null;
        }
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
        };
    }
}
