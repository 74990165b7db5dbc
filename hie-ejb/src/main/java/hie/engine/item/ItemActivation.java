package hie.engine.item;

import hie.api.setting.SettingValues;
import hie.engine.catalog.HostKind;
import hie.file.FileListener;
import hie.mllp.MllpListener;
import jakarta.jms.MessageListener;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an item's bean is fed: its class, the listener interface, the resource adapter and what the adapter is told.
 *
 * @param resourceAdapter the adapter's archive, or {@code null} for the broker's own adapter
 */
record ItemActivation(Class<?> bean, Class<?> listener, String resourceAdapter, Map<String, String> properties) {

    private static final String PORT_OFFSET = "jboss.socket.binding.port-offset";

    /** The activation of an item, or {@code null} for a service that is fed by requests (HTTP) and has no bean. */
    static ItemActivation of(ItemDefinition item) {
        if (item.kind() != HostKind.SERVICE) {
            return queue(item, QueueItemBean.class, item.key().queueName());
        }
        return switch (item.hostClass().adapter()) {
            case MLLP -> mllp(item);
            case FILE -> file(item);
            case JMS -> queue(item, EntryQueueBean.class, item.key().entryQueueName());
            case HTTP -> null;
            case null -> null;
        };
    }

    private static ItemActivation queue(ItemDefinition item, Class<?> bean, String queue) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("destination", queue);
        properties.put("destinationType", "jakarta.jms.Queue");
        properties.put("useJNDI", "false");
        properties.put("acknowledgeMode", "Auto-acknowledge");
        properties.put("maxSession", String.valueOf(item.workers()));
        properties.put("rebalanceConnections", "false");
        if (item.queueShape().wantsNoPrefetch()) {
            properties.put("consumerWindowSize", "0");
        }
        return new ItemActivation(bean, MessageListener.class, null, properties);
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
        properties.put("maxConnections", settings.text("MaxConnections"));
        properties.put("allowedPeers", settings.text("AllowedIPAddresses"));
        properties.put("tlsContext", settings.text("SSLConfig"));
        properties.put("needClientAuth", String.valueOf(settings.flag("RequireClientCertificate")));
        properties.put("keepAlive", String.valueOf(settings.flag("KeepAlive")));
        properties.put("closeOnFailure", String.valueOf(settings.flag("CloseAfterNegativeReply")));
        return new ItemActivation(MllpItemBean.class, MllpListener.class, "hie-jca-mllp.rar", properties);
    }

    private static ItemActivation file(ItemDefinition item) {
        SettingValues settings = item.settings();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("name", item.key().path());
        properties.put("filePath", settings.text("FilePath"));
        properties.put("fileSpec", settings.text("FileSpec"));
        properties.put("archivePath", settings.text("ArchivePath"));
        properties.put("workPath", settings.text("WorkPath"));
        properties.put("errorPath", settings.text("ErrorPath"));
        properties.put("callInterval", millis(settings, "CallInterval"));
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
