package hie.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostKind;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.messaging.ItemQueues;
import hie.engine.running.ItemFixture;
import hie.engine.server.BeanDeployments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemDeployerTest {

    private final ItemFixture fixture = new ItemFixture();
    private final ItemDeployer deployer = new ItemDeployer();
    private final List<List<String>> deployed = new ArrayList<>();
    private final ItemDefinition first = operation("First");
    private final ItemDefinition bad = operation("Bad");
    private final ItemDefinition last = operation("Last");

    private ItemDefinition operation(String name) {
        return fixture.define(name, ItemFixture.OperationHost.class, HostKind.OPERATION, Map.of());
    }

    @BeforeEach
    void setUp() {
        deployer.items = fixture.runningItems();
        deployer.queues = new ItemQueues() {
            @Override
            public void ensure(String queue) {}
        };
        deployer.deployments = new BeanDeployments() {
            @Override
            public void deploy(List<Archive> archives) {
                if (archives.stream().anyMatch(archive -> archive.name().contains("Bad"))) {
                    throw new IllegalStateException("its port is taken");
                }
                deployed.add(archives.stream().map(Archive::name).toList());
            }
        };
    }

    @Test
    void shouldDeployItemsTogether() {
        assertThat(deployer.start(List.of(first, last), Set.of())).isEmpty();

        assertThat(deployed).hasSize(1);
        assertThat(deployed.get(0)).hasSize(2);
        assertThat(fixture.runningItems().find(first.key())).isPresent();
        assertThat(fixture.runningItems().find(last.key())).isPresent();
    }

    @Test
    void shouldPauseAnItemBeforeItsBeanIsThere() {
        AtomicBoolean wasPaused = new AtomicBoolean();
        deployer.deployments = new BeanDeployments() {
            @Override
            public void deploy(List<Archive> archives) {
                wasPaused.set(fixture.runningItems().require(first.key()).isPaused());
            }
        };

        assertThat(deployer.start(List.of(first, last), Set.of(first.key()))).isEmpty();

        assertThat(wasPaused).isTrue();
        assertThat(fixture.runningItems().require(last.key()).isPaused()).isFalse();
    }

    @Test
    void shouldDeployOneByOneWhenTheServerRefusesOneOfThem() {
        Map<ItemKey, String> failures = deployer.start(List.of(first, bad, last), Set.of());

        assertThat(failures).containsOnlyKeys(bad.key());
        assertThat(failures.get(bad.key()))
                .isEqualTo("Item " + bad.key() + " could not be deployed: its port is taken");
        assertThat(deployed)
                .hasSize(2)
                .allSatisfy(together -> assertThat(together).hasSize(1));
        assertThat(fixture.runningItems().find(bad.key())).isEmpty();
        assertThat(fixture.runningItems().find(last.key())).isPresent();
    }
}
