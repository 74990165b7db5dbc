package hie.engine.running;

import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.duplicate.SeenMessages;
import hie.engine.item.HookCall;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemLog;
import hie.engine.messaging.Broker;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.ItemQueues;
import hie.engine.metrics.ItemBacklog;
import hie.engine.metrics.ItemMeters;
import hie.engine.order.OrderKey;
import hie.engine.pace.BacklogPace;
import hie.engine.pace.EngineLoad;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The items that run on this node, and what the deployed productions say of all items. Safe for use by any thread. */
public final class RunningItems {

    private final Broker broker;
    private final ItemQueues queues;
    private final ItemMeters meters;
    private final Map<ItemKey, ItemRuntime> running = new ConcurrentHashMap<>();
    private final Map<ItemKey, Known> known = new ConcurrentHashMap<>();
    private final Map<ItemKey, String> disabled = new ConcurrentHashMap<>();
    private final Map<ItemKey, Integer> hooksLeftBehind = new ConcurrentHashMap<>();
    private final Calls calls;
    private final EngineLoad load;
    private final Map<String, ReadWriteLock> inlineSwitches = new ConcurrentHashMap<>();

    /** A deployed item, with what each message asks of it read from its settings once. */
    private record Known(ItemDefinition definition, OrderKey orderKey, Set<String> topics) {

        static Known of(ItemDefinition definition) {
            return new Known(definition, definition.orderKey(), definition.topics());
        }
    }

    RunningItems(Broker broker, ItemQueues queues, MeterRegistry registry, EngineLoad load) {
        this(broker, queues, registry, load, System::nanoTime);
    }

    /** @param nanoTime by which calls wait for their replies */
    RunningItems(Broker broker, ItemQueues queues, MeterRegistry registry, EngineLoad load, LongSupplier nanoTime) {
        this.calls = new Calls(this, nanoTime);
        this.broker = broker;
        this.queues = queues;
        this.load = load;
        this.meters = new ItemMeters(registry);
    }

    Broker broker() {
        return broker;
    }

    /**
     * The running item.
     *
     * @throws IllegalStateException when it does not run here
     */
    public ItemRuntime require(ItemKey key) {
        ItemRuntime runtime = running.get(key);
        if (runtime == null) {
            throw new IllegalStateException("Item " + key + " does not run on this node");
        }
        return runtime;
    }

    /** The running item, if it runs here. */
    public Optional<ItemRuntime> find(ItemKey key) {
        return Optional.ofNullable(running.get(key));
    }

    /** The running items that hold order keys back, in the order of their names. */
    public List<ItemRuntime> holding() {
        return running.values().stream()
                .filter(item -> item.holds() != null)
                .sorted(Comparator.comparing(item -> item.key().path()))
                .toList();
    }

    /** What the deployed production says of an item, whether it runs or not. */
    public Optional<ItemDefinition> definition(ItemKey key) {
        return Optional.ofNullable(known.get(key)).map(Known::definition);
    }

    /** The key under which a message keeps its order at an item; {@code null} for none. */
    public String orderKeyAt(ItemKey key, Message message) {
        Known item = known.get(key);
        return item == null || item.orderKey() == null ? null : item.orderKey().of(message);
    }

    /**
     * Makes items known, each with a queue: from now on others may send to them, whether they run or not. Items that are known
     * no more keep their queues, with what is in them.
     */
    public void keepOnly(Map<ItemKey, ItemDefinition> definitions) {
        definitions.forEach((key, definition) -> {
            Known before = known.get(key);
            if (before == null || !before.definition().queueShape().equals(definition.queueShape())) {
                queues.shape(key.queueName(), definition.queueShape());
            }
            known.put(key, Known.of(definition));
            if (before == null || !before.definition().equals(definition)) {
                meters.deployed(definition, backlog(key));
            }
        });
        List<ItemKey> gone = new ArrayList<>(known.keySet());
        gone.removeAll(definitions.keySet());
        gone.forEach(key -> {
            known.remove(key);
            meters.undeployed(key);
        });
    }

    /** Makes exactly these items known, in a process that has none of their queues. */
    void learn(Map<ItemKey, ItemDefinition> definitions) {
        definitions.forEach((key, definition) -> known.put(key, Known.of(definition)));
        known.keySet().retainAll(definitions.keySet());
    }

    /** The items of a project that subscribe to a topic, but for the one that publishes. */
    List<String> subscribers(ItemKey publisher, String topic) {
        return known.entrySet().stream()
                .filter(item -> item.getKey().projectPath().equals(publisher.projectPath())
                        && !item.getKey().equals(publisher)
                        && item.getValue().topics().contains(topic))
                .map(item -> item.getKey().item())
                .sorted()
                .toList();
    }

    /** What the deployed productions say of all items, whether they run or not. */
    public List<ItemDefinition> deployed() {
        return known.values().stream().map(Known::definition).toList();
    }

    /** Whether a deployed production has the item, running or not. */
    public boolean isDeployed(ItemKey key) {
        return known.containsKey(key);
    }

