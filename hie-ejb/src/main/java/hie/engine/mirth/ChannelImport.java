package hie.engine.mirth;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.iris.Documents;
import hie.engine.iris.ImportReport;
import hie.engine.iris.XmlNode;
import hie.engine.routing.FanOutProcess;
import hie.engine.routing.ScriptProcess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the items of one channel: one for each connector, and one with a script before each that has a filter or a transformer that
 * does something. First {@link #draft}, for all channels, then {@link #finish}: channels send to each other.
 */
final class ChannelImport {

    private static final String SCRIPT = ScriptProcess.class.getSimpleName();
    private static final String FAN_OUT = FanOutProcess.class.getSimpleName();

    /** A connector, its item, and the item with its script, if it has one. */
    private record Place(Connector connector, ConnectorItem item, ConnectorItem scripted, ChannelScript script) {

        /** Where messages for it go. */
        ConnectorItem entry() {
            return scripted != null ? scripted : item;
        }
    }

    private final MirthFiles.Channel channel;
    private final HostCatalog catalog;
    private final ItemNames names;
    private final Libraries libraries;
    private final Documents documents;
    private final ChannelNotes notes;
    private final List<Place> destinations = new ArrayList<>();
    private Place source;
    private String base;
    private String document;

    ChannelImport(
            MirthFiles.Channel channel,
            HostCatalog catalog,
            ItemNames names,
            Libraries libraries,
            Documents documents) {
        this.channel = channel;
        this.catalog = catalog;
        this.names = names;
        this.libraries = libraries;
        this.documents = documents;
        this.notes = new ChannelNotes(channel.name());
    }

    List<ImportReport.Refusal> refused() {
        return notes.refused;
    }

    boolean is(String idOrName) {
        return channel.id().equals(idOrName) || channel.name().equals(idOrName);
    }

    void draft() {
        base = names.of(channel.name(), notes.renamed);
        document = documents.add(ProjectDocument.Kind.MIRTH, channel.name(), XmlText.of(channel.root()));
        Connector from = Connector.of(channel.root().first("sourceConnector").orElseThrow());
        ChannelScript script = script("source", from, preprocessor());
        source = place(from, base, script);
        for (XmlNode node : channel.root()
                .first("destinationConnectors")
                .map(XmlNode::children)
                .orElse(List.of())) {
            Connector to = Connector.of(node);
            String name = to.name().isEmpty() ? "destination " + (destinations.size() + 1) : to.name();
            destinations.add(place(to, names.of(base + " - " + name, notes.renamed), script(name, to, null)));
        }
        unheeded();
    }

    private ScriptPart preprocessor() {
        String text = channel.root().textOf("preprocessingScript");
        return Trivial.is(text) ? null : new ScriptPart("preprocessor", true, "", text, text, "");
    }

    private ChannelScript script(String where, Connector connector, ScriptPart preprocessor) {
        ChannelScript script = new ChannelScript();
        script.head("// Channel " + ScriptParts.quoted(channel.name()) + " of Mirth: " + where.replaceAll("\\R", " "));
        script.preprocessor(preprocessor);
        script.rules(ScriptParts.rules(connector.filter()));
        script.steps(ScriptParts.steps(connector.transformer()));
        boolean writes = connector.transport().equals(ConnectorMaps.JAVASCRIPT_WRITER);
        if (writes) {
            String code = connector.properties().getOrDefault("script", "");
            script.steps(List.of(new ScriptPart("writer", true, "", code, code, "")));
        }
        script.check(libraries);
        int counted = script.steps().size() - (writes ? 1 : 0);
        script.rules().forEach(rule -> notes.rules.count(!rule.isRefused()));
        script.steps().subList(0, counted).forEach(step -> notes.steps.count(!step.isRefused()));
        script.steps().subList(counted, script.steps().size()).forEach(part -> notes.scripts.count(!part.isRefused()));
        if (preprocessor != null) {
            notes.scripts.count(!script.preprocessor().isRefused());
        }
        script.refused().forEach(part -> notes.refuse(where, part.label(), part.why()));
        connector.transformer().ifPresent(transformer -> template(transformer, script));
        return script;
    }

    /** What Mirth fills in: {@code tmp} is made of a template. */
    private static void template(XmlNode transformer, ChannelScript script) {
        XmlNode given = transformer.first("outboundTemplate").orElse(null);
        if (given == null || given.text().isBlank() || !script.isNeeded()) {
            return;
        }
        String text = given.attribute("encoding").equals("base64") ? decoded(given.text()) : given.text();
        String quoted = ScriptParts.quoted(text);
        script.head("tmp = "
                + switch (DataType.kind(transformer.textOf("outboundDataType"))) {
                    case "hl7" -> "new XML(SerializerFactory.getSerializer('HL7V2').toXML(" + quoted + "));";
                    case "xml" -> "new XML(" + quoted + ");";
                    case "json" -> "JSON.parse(" + quoted + ");";
                    default -> quoted + ";";
                });
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }

    private Place place(Connector connector, String name, ChannelScript script) {
        boolean isWriter = connector.transport().equals(ConnectorMaps.JAVASCRIPT_WRITER);
        boolean isReader = connector.transport().equals(ConnectorMaps.CHANNEL_READER);
        if (isWriter || isReader && script.isNeeded()) {
            ConnectorItem item = scripted(name, connector, script);
            item.keepAll(connector);
            return new Place(connector, null, item, script);
        }
        ConnectorItem item = item(connector, name);
        return new Place(
                connector,
                item,
                script.isNeeded() ? scripted(names.of(name + " script", new ArrayList<>()), connector, script) : null,
                script);
    }

    private ConnectorItem item(Connector connector, String name) {
        if (connector.transport().equals(ConnectorMaps.CHANNEL_READER)
                || connector.transport().equals(ConnectorMaps.CHANNEL_WRITER)) {
            return passing(connector, name);
        }
        Optional<ConnectorMap> map = ConnectorMaps.of(connector.transport());
        if (map.isEmpty()) {
            return ConnectorItem.stub(name, connector, "HIE has no equal for it", notes);
        }
        if (!map.get().takes().test(connector)) {
            return ConnectorItem.stub(name, connector, map.get().otherwise(), notes);
        }
        ConnectorItem item = ConnectorItem.mapped(
                name, connector, map.get(), catalog.find(map.get().to()).orElseThrow(), notes);
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
        String template = connector.property("channelTemplate").orElse("${message.encodedData}");
        if (!template.equals("${message.encodedData}")) {
            item.enabled = false;
            notes.refuse("item " + name, "property channelTemplate", "HIE hands on the message as its script left it");
        }
        return item;
    }

    private ConnectorItem scripted(String name, Connector connector, ChannelScript script) {
        ConnectorItem item = new ConnectorItem(name, SCRIPT, notes);
        String kind = DataType.kind(connector.dataType());
        item.enabled = connector.enabled() && script.refused().isEmpty() && !kind.isEmpty();
        item.settings.put("Script", documents.reserve(ProjectDocument.Kind.SCRIPT, name));
        item.settings.put("Channel", channel.name().replaceAll("\\p{Cntrl}", " "));
        if (kind.isEmpty()) {
            notes.refuse(
                    "item " + name,
                    "data type " + connector.dataType(),
                    "scripts here read HL7 v2, XML, JSON and text");
        } else if (!kind.equals("auto")) {
            item.settings.put("Inbound", kind);
        }
        String outbound = DataType.kind(connector
                .transformer()
                .map(found -> found.textOf("outboundDataType"))
                .orElse(""));
        if (!outbound.isEmpty() && !outbound.equals(kind) && !outbound.equals("text")) {
            item.settings.put("Outbound", outbound);
        }
        return item;
    }

    /** What HIE does nothing of the kind for. */
    private void unheeded() {
        for (String script : List.of("postprocessingScript", "deployScript", "undeployScript", "shutdownScript")) {
            if (!Trivial.is(channel.root().textOf(script))) {
                notes.scripts.count(false);
                notes.refuse(script, "script", "HIE runs no script at that moment; it is kept word for word");
            }
        }
        for (Place place : destinations) {
            for (ScriptPart step : ScriptParts.steps(place.connector().node().first("responseTransformer"))) {
                notes.steps.count(false);
                notes.refuse(
                        "response transformer of " + place.connector().name(),
                        step.label(),
                        "HIE has no script for replies; ReplyCodeActions say what they mean");
            }
        }
    }

    /** Where messages that other channels send go. */
    List<String> entries() {
        if (source.scripted() != null) {
            return List.of(source.scripted().name);
        }
        boolean isProcess = source.item().className.equals(FAN_OUT)
                || source.item().className.equals("Stub");
        return isProcess ? List.of(source.item().name) : targets();
    }

    private List<String> targets() {
        return destinations.stream()
                .filter(place -> place.connector().enabled() && !(isSink(place) && place.scripted() == null))
                .map(place -> place.entry().name)
                .toList();
    }

    /** Connects the items, and writes the scripts. */
    List<ItemConfig> finish(List<ChannelImport> all) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        for (Place place : destinations) {
            known.put(place.connector().name(), List.of(place.entry().name));
            known.put(place.connector().number(), List.of(place.entry().name));
        }
        known.remove("");
        if (source.script().isNeeded() && !known.isEmpty()) {
            source.script().head(names(known));
        }
        boolean isEnabled = isEnabled();
        Map<ConnectorItem, List<String>> connections = new LinkedHashMap<>();
        connect(source, targets(), connections);
        destinations.forEach(place -> connect(place, beyond(place, all), connections));
        List<ItemConfig> items = new ArrayList<>();
        connections.forEach((item, targets) -> {
            item.enabled &= isEnabled;
            items.add(item.item(base, targets));
        });
        List<Place> places = new ArrayList<>(destinations);
        places.add(source);
        places.stream().filter(place -> place.scripted() != null).forEach(this::write);
        return items;
    }

    private static String names(Map<String, List<String>> known) {
        return "destinationSet.names({"
                + known.entrySet().stream()
                        .map(entry -> ScriptParts.quoted(entry.getKey()) + ": "
                                + ScriptParts.quoted(entry.getValue().getFirst()))
                        .collect(Collectors.joining(", "))
                + "});";
    }

    private static void connect(Place place, List<String> targets, Map<ConnectorItem, List<String>> connections) {
        if (place.item() == null) {
            connections.put(place.scripted(), targets);
            return;
        }
        boolean isSource = place.connector().node().name().equals("sourceConnector");
        if (place.scripted() == null) {
            connections.put(place.item(), targets);
        } else if (isSource) {
            connections.put(place.item(), List.of(place.scripted().name));
            connections.put(place.scripted(), targets);
        } else {
            connections.put(place.scripted(), isSink(place) ? List.of() : List.of(place.item().name));
            connections.put(place.item(), targets);
        }
    }

    /** Of a destination that writes to a channel, where that takes its messages in. */
    private List<String> beyond(Place place, List<ChannelImport> all) {
        if (!place.connector().transport().equals(ConnectorMaps.CHANNEL_WRITER)) {
            return List.of();
        }
        if (isSink(place)) {
            place.item().enabled = false;
            return List.of();
        }
        String id = place.connector().property("channelId").orElse("");
        Set<String> entries = new LinkedHashSet<>();
        all.stream().filter(other -> other.is(id)).findFirst().ifPresent(other -> entries.addAll(other.entries()));
        if (entries.isEmpty()) {
            place.item().enabled = false;
            notes.refuse(
                    "destination " + place.connector().name(),
                    "channel " + id,
                    "it is not among the imported channels; the item is disabled until it is connected");
        }
        return List.copyOf(entries);
    }

    /** It writes to no channel: what its script does is all that it does. */
    private static boolean isSink(Place place) {
        return place.connector().transport().equals(ConnectorMaps.CHANNEL_WRITER)
                && List.of("", "none")
                        .contains(place.connector().property("channelId").orElse(""));
    }

    private boolean isEnabled() {
        String of = channel.root().textOf("enabled").strip();
        String metadata = channel.root()
                .first("exportData")
                .flatMap(data -> data.first("metadata"))
                .map(data -> data.textOf("enabled").strip())
                .orElse("");
        String state = channel.root()
                .first("properties")
                .map(properties -> properties.textOf("initialState").strip())
                .orElse("");
        return !of.equals("false") && !metadata.equals("false") && !state.equals("STOPPED");
    }

    private void write(Place place) {
        documents.put(
                ProjectDocument.Kind.SCRIPT,
                place.scripted().settings.get("Script"),
                place.script().text(libraries));
    }

    MirthReport.Channel report() {
        int found = destinations.size() + 1;
        int stubbed = notes.stubs.size();
        boolean isWhole = stubbed == 0 && notes.refused.isEmpty();
        return new MirthReport.Channel(
                channel.name(),
                channel.file(),
                ProjectDocument.Kind.MIRTH.path(document),
                isWhole ? ImportReport.Verdict.OK : ImportReport.Verdict.ISSUES,
                new ImportReport.Items(found, found - stubbed, stubbed),
                notes.rules.counts(),
                notes.steps.counts(),
                notes.scripts.counts(),
                new MirthReport.Properties(notes.found, notes.mapped, notes.kept),
                notes.stubs,
                notes.renamed,
                notes.defaults,
                notes.supply);
    }
}
