package hie.console.project;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.catalog.HostKind;
import hie.engine.item.ExecutionMode;
import hie.engine.item.ItemState;
import hie.engine.metrics.ItemCounters;
import hie.engine.production.ItemStatus;
import hie.engine.production.ProjectStatus;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemRowTest {

    @Test
    void shouldListItemsAsMessagesFlowAndByName() {
        List<ItemRow> rows = ItemRow.of(project(
                ItemState.RUNNING,
                item("Z out", HostKind.OPERATION, ItemState.RUNNING),
                item("A out", HostKind.OPERATION, ItemState.RUNNING),
                item("Router", HostKind.PROCESS, ItemState.RUNNING),
                item("In", HostKind.SERVICE, ItemState.RUNNING)));

        assertThat(rows).extracting(row -> row.item().name()).containsExactly("In", "Router", "A out", "Z out");
        assertThat(rows).extracting(ItemRow::first).containsExactly(true, true, true, false);
    }

    @Test
    void shouldStartOnlyAStoppedItemOfAStartedProject() {
        ItemStatus stopped = item("In", HostKind.SERVICE, ItemState.STOPPED);

        assertThat(new ItemRow(stopped, true, true).startable()).isTrue();
        assertThat(new ItemRow(stopped, true, false).startable()).isFalse();
        assertThat(new ItemRow(disabled(stopped), true, true).startable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ItemState.class)
    void shouldOfferEitherStartOrStop(ItemState state) {
        ItemRow row = new ItemRow(item("In", HostKind.SERVICE, state), true, true);

        assertThat(row.startable() && row.stoppable()).isFalse();
    }

    @Test
    void shouldOfferWhatFitsTheState() {
        assertThat(buttons(ItemState.RUNNING)).containsExactly("stop", "pause", "restart");
        assertThat(buttons(ItemState.PAUSED)).containsExactly("stop", "resume");
        assertThat(buttons(ItemState.STOPPED)).containsExactly("start");
        assertThat(buttons(ItemState.TROUBLED)).containsExactly("stop", "restart");
        assertThat(buttons(ItemState.STARTING)).containsExactly("stop");
        assertThat(buttons(ItemState.STOPPING)).isEmpty();
        assertThat(buttons(ItemState.PAUSING)).isEmpty();
    }

    private static List<String> buttons(ItemState state) {
        ItemRow row = new ItemRow(item("In", HostKind.SERVICE, state), true, true);
        return Stream.of(
                        row.startable() ? "start" : "",
                        row.stoppable() ? "stop" : "",
                        row.pausable() ? "pause" : "",
                        row.resumable() ? "resume" : "",
                        row.restartable() ? "restart" : "")
                .filter(button -> !button.isEmpty())
                .toList();
    }

    @Test
    void shouldSumUpAProject() {
        ProjectSummary summary = ProjectSummary.of(project(
                ItemState.TROUBLED,
                item("A", HostKind.SERVICE, ItemState.RUNNING),
                item("B", HostKind.PROCESS, ItemState.RUNNING),
                item("C", HostKind.OPERATION, ItemState.TROUBLED)));

        assertThat(summary.counts())
                .containsExactly(
                        new ProjectSummary.StateCount(ItemState.TROUBLED, 1),
                        new ProjectSummary.StateCount(ItemState.RUNNING, 2));
        assertThat(summary.queued()).isEqualTo(21);
        assertThat(summary.errors()).isEqualTo(9);
        assertThat(summary.troubled()).extracting(ItemStatus::name).containsExactly("C");
    }

    private static ProjectStatus project(ItemState state, ItemStatus... items) {
        return new ProjectStatus(UUID.randomUUID(), "default", "hospital", "", state, 1, 1, List.of(items));
    }

    private static ItemStatus item(String name, HostKind kind, ItemState state) {
        ItemCounters.Snapshot counters = new ItemCounters.Snapshot(1, 2, 3, 4, null);
        return new ItemStatus(
                name,
                "MllpService",
                kind,
                "",
                true,
                state,
                "",
                ItemStatus.Restarts.NONE,
                7,
                0,
                null,
                ExecutionMode.THREAD_POOL,
                0,
                counters,
                List.of(),
                List.of());
    }

    private static ItemStatus disabled(ItemStatus i) {
        return new ItemStatus(
                i.name(),
                i.className(),
                i.kind(),
                i.category(),
                false,
                i.state(),
                i.reason(),
                i.restarts(),
                i.queueDepth(),
                i.queueLimit(),
                i.breaker(),
                i.executionMode(),
                i.leftBehind(),
                i.counters(),
                i.targets(),
                i.workers());
    }
}
