package hie.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.messaging.ItemQueues;
import hie.engine.production.EngineLife;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server's own health endpoints say of the engine: they answer 503 when any check is down. */
class EngineHealthTest {

    /** The server brings one; here nothing but the status is of interest. */
    @BeforeAll
    static void buildResponses() {
        HealthCheckResponse.setResponseProvider(Response::new);
    }

    private static final class Response extends HealthCheckResponseBuilder {

        private boolean isUp;

        @Override
        public HealthCheckResponseBuilder name(String name) {
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, String value) {
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, long value) {
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, boolean value) {
            return this;
        }

        @Override
        public HealthCheckResponseBuilder up() {
            return status(true);
        }

        @Override
        public HealthCheckResponseBuilder down() {
            return status(false);
        }

        @Override
        public HealthCheckResponseBuilder status(boolean up) {
            isUp = up;
            return this;
        }

        @Override
        public HealthCheckResponse build() {
            return new HealthCheckResponse("", isUp ? Status.UP : Status.DOWN, java.util.Optional.empty());
        }
    }

    private static EngineLife engine(boolean hasStarted) {
        return new EngineLife() {
            @Override
            public boolean isReady() {
                return hasStarted;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"true, true, UP", "true, false, DOWN", "false, true, DOWN", "false, false, DOWN"})
    void shouldBeReadyOnceItHasStartedAndWhileTheBrokerTakesMessages(
            boolean hasStarted, boolean brokerTakesMessages, Status expected) {
        EngineReady check = new EngineReady();
        check.engine = engine(hasStarted);
        check.broker = new ItemQueues() {
            @Override
            public boolean isActive() {
                return brokerTakesMessages;
            }
        };

        assertThat(check.call().getStatus()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, UP", "false, DOWN"})
    void shouldSayWhetherItHasStarted(boolean hasStarted, Status expected) {
        EngineStarted check = new EngineStarted();
        check.engine = engine(hasStarted);

        assertThat(check.call().getStatus()).isEqualTo(expected);
    }
}
