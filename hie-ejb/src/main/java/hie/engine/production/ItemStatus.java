package hie.engine.production;

import hie.engine.catalog.HostKind;
import hie.engine.item.ItemCounters;
import hie.engine.item.ItemState;
import java.util.List;

/**
 * An item at this moment.
 *
 * @param reason why it is troubled, or empty
 * @param queueDepth how many messages wait for it or are in its works
 * @param counters since the item was started; zeroes while it is stopped
 */
public record ItemStatus(
        String name,
        String className,
        HostKind kind,
        String category,
        boolean enabled,
        ItemState state,
        String reason,
        long queueDepth,
        ItemCounters.Snapshot counters,
        List<String> targets) {}