    /**
     * Puts a text of the engine's own on an item's queue, as a message that begins a session; returns when it is on disk.
     *
     * @param about the item that the text is about, of the same project: the message's source
     * @param workId the same when it is done a second time, which then changes nothing
     */
    public void post(ItemKey about, String target, String text, Map<String, String> properties, String workId)
            throws JMSException {
        MessageHeader header =
                MessageHeader.inbound(MessageIds.next(), Instant.now(), about.item(), "text/plain; charset=utf-8");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            header = header.withProperty(property.getKey(), property.getValue());
        }
        Transmission transmission = new Transmission(this);
        transmission.post(
                about, new Message(header.to(target, null), MessageBody.of(text.getBytes(StandardCharsets.UTF_8))));
        try (BrokerSession session = broker.openSession()) {
            transmission.flush(session, workId);
            session.commit();
        }
    }

    /** What waits for an item, whether it runs or not. */
    public ItemBacklog backlog(ItemKey key) {
        return new ItemBacklog(key, queues, () -> find(key).map(ItemRuntime::counters), Clock.systemUTC());
    }

    ItemMeters meters() {
        return meters;
    }

    /** An item asks to be stopped until somebody starts it. */
    public void disable(ItemKey key, String why) {
        disabled.put(key, why);
    }

    /** The items that ask to be stopped until somebody starts them, each with the reason. */
    public Map<ItemKey, String> disabled() {
        return disabled.isEmpty() ? Map.of() : Map.copyOf(disabled);
    }

    /** An item's wish to be stopped has been granted. */
    public void disabledAsAsked(ItemKey key) {
        disabled.remove(key);
    }

    /** As {@link #open(ItemDefinition, Consumer)}, for whoever does not tell it to stop meanwhile. */
    public ItemRuntime open(ItemDefinition definition) throws HostStartException {
        return open(definition, made -> {});
    }

    /**
     * Builds an item's first host, unless other processes do, and lets its bean find it. Returns when its start hooks have ended, or it was
     * told to stop.
     *
     * @param made gets the item before its hooks are called
     */
    public ItemRuntime open(ItemDefinition definition, Consumer<ItemRuntime> made) throws HostStartException {
        ItemRuntime runtime = new ItemRuntime(definition, this, broker, seen(definition));
        made.accept(runtime);
        meters.running(runtime);
        try {
            if (definition.isMultiprocess()) {
                runtime.startWithoutHost();
            } else {
                runtime.start();
            }
        } catch (HostStartException e) {
            meters.stopped(runtime);
            throw e;
        }
        running.put(definition.key(), runtime);
        return runtime;
    }

    /** An item works in this process, which has none of its queues. */
    void adopt(ItemRuntime runtime) {
        running.put(runtime.key(), runtime);
    }

    /** What a service has accepted of late, from the broker's disk; {@code null} when it remembers nothing. */
    private SeenMessages seen(ItemDefinition definition) throws HostStartException {
        String queue = definition.key().seenQueueName();
        SeenMessages seen = SeenMessages.of(definition).orElse(null);
        if (seen == null && definition.hostClass().declares(SeenMessages.WINDOW)) {
            queues.remove(queue);
        }
        if (seen != null) {
            queues.ring(queue, seen.count());
            try {
                seen.restore(broker.browse(queue));
            } catch (JMSException e) {
                throw new HostStartException(definition.key(), "it cannot be read what it has accepted of late", e);
            }
        }
        return seen;
    }

    /**
     * Takes an item away, once nothing works for it any more. Stop hooks that take long are not waited for.
     *
     * @return complete when the stop hooks are over
     */
    public CompletableFuture<Void> close(ItemRuntime runtime) {
        running.remove(runtime.key(), runtime);
        meters.stopped(runtime);
        return runtime.close();
    }

    /** Hooks of an item are left behind with their thread; with too many of them the item is stopped. */
    void leaveBehind(ItemKey key, HookCall<?> hooks) {
        int now = hooksLeftBehind.merge(key, 1, Integer::sum);
        hooks.whenOver(() -> hooksLeftBehind.computeIfPresent(key, (item, count) -> count == 1 ? null : count - 1));
        if (now >= HostsAtWork.MOST_LEFT_BEHIND) {
            String why = "its hooks do not end in time (HookTimeout); " + now + " of them are left behind";
            ItemLog.LOG.disables(key, why);
            disable(key, why);
        }
    }

    /** Tells all work that waits to give up; what is in the works goes on. */
    void signalStop() {
        running.values().forEach(ItemRuntime::signalStop);
    }

    /** Tells all work that waits to give up, and ends the hosts: the engine itself ends. */
    void end() {
        signalStop();
        CompletableFuture.allOf(
                        running.values().stream().map(ItemRuntime::endHosts).toArray(CompletableFuture[]::new))
                .join();
    }

    /** The calls of hosts that wait for replies. */
    Calls calls() {
        return calls;
    }

    EngineLoad load() {
        return load;
    }

    /** How an item's queue is worked off when much waits there. */
    BacklogPace pace(ItemKey key) {
        return new BacklogPace(load, () -> queues.arrived(key.queueName()));
    }

    /** A project's: held for reading while a sender decides between queue and inline call and until its transaction is over. */
    ReadWriteLock inlineSwitch(String projectPath) {
        return inlineSwitches.computeIfAbsent(projectPath, path -> new ReentrantReadWriteLock());
    }

    /**
     * Lets callers run an inline process themselves as soon as nothing waits in its queue: what waits there came first.
     *
     * @return whether callers may do so now
     */
    public boolean switchInlineWhenDrained(ItemRuntime runtime) {
        if (runtime.isInlineReady()) {
            return true;
        }
        Lock exclusive = inlineSwitch(runtime.key().projectPath()).writeLock();
        if (!locked(exclusive)) {
            return false;
        }
        try {
            if (broker.isDrained(runtime.key().queueName())) {
                runtime.inlineReady();
            }
            return runtime.isInlineReady();
        } finally {
            exclusive.unlock();
        }
    }

    /** Senders wait behind a waiting writer, so it does not wait long. */
    private static boolean locked(Lock exclusive) {
        try {
            return exclusive.tryLock(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
