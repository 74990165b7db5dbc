package hie.store.message;

import java.util.List;

/**
 * How many messages stand how at which item.
 *
 * @param counts one for each pair of item and status that occurs, by item and status
 * @param complete whether all hops in question were counted; otherwise the older ones are missing
 */
public record HopCounts(List<HopCount> counts, boolean complete) {

    public HopCounts {
        counts = List.copyOf(counts);
    }

    /** The messages with one status at one item. */
    public record HopCount(String item, HopStatus status, long messages) {}
}
