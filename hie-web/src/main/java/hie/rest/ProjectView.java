package hie.rest;

import hie.engine.item.WorkerStatus;
import hie.engine.production.ItemStatus;
import hie.engine.production.ProjectStatus;
import java.util.List;

/**
 * A project as the API shows it.
 *
 * @param revision the deployed revision, or {@code null} before the first deployment
 */
public record ProjectView(
        String id,
        String workspace,
        String name,
        String description,
        String state,
        Integer revision,
        int headRevision,
        List<Item> items) {

    /**
     * An item at this moment.
     *
     * @param in messages taken in since the item was started
     * @param out messages sent on or delivered since then
     * @param reason why it is troubled, or stopped itself; or {@code null}
     * @param restarts how many restarts of a troubled item have failed in a row
     * @param nextRestart when the next one is due, or {@code null}
     * @param executionMode thread_pool, single_process, async or multiprocess
     * @param leftBehind how many of its hosts are still at work on messages that were taken from them (MessageTimeout)
     * @param queueLimit the most messages that may wait for it or be in its works; 0 for no limit
     * @param breaker where its circuit breaker stands: closed, open or half_open; {@code null} when it has none
     * @param workers its worker processes; none for an item that works in the engine's
     */
    public record Item(
            String name,
            String className,
            String kind,
            String category,
            boolean enabled,
            String state,
            String reason,
            int restarts,
            String nextRestart,
            String breaker,
            String executionMode,
            int leftBehind,
            long queueDepth,
            int queueLimit,
            long in,
            long out,
            long errors,
            long retries,
            String lastActivity,
            List<String> targets,
            List<Worker> workers) {

        static Item of(ItemStatus item) {
            return new Item(
                    item.name(),
                    item.className(),
                    item.kind().text(),
                    item.category(),
                    item.enabled(),
                    item.state().text(),
                    item.reason().isEmpty() ? null : item.reason(),
                    item.restarts().failed(),
                    item.restarts().next() == null
                            ? null
                            : item.restarts().next().toString(),
                    item.breaker() == null ? null : item.breaker().text(),
                    item.executionMode().text(),
                    item.leftBehind(),
                    item.queueDepth(),
                    item.queueLimit(),
                    item.counters().in(),
                    item.counters().out(),
                    item.counters().errors(),
                    item.counters().retries(),
                    item.counters().lastActivity() == null
                            ? null
                            : item.counters().lastActivity().toString(),
                    item.targets(),
                    item.workers().stream().map(Worker::of).toList());
        }
    }

    /**
     * A worker process of an item at this moment.
     *
     * @param number its place among the item's workers, from 1
     * @param pid its process id, or {@code null} when there is no process
     * @param state starting, running, ended, left_alone or stopping
     * @param memory what it holds in the machine's memory, in bytes, or {@code null} when that is not known
     * @param processed messages that this process has worked on
     * @param failed those of them that failed
     * @param restarts how often it was started anew since the item was
     */
    public record Worker(
            int number,
            Long pid,
            String state,
            Long memory,
            long processed,
            long failed,
            String startedAt,
            int restarts) {

        static Worker of(WorkerStatus worker) {
            return new Worker(
                    worker.number(),
                    worker.pid() == 0 ? null : worker.pid(),
                    worker.state().text(),
                    worker.memory() == 0 ? null : worker.memory(),
                    worker.processed(),
                    worker.failed(),
                    worker.started() == null ? null : worker.started().toString(),
                    worker.restarts());
        }
    }

    static ProjectView of(ProjectStatus project) {
        return new ProjectView(
                project.id().toString(),
                project.workspace(),
                project.name(),
                project.description(),
                project.state().text(),
                project.deployedRevision(),
                project.headRevision(),
                project.items().stream().map(Item::of).toList());
    }
}
