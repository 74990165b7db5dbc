package hie.engine.metrics;

import hie.engine.item.ItemKey;
import hie.engine.messaging.ItemQueues;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** What waits for one item: on its queue, or in its works. Each answer asks the broker anew. Safe for use by any thread. */
public final class ItemBacklog {

    private final ItemKey key;
    private final ItemQueues queues;
    private final Supplier<Optional<ItemCounters>> counters;
    private final Clock clock;

    /** @param counters of the item, while it runs here */
    public ItemBacklog(ItemKey key, ItemQueues queues, Supplier<Optional<ItemCounters>> counters, Clock clock) {
        this.key = key;
        this.queues = queues;
        this.counters = counters;
        this.clock = clock;
    }

    /** How many messages wait or are in the works. */
    public long depth() {
        return queues.depth(key.queueName());
    }

    /**
     * How long ago the oldest message that waits or is in the works came into being; zero when there is none. Messages that
     * are on their way from the queue to a worker are not looked at: they are younger than what the worker works on.
     */
    public Duration oldestAge() {
        if (depth() == 0) {
            return Duration.ZERO;
        }
        LongStream.Builder created = LongStream.builder();
        counters.get().ifPresent(running -> running.oldestInWorks().ifPresent(created::add));
        queues.firstCreated(key.queueName()).ifPresent(first -> created.add(first.toEpochMilli()));
        long now = clock.millis();
        return Duration.ofMillis(Math.max(0, now - created.build().min().orElse(now)));
    }
}
