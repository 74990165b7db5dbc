package hie.engine.metrics;

/**
 * What an item's workers have done, in figures that only grow.
 *
 * @param worked messages on which the work has ended, well or not
 * @param workedNanos how long that took, all together
 * @param delivered messages that have reached their destination
 * @param deliveredNanos how long they were on their way, all together
 * @param unreachable whether the destination gives no answer now
 */
public record ItemProgress(
        long in,
        long out,
        long errors,
        long retries,
        long worked,
        long workedNanos,
        long delivered,
        long deliveredNanos,
        boolean unreachable) {

    /** Nothing yet. */
    public static final ItemProgress NONE = new ItemProgress(0, 0, 0, 0, 0, 0, 0, 0, false);

    /** What came to it since an earlier moment. */
    public ItemProgress since(ItemProgress earlier) {
        return new ItemProgress(
                in - earlier.in,
                out - earlier.out,
                errors - earlier.errors,
                retries - earlier.retries,
                worked - earlier.worked,
                workedNanos - earlier.workedNanos,
                delivered - earlier.delivered,
                deliveredNanos - earlier.deliveredNanos,
                unreachable);
    }
}
