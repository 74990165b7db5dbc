package hie.engine.running;

import hie.api.host.BusinessOperation;
import hie.api.host.BusinessProcess;
import hie.api.host.BusinessService;
import hie.api.host.Delivery;
import hie.api.host.Host;
import hie.api.host.Outbox;
import hie.api.host.PipelinedOperation;
import hie.api.host.Receipt;
import hie.api.host.SendingOperation;
import hie.api.message.Message;
import hie.api.setting.SettingDescriptor;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.messaging.Broker;
import hie.engine.messaging.ItemQueues;
import hie.engine.pace.EngineLoad;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Items that run on a broker in memory, with hosts that do what a test says. */
public final class ItemFixture {

    private static final Map<String, Service> SERVICES = new ConcurrentHashMap<>();
    private static final Map<String, Process> PROCESSES = new ConcurrentHashMap<>();
    private static final Map<String, Operation> OPERATIONS = new ConcurrentHashMap<>();
    private static final Map<String, Sending> SENDERS = new ConcurrentHashMap<>();
    private static final Map<String, PipelinedOperation> PIPELINES = new ConcurrentHashMap<>();

    public final FakeBroker broker = new FakeBroker();
    final Map<String, Long> depths = broker.depths;
    final Map<String, java.time.Instant> firsts = new HashMap<>();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final RunningItems items;

    /** By which calls wait for their replies. */
    LongSupplier nanoTime = System::nanoTime;

    /** How busy its machine is, from 0 to 1. */
    double processors;

    private final Map<ItemKey, ItemDefinition> known = new HashMap<>();

    /** Items on a broker in memory. */
    public ItemFixture() {
        this.items = new RunningItems(
                broker,
                new ItemQueues() {
                    @Override
                    public void ensure(String queue) {}

                    @Override
                    public void ring(String queue, int size) {}

                    @Override
                    public void remove(String queue) {}

                    @Override
                    public long depth(String queue) {
                        return depths.getOrDefault(queue, 0L);
                    }

                    @Override
                    public java.util.Optional<java.time.Instant> firstCreated(String queue) {
                        return java.util.Optional.ofNullable(firsts.get(queue));
                    }
                },
                registry,
                load(),
                () -> nanoTime.getAsLong());
    }

    private EngineLoad load() {
        return new EngineLoad(() -> processors, () -> 0);
    }

    /** Items on a broker that the test runs itself. */
    ItemFixture(Broker real, ItemQueues queues) {
        this.items = new RunningItems(real, queues, registry, load());
    }

    /** The items, for tests of other features. */
    public RunningItems runningItems() {
        return items;
    }

    /** What a test's service does. */
    public interface Service {
        Receipt receive(Message message, Outbox outbox) throws Exception;
    }

    /** What a test's process does. */
    interface Process {
        void process(Message message, Outbox outbox) throws Exception;
    }

    /** What a test's operation does. */
    interface Operation {
        Delivery deliver(Message message) throws Exception;
    }

    /** What a test's operation does that also sends. */
    interface Sending {
        Delivery deliver(Message message, Outbox outbox) throws Exception;
    }

    @hie.api.setting.Setting(
            name = "DrainTimeout",
            type = hie.api.setting.SettingType.SECONDS,
            defaultValue = "30",
            description = "As of a service whose senders wait.")
    public static class ServiceHost extends BusinessService {
        @Override
        public Receipt receive(Message message, Outbox outbox) throws Exception {
            return SERVICES.get(context().itemName()).receive(message, outbox);
        }

        @Override
        public byte[] failureReply(Message message) {
            return new byte[] {'A', 'E'};
        }

        @Override
        public byte[] fullReply(Message message, String reason) {
            return new byte[] {'F', 'U', 'L', 'L'};
        }
    }

    @hie.api.setting.Setting(
            name = "ContentType",
            type = hie.api.setting.SettingType.STRING,
            defaultValue = Message.HL7_V2,
            description = "As of a JMS service.")
    public static final class JmsServiceHost extends ServiceHost {}

