package hie.engine.mirth;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ProjectDocument;
import hie.engine.imports.Documents;
import hie.engine.routing.FanOutProcess;
import hie.engine.routing.ScriptProcess;
import java.util.Optional;

/** Makes items of a channel's connectors: with their settings, but not connected yet. */
final class ChannelItems {

    static final String FAN_OUT = FanOutProcess.class.getSimpleName();

    private static final String SCRIPT = ScriptProcess.class.getSimpleName();

    private final String channel;
    private final HostCatalog catalog;
    private final Documents documents;
    private final ChannelNotes notes;

    /** @param channel its name */
    ChannelItems(String channel, HostCatalog catalog, Documents documents, ChannelNotes notes) {
        this.channel = channel;
        this.catalog = catalog;
        this.documents = documents;
        this.notes = notes;
    }

    /** The item that does what a connector does, or a stub that says what is missing. */
    ConnectorItem of(Connector connector, String name) {
        if (connector.transport().equals(ConnectorMaps.CHANNEL_READER)
                || connector.transport().equals(ConnectorMaps.CHANNEL_WRITER)) {
            return passing(connector, name);
        }
        Optional<ConnectorMap> map = ConnectorMaps.of(connector.transport());
        if (map.isEmpty()) {
            return ConnectorItem.stub(
                    name,
                    connector,
                    "HIE has no equal for it; a host class of your own can do its work (docs/extending.md)",
                    notes);
        }
        if (!map.get().takes().test(connector)) {
            return ConnectorItem.stub(name, connector, map.get().otherwise(), notes);
        }
        ConnectorItem item = ConnectorItem.mapped(
                name,
                ConnectorScripts.seenTo(connector),
                map.get(),
                catalog.find(map.get().to()).orElseThrow(),
                notes);
        if (map.get().to().equals("HttpService") || map.get().to().equals("FileService")) {
            item.settings.put("ContentType", DataType.contentType(connector.dataType()));
        }
        if (map.get().to().equals("HttpService")) {
            notes.refuse(
                    "item " + name,
                    "property listenerConnectorProperties/port",
                    "HIE has one HTTP port: senders post to /api/in/WORKSPACE/PROJECT/" + name + " and sign in");
        }
        return item;
    }

    /** A channel's end to other channels: it hands on what it gets, in its caller's transaction. */
    private ConnectorItem passing(Connector connector, String name) {
        ConnectorItem item = new ConnectorItem(name, FAN_OUT, notes);
        item.enabled = connector.enabled();
        item.settings.put("PoolSize", "0");
        item.keepAll(connector);
        String template = connector.property("channelTemplate").orElse(ConnectorMaps.AS_IT_IS);
        if (!template.equals(ConnectorMaps.AS_IT_IS) && !ConnectorScripts.isFilled(connector)) {
            item.enabled = false;
            notes.refuse(
                    "item " + name,
                    "property channelTemplate",
                    "it has more of Velocity in it than names; make the text in a JavaScript step");
        }
        return item;
    }

    /** The item that runs a script, whose text comes later, on what the connector gets. */
    ConnectorItem scripted(String name, Connector connector, ChannelScript script) {
        ConnectorItem item = new ConnectorItem(name, SCRIPT, notes);
        String kind = DataType.kind(connector.dataType());
        boolean isUnread = kind.isEmpty() && script.isNeeded();
        item.enabled = connector.enabled() && script.refused().isEmpty() && !isUnread;
        item.settings.put("Script", documents.reserve(ProjectDocument.Kind.SCRIPT, name));
        item.settings.put("Channel", channel.replaceAll("\\p{Cntrl}", " "));
        if (isUnread) {
            notes.refuse(
                    "item " + name,
                    "data type " + connector.dataType(),
                    "scripts here read HL7 v2, XML, JSON and text; have it come as one of these, and set Inbound");
        } else if (!kind.isEmpty() && !kind.equals("auto")) {
            item.settings.put("Inbound", kind);
        }
        String outbound = DataType.outbound(connector);
        if (!outbound.isEmpty()) {
            item.settings.put("Outbound", outbound);
        }
        return item;
    }
}
