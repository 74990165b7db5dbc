package hie.console.project;

import hie.engine.catalog.HostKind;
import hie.engine.item.ExecutionMode;
import hie.engine.item.ItemState;
import hie.engine.production.ItemStatus;
import hie.engine.production.ProjectStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An item in a project's table, with the buttons that make sense in its state.
 *
 * @param first whether it is the first of its kind, and gets a heading
 * @param projectStarted whether its project is wanted to run
 */
public record ItemRow(ItemStatus item, boolean first, boolean projectStarted) {

    /** Services, then processes, then operations, as messages flow; by name within each. */
    static List<ItemRow> of(ProjectStatus project) {
        List<ItemStatus> sorted = project.items().stream()
                .sorted(Comparator.comparing(ItemStatus::kind).reversed().thenComparing(ItemStatus::name))
                .toList();
        List<ItemRow> rows = new ArrayList<>(sorted.size());
        HostKind before = null;
        for (ItemStatus item : sorted) {
            rows.add(new ItemRow(item, item.kind() != before, project.state() != ItemState.STOPPED));
            before = item.kind();
        }
        return List.copyOf(rows);
    }

    /** An enabled item of a started project can be started when it was stopped by itself. */
    public boolean startable() {
        return projectStarted && item.enabled() && item.state() == ItemState.STOPPED;
    }

    public boolean stoppable() {
        return switch (item.state()) {
            case RUNNING, PAUSED, STARTING, TROUBLED -> true;
            case STOPPED, STOPPING, PAUSING -> false;
        };
    }

    public boolean pausable() {
        return item.state() == ItemState.RUNNING;
    }

    public boolean resumable() {
        return item.state() == ItemState.PAUSED;
    }

    /** Whether the next message may be worked on by a press of a button. */
    public boolean steppable() {
        return item.state() == ItemState.PAUSED && item.executionMode() == ExecutionMode.SINGLE_PROCESS;
    }

    /** Whether there is a picture of what it does. */
    public boolean drawn() {
        return item.className().equals("BplProcess");
    }

    public boolean restartable() {
        return item.state() == ItemState.RUNNING || item.state() == ItemState.TROUBLED;
    }
}
