package hie.engine.production;

import hie.engine.catalog.HostKind;
import hie.engine.item.BreakerState;
import hie.engine.item.ExecutionMode;
import hie.engine.item.ItemState;
import hie.engine.item.WorkerStatus;
import hie.engine.metrics.ItemCounters;
import java.time.Instant;
import java.util.List;

/**
 * An item at this moment.
 *
 * @param reason why it is troubled, or why it stopped itself; or empty
 * @param restarts of a troubled item
 * @param queueDepth how many messages wait for it or are in its works
 * @param queueLimit how many may, at most; 0 for no limit
 * @param breaker where its circuit breaker stands, or {@code null} when it has none or does not run
 * @param executionMode how it works on its messages
 * @param leftBehind how many of its hosts are still at work on messages that were taken from them (MessageTimeout)
 * @param counters since the item was started; zeroes while it is stopped
 * @param workers its worker processes; none for an item that works in the engine's
 */
public record ItemStatus(
        String name,
        String className,
        HostKind kind,
        String category,
        boolean enabled,
        ItemState state,
        String reason,
        Restarts restarts,
        long queueDepth,
        int queueLimit,
        BreakerState breaker,
        ExecutionMode executionMode,
        int leftBehind,
        ItemCounters.Snapshot counters,
        List<String> targets,
        List<WorkerStatus> workers) {

    /**
     * How a troubled item fares.
     *
     * @param failed how many restarts in a row have failed
     * @param next when the next one is due, or {@code null} when there is none
     */
    public record Restarts(int failed, Instant next) {

        /** None failed, and none is due. */
        public static final Restarts NONE = new Restarts(0, null);
    }
}
