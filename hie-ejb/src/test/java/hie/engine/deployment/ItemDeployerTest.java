package hie.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.BusinessOperation;
import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.catalog.HostKind;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.WorkerStatus;
import hie.engine.messaging.ItemQueues;
import hie.engine.running.ItemFixture;
import hie.engine.running.ItemRuntime;
import hie.engine.server.BeanDeployments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemDeployerTest {

    private final ItemFixture fixture = new ItemFixture();
    private final ItemDeployer deployer = new ItemDeployer();
    private final List<List<String>> deployed = new ArrayList<>();
    private final ItemDefinition first = operation("First");
    private final ItemDefinition bad = operation("Bad");
    private final ItemDefinition last = operation("Last");

    /** There are no processes. */
    private static final class NoWorkers implements WorkerProcesses {

        @Override
        public void start(ItemRuntime item) {}

        @Override
        public void stop(ItemKey item) {}

        @Override
        public void pause(ItemKey item) {}

        @Override
        public void resume(ItemKey item) {}

        @Override
        public void tell() {}

        @Override
        public List<WorkerStatus> status(ItemKey item) {
            return List.of();
        }
    }

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
        deployer.workers = new NoWorkers();
        deployer.deployments = new BeanDeployments() {
            @Override
            public void undeploy(String archive, String pool) {}

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
        assertThat(deployer.start(List.of(first, last), Set.of()).failures()).isEmpty();

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

        assertThat(deployer.start(List.of(first, last), Set.of(first.key())).failures())
                .isEmpty();

        assertThat(wasPaused).isTrue();
        assertThat(fixture.runningItems().require(last.key()).isPaused()).isFalse();
    }

    @Test
    void shouldDeployOneByOneWhenTheServerRefusesOneOfThem() {
        Map<ItemKey, String> failures =
                deployer.start(List.of(first, bad, last), Set.of()).failures();

        assertThat(failures).containsOnlyKeys(bad.key());
        assertThat(failures.get(bad.key()))
                .isEqualTo("Item " + bad.key() + " could not be deployed: its port is taken");
        assertThat(deployed)
                .hasSize(2)
                .allSatisfy(together -> assertThat(together).hasSize(1));
        assertThat(fixture.runningItems().find(bad.key())).isEmpty();
        assertThat(fixture.runningItems().find(last.key())).isPresent();
    }

    /** Its hosts start when somebody lets them. */
    public static final class LateOperation extends BusinessOperation {

        private static volatile Semaphore goOn = new Semaphore(0);
        private static volatile Semaphore mayEnd = new Semaphore(0);
        private static final List<String> REACHED = new CopyOnWriteArrayList<>();

        @Override
        public void onStart() throws InterruptedException {
            REACHED.add("onStart");
            try {
                goOn.acquire();
            } catch (InterruptedException e) {
                REACHED.add("interrupted");
                throw e;
            }
        }

        @Override
        public Delivery deliver(Message message) {
            return Delivery.completed(null, "");
        }

        @Override
        public void onStop() {
            REACHED.add("onStop");
            mayEnd.acquireUninterruptibly();
        }
    }

    private ItemDefinition late(Map<String, String> settings) {
        LateOperation.goOn = new Semaphore(0);
        LateOperation.mayEnd = new Semaphore(0);
        LateOperation.REACHED.clear();
        return fixture.define("Late", LateOperation.class, HostKind.OPERATION, settings);
    }

    @Test
    void shouldStartOthersWhileAHookTakesItsTime() {
        ItemDefinition late = late(Map.of());

        ItemDeployer.Starts starts = deployer.start(List.of(first, late, last), Set.of());

        assertThat(starts.failures()).isEmpty();
        assertThat(starts.underWay()).containsExactly(late.key());
        assertThat(deployer.isStarting(late.key())).isTrue();
        assertThat(deployed)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);

        LateOperation.goOn.release();
        deployer.awaitStart(late.key());
        assertThat(deployer.isStarting(late.key())).isFalse();
        starts = deployer.start(List.of(late), Set.of(late.key()));

        assertThat(starts.failures()).isEmpty();
        assertThat(starts.underWay()).isEmpty();
        assertThat(deployed).hasSize(2);
        assertThat(fixture.runningItems().require(late.key()).isPaused())
                .as("what was wanted of it meanwhile")
                .isTrue();
        assertThat(LateOperation.REACHED).containsExactly("onStart");
    }

    @Test
    void shouldSayWhichHookHasNotEndedInTime() {
        ItemDefinition late = late(Map.of("HookTimeout", "0.05"));

        ItemDeployer.Starts starts = deployer.start(List.of(late), Set.of());

        assertThat(starts.failures()).containsOnlyKeys(late.key());
        assertThat(starts.failures().get(late.key())).contains("its host's onStart has not ended after 0.05 s");
        assertThat(deployer.isStarting(late.key())).isFalse();
    }

    @Test
    void shouldGiveUpAStartThatNobodyWantsAnyMore() {
        ItemDefinition late = late(Map.of());
        deployer.start(List.of(late), Set.of());

        deployer.stop(late);

        assertThat(deployer.isStarting(late.key())).isFalse();
        await().until(() -> LateOperation.REACHED.contains("interrupted"));
        LateOperation.goOn.release();
        assertThat(deployer.start(List.of(late), Set.of()).failures()).isEmpty();
        await().until(() -> fixture.runningItems().find(late.key()).isPresent());
    }

    @Test
    void shouldStartAnItemOnlyWhenItsLastLifeIsOver() {
        ItemDefinition late = late(Map.of());
        LateOperation.goOn.release(2);
        deployer.start(List.of(late), Set.of());

        deployer.stop(late);
        assertThat(fixture.runningItems().find(late.key())).isEmpty();
        assertThat(deployer.start(List.of(first, late), Set.of()).underWay()).containsExactly(late.key());
        assertThat(LateOperation.REACHED).containsExactly("onStart", "onStop");

        LateOperation.mayEnd.release();
        deployer.awaitStart(late.key());
        assertThat(deployer.start(List.of(late), Set.of()).underWay()).isEmpty();
        assertThat(LateOperation.REACHED).containsExactly("onStart", "onStop", "onStart");
    }
}
