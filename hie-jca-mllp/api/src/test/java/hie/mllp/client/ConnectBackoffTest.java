package hie.mllp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectBackoffTest {

    @Test
    void shouldDoubleUpToThirtySeconds() {
        ConnectBackoff backoff = new ConnectBackoff(() -> 1.0);

        assertThat(backoff.afterFailure()).isEqualTo(Duration.ofMillis(100));
        assertThat(backoff.afterFailure()).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.afterFailure()).isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 100; i++) {
            backoff.afterFailure();
        }
        assertThat(backoff.afterFailure()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldSpreadOverUpperHalf() {
        assertThat(new ConnectBackoff(() -> 0.0).afterFailure()).isEqualTo(Duration.ofMillis(50));
        assertThat(new ConnectBackoff(() -> 0.5).afterFailure()).isEqualTo(Duration.ofMillis(75));
    }

    @Test
    void shouldStartAnewAfterSuccess() {
        ConnectBackoff backoff = new ConnectBackoff(() -> 1.0);
        backoff.afterFailure();
        backoff.afterFailure();

        backoff.reset();

        assertThat(backoff.afterFailure()).isEqualTo(Duration.ofMillis(100));
    }
}