    public static final class ProcessHost extends BusinessProcess {
        @Override
        public void process(Message message, Outbox outbox) throws Exception {
            PROCESSES.get(context().itemName()).process(message, outbox);
        }
    }

    public static final class OperationHost extends BusinessOperation {
        @Override
        public Delivery deliver(Message message) throws Exception {
            return OPERATIONS.get(context().itemName()).deliver(message);
        }
    }

    /** An operation that also sends. */
    public static final class SendingHost extends SendingOperation {
        @Override
        public Delivery deliver(Message message, Outbox outbox) throws Exception {
            return SENDERS.get(context().itemName()).deliver(message, outbox);
        }
    }

    /** An operation whose deliveries a test begins and ends. */
    public static final class PipelinedHost extends BusinessOperation implements PipelinedOperation {
        @Override
        public Delivery deliver(Message message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Delivery> begin(Message message) throws Exception {
            return PIPELINES.get(context().itemName()).begin(message);
        }
    }

    /** Items on a broker of the test's own. */
    public static RunningItems items(Broker broker, ItemQueues queues) {
        return new RunningItems(
                broker,
                queues,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new EngineLoad(() -> 0, () -> 0));
    }

    /** Runs an item, for tests of other features. */
    public void run(ItemDefinition definition) throws HostStartException {
        items.open(definition);
    }

    /** Works as a worker process does, on a thread of its own. */
    static Thread run(ItemLane lane) {
        return Thread.ofPlatform().start(() -> {
            try {
                lane.run(() -> {});
            } catch (jakarta.jms.JMSException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static ItemKey key(String item) {
        return new ItemKey("default", "hospital", item);
    }

    public ItemRuntime service(String name, Service work, String... targets) throws HostStartException {
        return service(name, Map.of(), work, targets);
    }

    public ItemRuntime service(String name, Map<String, String> settings, Service work, String... targets)
            throws HostStartException {
        SERVICES.put(name, work);
        return items.open(define(name, JmsServiceHost.class, HostKind.SERVICE, settings, targets));
    }

    ItemRuntime process(String name, Map<String, String> settings, Process work, String... targets)
            throws HostStartException {
        PROCESSES.put(name, work);
        return items.open(define(name, ProcessHost.class, HostKind.PROCESS, settings, targets));
    }

    /** A process that callers run in their own transaction. */
    ItemRuntime inline(String name, Process work, String... targets) throws HostStartException {
        ItemRuntime process = process(name, Map.of("PoolSize", "0"), work, targets);
        items.switchInlineWhenDrained(process);
        return process;
    }

    ItemRuntime operation(String name, Map<String, String> settings, Operation work) throws HostStartException {
        OPERATIONS.put(name, work);
        return items.open(define(name, OperationHost.class, HostKind.OPERATION, settings));
    }

    ItemRuntime sending(String name, Map<String, String> settings, Sending work, String... targets)
            throws HostStartException {
        SENDERS.put(name, work);
        return items.open(define(name, SendingHost.class, HostKind.OPERATION, settings, targets));
    }

    ItemRuntime pipeline(String name, Map<String, String> settings, PipelinedOperation work) throws HostStartException {
        PIPELINES.put(name, work);
        Map<String, String> all = new HashMap<>(settings);
        all.put("ExecutionMode", "async");
        return items.open(define(name, PipelinedHost.class, HostKind.OPERATION, all));
    }

    public ItemDefinition define(
            String name, Class<? extends Host> type, HostKind kind, Map<String, String> settings, String... targets) {
        HostClass hostClass = new HostClass(type.getSimpleName(), type, kind, null, SettingDescriptor.of(type), "");
        ItemDefinition definition = new ItemDefinition(key(name), hostClass, settings, java.util.List.of(targets));
        known.put(definition.key(), definition);
        items.keepOnly(known);
        return definition;
    }
}
