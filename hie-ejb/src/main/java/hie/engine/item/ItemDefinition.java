package hie.engine.item;

import hie.api.host.Interceptor;
import hie.api.host.ProjectDocuments;
import hie.api.host.Topics;
import hie.api.setting.SettingValues;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.messaging.QueueShape;
import hie.engine.order.OrderKey;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An item ready to be run: its class found, its settings validated and resolved.
 *
 * @param given the settings as resolved, by declared name, without defaults
 * @param targets the items it may send to
 * @param documents the project's documents that it uses
 * @param ownInterceptors those of the interceptors it names that extensions bring, by name
 */
public record ItemDefinition(
        ItemKey key,
        HostClass hostClass,
        Map<String, String> given,
        List<String> targets,
        ProjectDocuments documents,
        Map<String, Class<? extends Interceptor>> ownInterceptors) {

    private static final String MODE = "ExecutionMode";
    private static final String HOOK_TIMEOUT = "HookTimeout";

    public ItemDefinition {
        given = Map.copyOf(given);
        targets = List.copyOf(targets);
        ownInterceptors = Map.copyOf(ownInterceptors);
    }

    /** An item that uses no documents, and no interceptors of extensions. */
    public ItemDefinition(ItemKey key, HostClass hostClass, Map<String, String> given, List<String> targets) {
        this(key, hostClass, given, targets, ProjectDocuments.NONE, Map.of());
    }

    public HostKind kind() {
        return hostClass.kind();
    }

    /** The settings with defaults filled in. */
    public SettingValues settings() {
        return SettingValues.of(hostClass.settings(), given);
    }

    /** How many workers it has; an inline process has one, for what waits in its queue. */
    public int workers() {
        return Math.max(1, settings().integer("PoolSize"));
    }

    /** How long it may finish what it works on when it stops. */
    public Duration drainTimeout() {
        return hostClass.declares("DrainTimeout") ? settings().seconds("DrainTimeout") : Duration.ofSeconds(60);
    }

    /** How long the hooks may take that start its hosts, and those that stop them. */
    public Duration hookTimeout() {
        return hostClass.declares(HOOK_TIMEOUT) ? settings().seconds(HOOK_TIMEOUT) : Duration.ofSeconds(60);
    }

    /** How its workers are made; a service has those that its adapter gives it. */
    public ExecutionMode executionMode() {
        return hostClass.declares("ExecutionMode")
                ? ExecutionMode.of(settings().text("ExecutionMode"))
                : ExecutionMode.THREAD_POOL;
    }

    /** Whether it runs in its callers' transactions. */
    public boolean isInline() {
        return kind() == HostKind.PROCESS && settings().integer("PoolSize") == 0;
    }

    /** Whether it works in operating-system processes of its own. */
    public boolean isMultiprocess() {
        return hostClass.declares(MODE) && settings().text(MODE).equals("multiprocess");
    }

    /** How many peers are connected to it now, where its adapter can tell: 0 while it does not listen. */
    public OptionalInt openConnections() {
        return PeerConnections.areKnownOf(this) ? OptionalInt.of(PeerConnections.open(key)) : OptionalInt.empty();
    }

    /** How the queue behaves from which a process or an operation takes its messages. */
    public QueueShape queueShape() {
        if (!hostClass.declares("QueueType")) {
            return QueueShape.PLAIN;
        }
        SettingValues settings = settings();
        return new QueueShape(
                QueueShape.Order.valueOf(settings.text("QueueType").toUpperCase(Locale.ROOT)),
                settings.integer("QueueSize"),
                QueueShape.Overflow.valueOf(settings.text("OverflowStrategy").toUpperCase(Locale.ROOT)),
                settings.seconds("BlockTimeout"));
    }

    /** How the queue behaves that JMS clients send to, of a service that has one. */
    public QueueShape entryShape() {
        if (kind() != HostKind.SERVICE || !hostClass.declares("QueueSize")) {
            return QueueShape.PLAIN;
        }
        return new QueueShape(
                QueueShape.Order.FIFO,
                settings().integer("QueueSize"),
                QueueShape.Overflow.valueOf(settings().text("OverflowStrategy").toUpperCase(Locale.ROOT)),
                Duration.ZERO);
    }

    /** Which messages must keep their order when there are several workers; {@code null} for no such key. */
    public OrderKey orderKey() {
        return hostClass.declares("OrderKey")
                ? settings().optional("OrderKey").map(OrderKey::parse).orElse(null)
                : null;
    }

    /** The topics that it subscribes to. */
    public Set<String> topics() {
        return hostClass.declares("Topics")
                ? settings().optional("Topics").map(Topics::parse).orElse(Set.of())
                : Set.of();
    }
}
