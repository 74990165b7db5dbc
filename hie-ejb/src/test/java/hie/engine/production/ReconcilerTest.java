package hie.engine.production;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.config.SettingReferences;
import hie.engine.deployment.ItemDeployer;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemState;
import hie.engine.running.ItemFixture;
import hie.store.project.ItemDesire;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final ItemKey NIGHTLY = new ItemKey("w", "p", "Nightly");

    private final List<String> done = new ArrayList<>();
    private final Reconciler reconciler = new Reconciler();
    private final Wishes wishes = new Wishes();
    private final SettableClock clock = new SettableClock();
    private final Set<String> slow = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    private boolean isPortTaken;

    /** What is wanted, without a database. */
    private static final class Wishes extends Projects {

        private ProjectConfig config = ProjectConfig.empty("");
        private Map<String, ItemDesire.Desire> desires = Map.of();

        @Override
        public List<Wanted> wanted() {
            return List.of(new Wanted(new UUID(1, 1), "w", "p", "", 1, 1, true, config, desires));
        }
    }

    private static final class SettableClock extends Clock {

        private Instant now;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void wire() {
        reconciler.projects = wishes;
        reconciler.definitions = new Definitions();
        reconciler.definitions.catalog = new HostCatalog();
        reconciler.definitions.references = new SettingReferences();
        reconciler.items = new ItemFixture().runningItems();
        reconciler.clock = clock;
        reconciler.deployer = new ItemDeployer() {
            @Override
            public Starts start(List<ItemDefinition> definitions, Set<ItemKey> paused) {
                Map<ItemKey, String> failures = new HashMap<>();
                Set<ItemKey> underWay = new HashSet<>();
                for (ItemDefinition definition : definitions) {
                    if (definition.key().item().equals("Bad") || hasFailed(definition.key())) {
                        failures.put(definition.key(), "no good");
                    } else if (slow.contains(definition.key().item())) {
                        done.add("begin " + definition.key().item());
                        underWay.add(definition.key());
                    } else {
                        done.add((paused.contains(definition.key()) ? "start paused " : "start ")
                                + definition.key().item());
                    }
                }
                return new Starts(failures, underWay);
            }

            @Override
            public boolean isStarting(ItemKey key) {
                return slow.contains(key.item());
            }

            @Override
            public void awaitStart(ItemKey key) {
                done.add("await " + key.item());
                slow.remove(key.item());
            }

            @Override
            public void stop(ItemDefinition definition) {
                done.add("stop " + definition.key().item());
            }

            @Override
            public void pause(ItemDefinition definition) {
                done.add("pause " + definition.key().item());
            }

            @Override
            public void resume(ItemDefinition definition) {
                done.add("resume " + definition.key().item());
                if (isPortTaken) {
                    throw new IllegalStateException("its port is taken");
                }
            }

            @Override
            public void tellWorkers() {}
        };
    }

    private boolean hasFailed(ItemKey key) {
        return failing.contains(key.item()) && !slow.contains(key.item());
    }

    private static ItemConfig operation(String name, boolean enabled, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("FilePath", "files");
        return new ItemConfig(name, "FileOperation", enabled, "", settings, List.of());
    }

    private void at(String moment) {
        clock.now = Instant.parse(moment);
        if (reconciler.isScheduleDue() || done.isEmpty()) {
            reconciler.reconcile();
        }
    }

    @Test
    @Tag("setting:Host.Schedule")
    void shouldStartAndStopAnItemByItsScheduleAndLeaveOthersAlone() {
        wishes.config = new ProjectConfig(
                "",
                List.of(
                        operation("Always", true, Map.of()),
                        operation("Nightly", true, Map.of("Schedule", "START:*-*-*T22:00:00,STOP:CRON(0 6 * * *)"))));

        at("2026-05-04T12:00:00Z");
        assertThat(done).containsExactly("start Always");
        assertThat(reconciler.condition(NIGHTLY).state()).isEqualTo(ItemState.STOPPED);
        assertThat(reconciler.condition(NIGHTLY).reason()).isEqualTo("Stopped by its schedule until 2026-05-04T22:00");

        at("2026-05-04T21:59:59Z");
        assertThat(done).hasSize(1);

        at("2026-05-04T22:00:00Z");
        assertThat(done).containsExactly("start Always", "start Nightly");
        assertThat(reconciler.condition(NIGHTLY).state()).isEqualTo(ItemState.RUNNING);

        at("2026-05-05T05:59:59Z");
        assertThat(done).hasSize(2);

        at("2026-05-05T06:00:00Z");
        assertThat(done).containsExactly("start Always", "start Nightly", "stop Nightly");
        assertThat(reconciler.isSettled()).isTrue();
    }

    @Test
    void shouldStartAndStopAnItemByTheScheduleThatItNames() {
        wishes.config = new ProjectConfig(
                "",
                List.of(operation("Nightly", true, Map.of("Schedule", "@Nights"))),
                List.of(new ProjectDocument(
                        ProjectDocument.Kind.TABLE,
                        "Schedules",
                        "Nights,\"START:*-*-*T22:00:00,STOP:*-*-*T06:00:00\"\n")));

        at("2026-05-04T12:00:00Z");
        assertThat(done).isEmpty();

        at("2026-05-04T22:00:00Z");
        at("2026-05-05T06:00:00Z");
        assertThat(done).containsExactly("start Nightly", "stop Nightly");
    }

    @Test
    void shouldNotRunAnItemThatIsNotEnabledWhateverItsSchedule() {
        wishes.config = new ProjectConfig(
                "", List.of(operation("Nightly", false, Map.of("Schedule", "START:2020-01-01T00:00:00"))));

        at("2026-05-04T22:00:00Z");

        assertThat(done).isEmpty();
        assertThat(reconciler.condition(NIGHTLY).reason()).isEmpty();

        wishes.config = new ProjectConfig(
                "", List.of(operation("Nightly", true, Map.of("Schedule", "START:2020-01-01T00:00:00"))));
        reconciler.reconcile();

        assertThat(done).containsExactly("start Nightly");
    }

    @Test
    void shouldLetAnItemThatFailsUnexpectedlyHarmOnlyItself() {
        wishes.config =
                new ProjectConfig("", List.of(operation("Bad", true, Map.of()), operation("Good", true, Map.of())));

        at("2026-05-04T22:00:00Z");

        assertThat(done).containsExactly("start Good");
        assertThat(reconciler.condition(new ItemKey("w", "p", "Bad")).state()).isEqualTo(ItemState.TROUBLED);
        assertThat(reconciler.condition(new ItemKey("w", "p", "Bad")).reason()).isEqualTo("no good");
    }

    @Test
    void shouldTouchOnlyTheItemThatChanged() {
        wishes.config =
                new ProjectConfig("", List.of(operation("Other", true, Map.of()), operation("This", true, Map.of())));
        at("2026-05-04T22:00:00Z");
        done.clear();
        wishes.config = wishes.config.with(operation("This", true, Map.of("RestartDelay", "7")));

        reconciler.reconcile();

        assertThat(done).containsExactly("stop This", "start This");
    }

    @Test
    void shouldStartPausedWhatIsToBePaused() {
        wishes.config =
                new ProjectConfig("", List.of(operation("Other", true, Map.of()), operation("This", true, Map.of())));
        wishes.desires = Map.of("This", ItemDesire.Desire.PAUSED);

        at("2026-05-04T22:00:00Z");
        assertThat(done).containsExactly("start Other", "start paused This");
        assertThat(reconciler.condition(new ItemKey("w", "p", "This")).state()).isEqualTo(ItemState.PAUSED);
        done.clear();
        wishes.config = wishes.config.with(operation("This", true, Map.of("RestartDelay", "7")));
        reconciler.reconcile();
        assertThat(done).as("when it changes").containsExactly("stop This", "start paused This");
        done.clear();
        wishes.desires = Map.of();
        reconciler.reconcile();
        reconciler.reconcile();

        assertThat(done).containsExactly("resume This");
    }

    @Test
    void shouldTakeAwayWhatCannotGoOnAndTryItAgain() {
        ItemKey key = new ItemKey("w", "p", "This");
        wishes.config = new ProjectConfig("", List.of(operation("This", true, Map.of())));
        wishes.desires = Map.of("This", ItemDesire.Desire.PAUSED);
        at("2026-05-04T22:00:00Z");
        done.clear();
        wishes.desires = Map.of();
        isPortTaken = true;

        reconciler.reconcile();

        assertThat(done).containsExactly("resume This", "stop This");
        assertThat(reconciler.condition(key).state()).isEqualTo(ItemState.TROUBLED);
        assertThat(reconciler.condition(key).reason()).isEqualTo("its port is taken");
        assertThat(reconciler.condition(key).restarts().next()).isNotNull();
        assertThat(reconciler.isSettled()).isFalse();
        done.clear();
        reconciler.bounce(key);
        assertThat(done).containsExactly("start This");
        assertThat(reconciler.condition(key).state()).isEqualTo(ItemState.RUNNING);
    }

    @Test
    void shouldStopServicesThenProcessesThenOperations() {
        wishes.config = new ProjectConfig(
                "",
                List.of(
                        operation("Out", true, Map.of()),
                        new ItemConfig("Router", "RoutingProcess", true, "", Map.of(), List.of("Out")),
                        new ItemConfig("In", "JmsService", true, "", Map.of(), List.of("Router"))));
        at("2026-05-04T22:00:00Z");
        assertThat(done).containsExactly("start Out", "start Router", "start In");
        done.clear();
        wishes.config = new ProjectConfig("", List.of());

        reconciler.reconcile();

        assertThat(done).containsExactly("stop In", "stop Router", "stop Out");
    }

    @Test
    void shouldMakeTrueWhatElseIsWantedWhileAnItemIsOnItsWay() {
        ItemKey key = new ItemKey("w", "p", "Slow");
        slow.add("Slow");
        wishes.config = new ProjectConfig(
                "",
                List.of(
                        operation("Slow", true, Map.of()),
                        new ItemConfig("In", "JmsService", true, "", Map.of(), List.of("Slow"))));

        at("2026-05-04T22:00:00Z");
        assertThat(done).containsExactly("begin Slow", "start In");
        assertThat(reconciler.condition(key).state()).isEqualTo(ItemState.STARTING);
        assertThat(reconciler.isSettled()).isFalse();
        assertThat(reconciler.runningItems()).isEqualTo(1);
        done.clear();
        reconciler.reconcile();
        assertThat(done).as("it is begun once").isEmpty();

        slow.clear();
        reconciler.reconcile();

        assertThat(done).containsExactly("start Slow");
        assertThat(reconciler.condition(key).state()).isEqualTo(ItemState.RUNNING);
        assertThat(reconciler.isSettled()).isTrue();
    }

    @Test
    void shouldStopWhatIsOnItsWayAndNotWantedAnyMore() {
        slow.add("Slow");
        wishes.config = new ProjectConfig("", List.of(operation("Slow", true, Map.of())));
        at("2026-05-04T22:00:00Z");
        done.clear();

        wishes.config = new ProjectConfig("", List.of(operation("Slow", true, Map.of("RestartDelay", "7"))));
        reconciler.reconcile();
        assertThat(done).as("when it changes").containsExactly("stop Slow", "begin Slow");
        done.clear();
        reconciler.bounce(new ItemKey("w", "p", "Slow"));
        assertThat(done).as("when somebody restarts it").containsExactly("stop Slow", "begin Slow");
        done.clear();
        wishes.config = new ProjectConfig("", List.of());
        reconciler.reconcile();

        assertThat(done).containsExactly("stop Slow");
    }

    @Test
    void shouldWaitForItemsThatSomebodyHasJustAskedForOnly() {
        slow.addAll(List.of("Asked", "Other"));
        wishes.config =
                new ProjectConfig("", List.of(operation("Asked", true, Map.of()), operation("Other", true, Map.of())));
        at("2026-05-04T22:00:00Z");
        done.clear();

        reconciler.awaitFirstStarts(new ItemKey("w", "p", "Asked")::equals);

        assertThat(done).containsExactly("await Asked", "start Asked");
        assertThat(reconciler.condition(new ItemKey("w", "p", "Other")).state()).isEqualTo(ItemState.STARTING);
    }

    @Test
    void shouldCountTheStartsOfAnItemWhoseHooksTookTooLong() {
        ItemKey key = new ItemKey("w", "p", "Slow");
        slow.add("Slow");
        failing.add("Slow");
        wishes.config = new ProjectConfig(
                "", List.of(operation("Slow", true, Map.of("RestartPolicy", "on_failure", "MaxRestarts", "1"))));
        at("2026-05-04T22:00:00Z");
        slow.clear();

        reconciler.reconcile();
        assertThat(reconciler.condition(key).state()).isEqualTo(ItemState.TROUBLED);
        assertThat(reconciler.condition(key).reason()).isEqualTo("no good");
        assertThat(reconciler.condition(key).restarts().next()).as("once more").isNotNull();
    }
}
