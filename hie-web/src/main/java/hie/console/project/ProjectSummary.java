package hie.console.project;

import hie.engine.item.ItemState;
import hie.engine.production.ItemStatus;
import hie.engine.production.ProjectStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A project in the overview.
 *
 * @param project as the engine reports it
 * @param counts how many items are in each state that occurs, troubled ones first
 * @param queued messages on the queues of all items
 * @param errors of all items since they were started
 * @param troubled the items that should run and cannot
 */
public record ProjectSummary(
        ProjectStatus project, List<StateCount> counts, long queued, long errors, List<ItemStatus> troubled) {

    /** The items in one state. */
    public record StateCount(ItemState state, long items) {}

    static ProjectSummary of(ProjectStatus project) {
        List<ItemStatus> items = project.items();
        return new ProjectSummary(
                project,
                Arrays.stream(ItemState.values())
                        .map(state -> new StateCount(
                                state,
                                items.stream()
                                        .filter(item -> item.state() == state)
                                        .count()))
                        .filter(count -> count.items() > 0)
                        .sorted(Comparator.comparing(count -> count.state() != ItemState.TROUBLED))
                        .toList(),
                items.stream().mapToLong(ItemStatus::queueDepth).sum(),
                items.stream().mapToLong(item -> item.counters().errors()).sum(),
                items.stream()
                        .filter(item -> item.state() == ItemState.TROUBLED)
                        .toList());
    }
}
