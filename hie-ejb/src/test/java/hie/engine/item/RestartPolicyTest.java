package hie.engine.item;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingValues;
import hie.engine.routing.RoutingProcess;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private static final Instant FAILED = Instant.parse("2026-11-24T12:00:00Z");

    private static RestartPolicy policy(Map<String, String> settings) {
        return RestartPolicy.of(SettingValues.of(SettingDescriptor.of(RoutingProcess.class), settings));
    }

    @Test
    @Tag("setting:Host.RestartDelay")
    void shouldDoubleTheRestartDelayUpToFiveMinutes() {
        RestartPolicy policy = policy(Map.of("RestartDelay", "10"));

        assertThat(policy.next(1, FAILED)).contains(FAILED.plusSeconds(10));
        assertThat(policy.next(2, FAILED)).contains(FAILED.plusSeconds(20));
        assertThat(policy.next(3, FAILED)).contains(FAILED.plusSeconds(40));
        assertThat(policy.next(100, FAILED)).contains(FAILED.plusSeconds(300));
        assertThat(policy(Map.of("RestartDelay", "900")).next(100, FAILED)).contains(FAILED.plusSeconds(900));
    }

    @Test
    @Tag("setting:Host.RestartPolicy")
    void shouldRestartAlwaysWhenNothingIsSaid() {
        assertThat(policy(Map.of()).next(1_000_000, FAILED)).isPresent();
        assertThat(policy(Map.of("RestartPolicy", "always", "MaxRestarts", "1")).next(9, FAILED))
                .isPresent();
    }

    @Test
    @Tag("setting:Host.MaxRestarts")
    void shouldLeaveAnItemAloneAfterMaxRestarts() {
        RestartPolicy policy = policy(Map.of("RestartPolicy", "on_failure", "MaxRestarts", "2"));

        assertThat(policy.next(1, FAILED)).isPresent();
        assertThat(policy.next(2, FAILED)).isPresent();
        assertThat(policy.next(3, FAILED)).isEmpty();
    }

    @Test
    @Tag("setting:Host.RestartPolicy")
    void shouldNeverRestartWithRestartPolicyNever() {
        assertThat(policy(Map.of("RestartPolicy", "never")).next(1, FAILED)).isEmpty();
    }
}
