package hie.engine.metrics;

import hie.engine.catalog.HostKind;
import hie.engine.item.BreakerState;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.PeerConnections;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * The meters of items, labelled {@code workspace project item kind}. Those of the queue are there as long as the item is
 * deployed, the others while it runs; what it counts begins at 0 with each start, as Prometheus expects of counters.
 *
 * <p>Figures are read when somebody asks for them; only the two timers are written by workers. The state of an item's circuit
 * breaker belongs to {@link #running}.
 */
public final class ItemMeters {

    /** Bounds of the latency histograms. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final Map<ItemKey, List<Meter>> ofQueues = new ConcurrentHashMap<>();
    private final Map<MeteredItem, List<Meter>> ofRunning = new ConcurrentHashMap<>();

    public ItemMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Where the meters are. */
    public MeterRegistry registry() {
        return registry;
    }

    /** The labels of an item's meters. */
    public static Tags tags(ItemDefinition item) {
        ItemKey key = item.key();
        return Tags.of(
                "workspace",
                key.workspace(),
                "project",
                key.project(),
                "item",
                key.item(),
                "kind",
                item.kind().text());
    }

    /** The counters of an item about to run; their timers are in the registry at once. */
    public ItemCounters counters(ItemDefinition item) {
        Tags tags = tags(item);
        return new ItemCounters(
                timer("hie.item.processing", "How long the item worked on a message", tags),
                item.kind() == HostKind.OPERATION
                        ? timer("hie.item.end.to.end", "From a message's entry into the engine to its delivery", tags)
                        : null);
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    /** An item is deployed: its queue has figures from now on, whether it runs or not. */
    public void deployed(ItemDefinition item, ItemBacklog backlog) {
        undeployed(item.key());
        Tags tags = tags(item);
        List<Meter> meters = List.of(
                gauge(
                        "hie.item.queue.depth",
                        "Messages waiting for the item or in its works",
                        tags,
                        backlog,
                        b -> b.depth()),
                Gauge.builder(
                                "hie.item.queue.oldest.age",
                                backlog,
                                b -> b.oldestAge().toMillis() / 1000.0)
                        .description("Age of the oldest message waiting for the item or in its works")
                        .baseUnit("seconds")
                        .tags(tags)
                        .strongReference(true)
                        .register(registry));
        ofQueues.put(item.key(), meters);
    }

    /** An item is no longer deployed. */
    public void undeployed(ItemKey key) {
        remove(ofQueues.remove(key));
    }

    /** An item runs. */
    public void running(MeteredItem item) {
        ItemDefinition definition = item.definition();
        Tags tags = tags(definition);
        ItemCounters counters = item.counters();
        List<Meter> meters = new ArrayList<>(List.of(
                counter(
                        "hie.item.received",
                        "Messages taken from the adapter or queue",
                        tags,
                        counters,
                        c -> c.snapshot().in()),
                counter(
                        "hie.item.sent",
                        "Messages sent on, or delivered",
                        tags,
                        counters,
                        c -> c.snapshot().out()),
                counter(
                        "hie.item.errors",
                        "Messages refused, suspended or failed",
                        tags,
                        counters,
                        c -> c.snapshot().errors()),
                counter(
                        "hie.item.retries",
                        "Attempts beyond the first",
                        tags,
                        counters,
                        c -> c.snapshot().retries()),
                gauge("hie.item.paused", "1 while the item is paused", tags, item, i -> i.isPaused() ? 1 : 0),
                gauge(
                        "hie.item.left.behind",
                        "Hosts that are still at work on messages that were taken from them",
                        tags,
                        item,
                        MeteredItem::leftBehind),
                counters.processing()));
        if (counters.endToEnd() != null) {
            meters.add(counters.endToEnd());
            meters.add(gauge(
                    "hie.item.unreachable",
                    "1 while the item's destination gives no answer",
                    tags,
                    counters,
                    c -> c.unreachableSince().isPresent() ? 1 : 0));
            meters.add(gauge(
                    "hie.item.breaker.state",
                    "The item's circuit breaker: 0 closed or none, 1 half open, 2 open",
                    tags,
                    item,
                    i -> i.breaker().map(ItemMeters::figure).orElse(0)));
        }
        if (PeerConnections.areKnownOf(definition)) {
            meters.add(gauge(
                    "hie.item.connections",
                    "Peers connected to the item",
                    tags,
                    definition.key(),
                    PeerConnections::open));
        }
        ofRunning.put(item, meters);
    }

    private static int figure(BreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    /** An item runs no more. */
    public void stopped(MeteredItem item) {
        remove(ofRunning.remove(item));
    }

    private void remove(List<Meter> meters) {
        if (meters != null) {
            meters.forEach(registry::remove);
        }
    }

    private <T> Meter counter(String name, String description, Tags tags, T of, ToDoubleFunction<T> value) {
        return FunctionCounter.builder(name, of, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private <T> Meter gauge(String name, String description, Tags tags, T of, ToDoubleFunction<T> value) {
        return Gauge.builder(name, of, value)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }
}
