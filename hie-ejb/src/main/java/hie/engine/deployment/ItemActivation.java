package hie.engine.deployment;

import hie.api.setting.SettingValues;
import hie.engine.catalog.HostKind;
import hie.engine.intake.EntryQueueBean;
import hie.engine.intake.FileItemBean;
import hie.engine.intake.MllpItemBean;
import hie.engine.item.ExecutionMode;
import hie.engine.item.ItemDefinition;
import hie.engine.messaging.ItemQueues;
import hie.engine.running.QueueItemBean;
import hie.file.FileListener;
import hie.mllp.MllpListener;
import hie.queue.QueueListener;
import jakarta.jms.MessageListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an item's bean is fed: its class, the listener interface, the resource adapter and what the adapter is told.
 *
 * @param resourceAdapter the adapter's archive, or {@code null} for the broker's own adapter
 */
record ItemActivation(Class<?> bean, Class<?> listener, String resourceAdapter, Map<String, String> properties) {

    /** Enough that a worker need not wait for the queue's thread after each message. */
    private static final int MESSAGES_AHEAD = 16;

    /** So many messages of one order key may wait for the first of them before they hold up other keys. */
    private static final int MESSAGES_OF_KEYS_AHEAD = 2000;

    /** So long may hosts that were interrupted take to give their messages back. */
    private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(10);

    /** The adapter looks into a folder no more often, in milliseconds. */
    private static final long SHORTEST_CALL_INTERVAL = 100;

    private static final String PORT_OFFSET = "jboss.socket.binding.port-offset";

    /**
     * The activation of an item, or {@code null} for one that has no bean: a service that is fed by requests (HTTP), or an item
     * that works in other processes.
     */
    static ItemActivation of(ItemDefinition item) {
        if (item.isMultiprocess()) {
            return null;
        }
        if (item.kind() != HostKind.SERVICE) {
            return queue(item);
        }
        return switch (item.hostClass().adapter()) {
            case MLLP -> mllp(item);
            case FILE -> file(item);
            case JMS -> entry(item);
            case HTTP -> null;
            case null -> null;
        };
    }

    private static ItemActivation queue(ItemDefinition item) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("name", item.key().path());
        properties.put("queue", ItemQueues.BROKER_PREFIX + item.key().queueName());
        properties.put("workers", String.valueOf(item.workers()));
        properties.put("window", String.valueOf(underWay(item) + ahead(item)));
        properties.put(
                "drainTimeout",
                String.valueOf(item.drainTimeout().plus(AFTER_INTERRUPTION).toMillis()));
        return new ItemActivation(QueueItemBean.class, QueueListener.class, "hie-jca-queue.rar", properties);
    }

    private static int underWay(ItemDefinition item) {
        return item.executionMode() == ExecutionMode.ASYNC ? item.settings().integer("PipelineWindow") : item.workers();
    }

    private static int ahead(ItemDefinition item) {
        if (item.queueShape().wantsNoPrefetch()) {
            return 0;
        }
        return item.workers() == 1 ? MESSAGES_AHEAD : MESSAGES_OF_KEYS_AHEAD;
    }

    /** What foreign clients send comes through the broker's own adapter, as to any bean. */
    private static ItemActivation entry(ItemDefinition item) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("destination", item.key().entryQueueName());
        properties.put("destinationType", "jakarta.jms.Queue");
        properties.put("useJNDI", "false");
        properties.put("acknowledgeMode", "Auto-acknowledge");
        properties.put("maxSession", String.valueOf(item.workers()));
        properties.put("rebalanceConnections", "false");
        return new ItemActivation(EntryQueueBean.class, MessageListener.class, null, properties);
    }

    private static ItemActivation mllp(ItemDefinition item) {
        SettingValues settings = item.settings();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("name", item.key().path());
        properties.put("port", String.valueOf(settings.integer("Port") + Integer.getInteger(PORT_OFFSET, 0)));
        properties.put("localInterface", settings.text("LocalInterface"));
        properties.put("startByte", settings.text("StartByte"));
        properties.put("endByte", settings.text("EndByte"));
        properties.put("endByte2", settings.text("EndByte2"));
        properties.put("maxMessageSize", settings.text("MaxMessageSize"));
        properties.put("receiveTimeout", millis(settings, "ReceiveTimeout"));
        properties.put("frameTimeout", millis(settings, "ReadTimeout"));
        properties.put("idleTimeout", millis(settings, "IdleTimeout"));
        properties.put("drainTimeout", millis(settings, "DrainTimeout"));
        properties.put("maxConnections", settings.text("MaxConnections"));
        properties.put("allowedPeers", settings.text("AllowedIPAddresses"));
        properties.put("tlsContext", settings.text("SSLConfig"));
        properties.put("needClientAuth", String.valueOf(settings.flag("RequireClientCertificate")));
        properties.put("keepAlive", String.valueOf(settings.flag("KeepAlive")));
        properties.put("closeOnFailure", String.valueOf(settings.flag("CloseAfterNegativeReply")));
        properties.put("failureReply", failureReply(settings));
        return new ItemActivation(MllpItemBean.class, MllpListener.class, "hie-jca-mllp.rar", properties);
    }

    /** What the adapter says when the bean itself cannot. */
    private static String failureReply(SettingValues settings) {
        if (!settings.has("AckMode")) {
            return "AE";
        }
        String code = settings.text("NackErrorCode");
        boolean isReject = code.equals("ContentE") || code.equals("AllR");
        return switch (settings.text("AckMode")) {
            case "Never" -> "NONE";
            case "Byte" -> "BYTE";
            case "MSH-determined" -> isReject ? "REJECT_AS_ASKED" : "ERROR_AS_ASKED";
            default -> isReject ? "AR" : "AE";
        };
    }

    private static ItemActivation file(ItemDefinition item) {
        SettingValues settings = item.settings();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("name", item.key().path());
        properties.put("filePath", settings.text("FilePath"));
        properties.put("fileSpec", settings.optional("FileSpec").orElse("*"));
        properties.put("archivePath", settings.text("ArchivePath"));
        properties.put("workPath", settings.text("WorkPath"));
        properties.put("errorPath", settings.text("ErrorPath"));
        properties.put(
                "callInterval",
                String.valueOf(Math.max(
                        SHORTEST_CALL_INTERVAL, settings.seconds("CallInterval").toMillis())));
        properties.put("subdirectoryLevels", settings.text("SubdirectoryLevels"));
        properties.put("stableFor", millis(settings, "StableFor"));
        properties.put("semaphoreSpecification", settings.text("SemaphoreSpecification"));
        properties.put("confirmComplete", settings.text("ConfirmComplete"));
        properties.put("appendTimestamp", settings.text("AppendTimestamp"));
        properties.put("maxFileSize", settings.text("MaxFileSize"));
        return new ItemActivation(FileItemBean.class, FileListener.class, "hie-jca-file.rar", properties);
    }

    private static String millis(SettingValues settings, String name) {
        return String.valueOf(settings.seconds(name).toMillis());
    }
}
