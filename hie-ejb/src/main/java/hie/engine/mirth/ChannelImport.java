package hie.engine.mirth;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.imports.Documents;
import hie.engine.imports.ImportReport;
import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the items of one channel: one for each connector, and behind the source's one with the script of the channel, if any of its filters
 * and transformers does something. A destination whose script cannot be run whole has an item for that by itself. First {@link #draft}, for all channels, then {@link #finish}: channels send to each other.
 */
final class ChannelImport {

    /** The answer of a sender whose message is stored. */
    private static final String BEFORE = "Auto-generate (Before processing)";

    /** A destination of which there is no item yet. */
    private record Draft(Connector connector, ChannelScript script) {}

    private final MirthFiles.Channel channel;
    private final ItemNames names;
    private final Libraries libraries;
    private final Documents documents;
    private final ChannelNotes notes;
    private final ChannelItems items;
    private final List<ChannelPlace> destinations = new ArrayList<>();
    private ChannelMoments moments;
    private ChannelReplies replies;
    private ChannelPlace source;
    private String base;
    private String document;

    ChannelImport(
            MirthFiles.Channel channel,
            HostCatalog catalog,
            ItemNames names,
            Libraries libraries,
            Documents documents) {
        this.channel = channel;
        this.names = names;
        this.libraries = libraries;
        this.documents = documents;
        this.notes = new ChannelNotes(channel.name());
        this.items = new ChannelItems(channel.name(), catalog, documents, notes);
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
        ConnectorScripts scripts =
                new ConnectorScripts(channel.name(), new ScriptParts(documents, base), libraries, notes);
        moments = new ChannelMoments(channel, libraries, notes);
        Connector from = Connector.of(channel.root().first("sourceConnector").orElseThrow());
        ChannelScript script = scripts.of("source", from, moments.preprocessor());
        List<Draft> drafts = new ArrayList<>();
        for (XmlNode node : channel.root()
                .first("destinationConnectors")
                .map(XmlNode::children)
                .orElse(List.of())) {
            Connector given = Connector.of(node);
            Connector to = given.name().isEmpty() ? given.named("destination " + (drafts.size() + 1)) : given;
            drafts.add(new Draft(to, scripts.of(to.name(), to, null)));
        }
        String code = script.code()
                + drafts.stream().map(draft -> draft.script().code()).collect(Collectors.joining());
        replies = ChannelReplies.of(
                from, code, drafts.stream().map(Draft::connector).toList(), moments.postprocessor());
        boolean isCentral = script.isNeeded()
                || moments.areAny()
                || !replies.answers().isEmpty()
                || drafts.stream().anyMatch(this::isInlined);
        source = source(from, script, isCentral);
        drafts.forEach(draft -> destinations.add(
                destination(draft, names.of(base + " - " + draft.connector().name(), notes.renamed))));
    }

    /** Whether a destination's script becomes part of the channel's, where it sees what the others put into {@code channelMap}. */
    private boolean isInlined(Draft draft) {
        ChannelScript script = draft.script();
        return draft.connector().enabled()
                && !isWriter(draft.connector())
                && (script.isNeeded() || !script.answered().isEmpty() || replies.areRead())
                && script.refused().isEmpty()
                && !DataType.kind(draft.connector().dataType()).isEmpty();
    }

    private static boolean isWriter(Connector connector) {
        return connector.transport().equals(ConnectorMaps.JAVASCRIPT_WRITER);
    }

    private ChannelPlace source(Connector connector, ChannelScript script, boolean isCentral) {
        if (!isCentral) {
            return new ChannelPlace(connector, items.of(connector, base), null, script, false);
        }
        if (connector.transport().equals(ConnectorMaps.CHANNEL_READER)) {
            ConnectorItem item = items.scripted(base, connector, script);
            item.keepAll(connector);
            moments.give(item, documents);
            return new ChannelPlace(connector, null, item, script, false);
        }
        boolean answers = !replies.answers().isEmpty();
        ConnectorItem item = items.of(answers ? connector.with(ConnectorMaps.ANSWERS, BEFORE) : connector, base);
        ConnectorItem scripted = items.scripted(names.of(base + " script", new ArrayList<>()), connector, script);
        moments.give(scripted, documents);
        if (answers) {
            item.settings.put("ReplyTarget", scripted.name);
        }
        if (answers && item.className.equals("MllpService")) {
            item.settings.put("AckMode", "Application");
        }
        return new ChannelPlace(connector, item, scripted, script, false);
    }

    private ChannelPlace destination(Draft draft, String name) {
        Connector connector = draft.connector();
        ChannelScript script = draft.script();
        if (isWriter(connector)) {
            ConnectorItem item = items.scripted(name, connector, script);
            item.keepAll(connector);
            return new ChannelPlace(connector, null, item, script, false);
        }
        ConnectorItem item = items.of(connector, name);
        if (isInlined(draft)) {
            return new ChannelPlace(connector, item, null, script, true);
        }
        ConnectorItem scripted = script.isNeeded()
                ? items.scripted(names.of(name + " script", new ArrayList<>()), connector, script)
                : null;
        return new ChannelPlace(connector, item, scripted, script, false);
    }

    /** Where messages that other channels send go. */
    List<String> entries() {
        if (source.scripted() != null) {
            return List.of(source.scripted().name);
        }
        boolean isProcess = source.item().className.equals(ChannelItems.FAN_OUT)
                || source.item().className.equals("Stub");
        return isProcess ? List.of(source.item().name) : targets();
    }

    private List<String> targets() {
        return destinations.stream()
                .filter(place -> place.connector().enabled() && !(place.isSink() && place.scripted() == null))
                .map(place -> place.entry().name)
                .toList();
    }

    /** Connects the items, and writes the scripts. */
    List<ItemConfig> finish(List<ChannelImport> all) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        for (ChannelPlace place : destinations) {
            known.put(place.connector().name(), List.of(place.entry().name));
            known.put(place.connector().number(), List.of(place.entry().name));
        }
        known.remove("");
        if (source.scripted() != null && !known.isEmpty()) {
            source.script().head(names(known));
        }
        Map<ConnectorItem, List<String>> connections = new LinkedHashMap<>();
        connect(source, targets(), connections);
        destinations.forEach(place -> connect(place, beyond(place, all), connections));
        write();
        boolean isEnabled = isEnabled();
        List<ItemConfig> made = new ArrayList<>();
        connections.forEach((item, targets) -> {
            item.enabled &= isEnabled;
            made.add(item.item(base, targets));
        });
        return made;
    }

    private void write() {
        List<ChannelText.Destination> inlined = new ArrayList<>();
        for (ChannelPlace place : destinations) {
            boolean isAsked = replies.areWaitedFor(place, notes);
            if (place.isInlined() && (isAsked || place.script().isNeeded())) {
                inlined.add(new ChannelText.Destination(
                        place.connector(), place.item(), place.script(), place.isSink(), isAsked));
            }
            if (place.scripted() != null) {
                write(place, place.script().text(libraries));
            }
        }
        if (source.scripted() != null) {
            write(
                    source,
                    ChannelText.of(source.script(), inlined, moments.postprocessor(), replies.answers(), libraries));
        }
    }

    private static String names(Map<String, List<String>> known) {
        return "destinationSet.names({"
                + known.entrySet().stream()
                        .map(entry -> ScriptParts.quoted(entry.getKey()) + ": "
                                + ScriptParts.quoted(entry.getValue().getFirst()))
                        .collect(Collectors.joining(", "))
                + "});";
    }

    private static void connect(
            ChannelPlace place, List<String> targets, Map<ConnectorItem, List<String>> connections) {
        if (place.item() == null) {
            connections.put(place.scripted(), targets);
            return;
        }
        boolean isSource = place.connector().isSource();
        if (place.scripted() == null) {
            connections.put(place.item(), targets);
        } else if (isSource) {
            connections.put(place.item(), List.of(place.scripted().name));
            connections.put(place.scripted(), targets);
        } else {
            connections.put(place.scripted(), place.isSink() ? List.of() : List.of(place.item().name));
            connections.put(place.item(), targets);
        }
    }

    /** Of a destination that writes to a channel, where that takes its messages in. */
    private List<String> beyond(ChannelPlace place, List<ChannelImport> all) {
        if (!place.writesToChannel()) {
            return List.of();
        }
        if (place.isSink()) {
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

    private void write(ChannelPlace place, String text) {
        documents.put(ProjectDocument.Kind.SCRIPT, place.scripted().settings.get("Script"), text);
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
