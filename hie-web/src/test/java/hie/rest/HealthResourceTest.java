package hie.rest;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.messaging.ItemQueues;
import hie.engine.production.EngineLife;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthResourceTest {

    private static HealthResource health(boolean hasStarted, boolean brokerTakesMessages) {
        HealthResource health = new HealthResource();
        health.engine = new EngineLife() {
            @Override
            public boolean isReady() {
                return hasStarted;
            }
        };
        health.broker = new ItemQueues() {
            @Override
            public boolean isActive() {
                return brokerTakesMessages;
            }
        };
        return health;
    }

    @ParameterizedTest
    @CsvSource({"true, true, 200, 200", "true, false, 200, 503", "false, true, 503, 503", "false, false, 503, 503"})
    void shouldAnswer503WhileTheEngineHasNotStartedOrTheBrokerTakesNothing(
            boolean hasStarted, boolean brokerTakesMessages, int started, int ready) {
        HealthResource health = health(hasStarted, brokerTakesMessages);

        assertThat(health.started().getStatus()).isEqualTo(started);
        assertThat(health.ready().getStatus()).isEqualTo(ready);
    }

    @Test
    void shouldSayInTheAnswerThatItIsDown() {
        try (Response answer = health(false, true).ready()) {
            assertThat(answer.getEntity()).isEqualTo(new HealthResource.Health("DOWN"));
        }
    }

    @Test
    void shouldLiveAsLongAsItAnswers() {
        assertThat(health(false, false).live()).isEqualTo(new HealthResource.Health("UP"));
    }
}
