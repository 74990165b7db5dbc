package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostKind;
import hie.engine.item.ItemKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginePostTest {

    private final ItemFixture fixture = new ItemFixture();

    @Test
    void shouldPutATextOnAnItemsQueueOnceAndLeaveATrace() throws Exception {
        fixture.define("Ens.Alert", ItemFixture.OperationHost.class, HostKind.OPERATION, Map.of());
        ItemKey about = ItemFixture.key("Out");
        String queue = ItemFixture.key("Ens.Alert").queueName();

        fixture.items.post(about, "Ens.Alert", "100 messages wait", Map.of("IncidentKind", "QUEUE_DEPTH"), "i|OPENED");
        fixture.items.post(about, "Ens.Alert", "100 messages wait", Map.of("IncidentKind", "QUEUE_DEPTH"), "i|OPENED");

        assertThat(fixture.broker.on(queue)).singleElement().satisfies(message -> {
            assertThat(message.header().source()).isEqualTo("Out");
            assertThat(message.header().property("IncidentKind")).contains("QUEUE_DEPTH");
            assertThat(new String(message.body().bytes(), StandardCharsets.UTF_8))
                    .isEqualTo("100 messages wait");
        });
        assertThat(fixture.broker.hops())
                .singleElement()
                .satisfies(hop -> assertThat(hop.item()).isEqualTo("Ens.Alert"));
        assertThat(fixture.broker.openSessions()).isZero();
    }

    @Test
    void shouldKnowWhatIsDeployedWhetherItRunsOrNot() {
        fixture.define("Ens.Alert", ItemFixture.OperationHost.class, HostKind.OPERATION, Map.of());

        assertThat(fixture.items.isDeployed(ItemFixture.key("Ens.Alert"))).isTrue();
        assertThat(fixture.items.isDeployed(ItemFixture.key("Nobody"))).isFalse();
    }
}
