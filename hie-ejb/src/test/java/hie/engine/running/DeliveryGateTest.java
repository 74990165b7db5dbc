package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.Delivery;
import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingValues;
import hie.engine.item.BreakerState;
import hie.engine.item.HostStartException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeliveryGateTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ItemFixture fixture = new ItemFixture();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    private ItemRuntime item;

    @BeforeEach
    void run() throws HostStartException {
        item = fixture.operation("Out", Map.of(), m -> Delivery.completed(null, "AA"));
    }

    private DeliveryGate gate(Map<String, String> settings) {
        return DeliveryGate.of(
                item.key(),
                SettingValues.of(SettingDescriptor.of(ItemFixture.OperationHost.class), settings),
                now::get);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    /** Whether an attempt may be made at once; the item is paused, so that nothing waits. */
    private boolean passes(DeliveryGate gate) {
        item.pause();
        return gate.awaitPass(item);
    }

    @Test
    void shouldNotBeThereWhenNothingIsSet() {
        assertThat(gate(Map.of())).isNull();
        assertThat(item.gate()).isNull();
    }

    @Test
    void shouldOpenAfterASingleFailureWhenOneIsEnough() {
        DeliveryGate gate = gate(Map.of("CircuitBreakerThreshold", "1", "CircuitBreakerDelay", "30"));

        for (int i = 0; i < 3; i++) {
            assertThat(passes(gate)).isTrue();
            gate.succeeded();
        }
        assertThat(passes(gate)).isTrue();
        gate.failed();

        assertThat(gate.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    @Tag("setting:BusinessOperation.CircuitBreakerThreshold")
    @Tag("setting:BusinessOperation.CircuitBreakerDelay")
    void shouldOpenAfterFailuresInARowAndTryOnceWhenTheDelayIsOver() {
        DeliveryGate gate = gate(Map.of("CircuitBreakerThreshold", "2", "CircuitBreakerDelay", "30"));

        assertThat(passes(gate)).isTrue();
        gate.failed();
        assertThat(passes(gate)).isTrue();
        gate.succeeded();
        assertThat(passes(gate)).isTrue();
        gate.failed();
        assertThat(gate.state()).as("not two in a row").isEqualTo(BreakerState.CLOSED);
        assertThat(passes(gate)).isTrue();
        gate.failed();

        assertThat(gate.state()).isEqualTo(BreakerState.OPEN);
        assertThat(passes(gate)).isFalse();
        pass(Duration.ofSeconds(29));
        assertThat(passes(gate)).isFalse();
        pass(Duration.ofSeconds(2));
        assertThat(passes(gate)).isTrue();
        assertThat(gate.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(passes(gate)).as("one attempt only").isFalse();
    }

    @Test
    void shouldCloseWhenTheOneAttemptSucceedsAndOpenAgainWhenItFails() {
        DeliveryGate gate = gate(Map.of("CircuitBreakerThreshold", "1", "CircuitBreakerDelay", "30"));
        assertThat(passes(gate)).isTrue();
        gate.failed();
        pass(Duration.ofSeconds(31));

        assertThat(passes(gate)).isTrue();
        gate.failed();
        assertThat(gate.state()).isEqualTo(BreakerState.OPEN);
        pass(Duration.ofSeconds(31));
        assertThat(passes(gate)).isTrue();
        gate.succeeded();

        assertThat(gate.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void shouldGiveTheOneAttemptToAnotherWhenItIsNotMade() {
        DeliveryGate gate = gate(Map.of("CircuitBreakerThreshold", "1", "CircuitBreakerDelay", "30"));
        assertThat(passes(gate)).isTrue();
        gate.failed();
        pass(Duration.ofSeconds(31));
        assertThat(passes(gate)).isTrue();

        gate.abandoned();

        assertThat(passes(gate)).isTrue();
    }

    @Test
    @Tag("setting:BusinessOperation.RateLimit")
    @Tag("setting:BusinessOperation.RateLimitPeriod")
    void shouldRefillTheBucketEvenly() {
        DeliveryGate gate = gate(Map.of("RateLimit", "2", "RateLimitPeriod", "10"));
        assertThat(passes(gate)).isTrue();
        assertThat(passes(gate)).isTrue();
        assertThat(passes(gate)).isFalse();

        pass(Duration.ofSeconds(4));
        assertThat(passes(gate)).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(passes(gate)).isTrue();
        assertThat(passes(gate)).isFalse();
        pass(Duration.ofHours(1));
        assertThat(passes(gate)).isTrue();
        assertThat(passes(gate)).isTrue();
        assertThat(passes(gate)).as("no more than the bucket holds").isFalse();
    }

    @Test
    void shouldLetALaneThatWaitsPassWhenTheDelayIsOver() throws Exception {
        DeliveryGate gate = DeliveryGate.of(
                item.key(),
                SettingValues.of(
                        SettingDescriptor.of(ItemFixture.OperationHost.class),
                        Map.of("CircuitBreakerThreshold", "1", "CircuitBreakerDelay", "1")));
        assertThat(gate.awaitPass(item)).isTrue();
        gate.failed();

        AtomicReference<Boolean> passed = new AtomicReference<>();
        Thread lane = Thread.ofVirtual().start(() -> passed.set(gate.awaitPass(item)));

        assertThat(lane.join(PATIENCE)).isTrue();
        assertThat(passed.get()).isTrue();
        assertThat(gate.state()).isEqualTo(BreakerState.HALF_OPEN);
    }
}
