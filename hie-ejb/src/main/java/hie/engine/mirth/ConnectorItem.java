package hie.engine.mirth;

import hie.engine.catalog.HostClass;
import hie.engine.config.CompanionCheck;
import hie.engine.config.ConfigFault;
import hie.engine.config.FolderCheck;
import hie.engine.config.ItemConfig;
import hie.engine.host.Stub;
import hie.engine.imports.ImportReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The item of HIE that a connector becomes, in the making. Every property is mapped or kept word for word. */
final class ConnectorItem {

    private static final Map<String, String> HARMLESS = Map.of(
            "Port", "1",
            "IPAddress", "127.0.0.1",
            "FilePath", "${data}/import",
            "URL", "http://127.0.0.1/");

    private static final String INSTEAD = "HIE cannot do what its value asks for; it does what the item's settings say";

    private static final String OTHER_CONTENT =
            "the item is disabled: there is more of Velocity in it than names; make the text in a JavaScript step of its script";

    /** Without these something else would be sent than in Mirth, or files be taken or deleted that Mirth leaves. */
    private static final Set<String> ESSENTIAL =
            Set.of("method", "template", "content", "fileFilter", "moveToDirectory");

    /** What can be done where HIE does something else. */
    private static final Map<String, String> ADVICE = Map.of(
            ConnectorMaps.ANSWERS,
            "the sender is answered when its message is stored; let ReplyTarget name the item whose reply it is to get, or have it ignore the answer",
            "method",
            "the item is disabled: an HttpOperation sends messages, by POST or PUT; ask by GET in a host class of your own (docs/extending.md)",
            "template",
            OTHER_CONTENT,
            "content",
            OTHER_CONTENT,
            "outputPattern",
            "only a script knows that value; say in the item's Filename what names its files");

    final String name;
    final String className;
    boolean enabled = true;
    final Map<String, String> settings = new LinkedHashMap<>();
    final Map<String, String> kept = new LinkedHashMap<>();
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final ChannelNotes notes;

    /** The class that does a connector's work; {@code null} where an item only holds a place, or runs a script. */
    private HostClass host;

    /** A property of Mirth that has become a setting. */
    private record Origin(String place, String value) {}

    ConnectorItem(String name, String className, ChannelNotes notes) {
        this.name = name;
        this.className = className;
        this.notes = notes;
    }

    /** An item of the class that does the connector's work. */
    static ConnectorItem mapped(
            String name, Connector connector, ConnectorMap map, HostClass host, ChannelNotes notes) {
        ConnectorItem item = new ConnectorItem(name, map.to(), notes);
        item.host = host;
        item.enabled = connector.enabled();
        connector.properties().forEach((place, value) -> item.property(place, value, map, host));
        map.defaults().forEach((setting, value) -> {
            if (!item.settings.containsKey(setting)) {
                item.byDefault(setting, value, "Mirth does so when nothing is said");
            }
        });
        item.retries(connector, host);
        item.require(host);
        return item;
    }

    /** An item that only holds its place. */
    static ConnectorItem stub(String name, Connector connector, String why, ChannelNotes notes) {
        ConnectorItem item = new ConnectorItem(name, Stub.class.getSimpleName(), notes);
        item.enabled = false;
        String stands = connector.transport().replaceAll("\\p{Cntrl}", " ").strip();
        item.settings.put(Stub.STANDS_FOR, "Mirth: " + (stands.isEmpty() ? "(none)" : stands));
        item.keepAll(connector);
        notes.stubs.add(new ImportReport.Stubbed(name, connector.transport(), why));
        return item;
    }

    void keepAll(Connector connector) {
        connector.properties().forEach(this::keep);
    }

    private void keep(String place, String value) {
        notes.found++;
        notes.kept++;
        boolean isSecret = place.matches("(?i).*(password|passphrase|secret)[^/]*") && !value.isBlank();
        if (isSecret) {
            notes.supply.add("item " + name + ": " + place);
        }
        kept.put(place, isSecret ? "" : value);
    }

    private void property(String place, String value, ConnectorMap map, HostClass host) {
        Optional<PropertyMap> known = map.property(place);
        if (known.isEmpty() || value.isBlank()) {
            keep(place, value);
            return;
        }
        Optional<String> made = known.get().rule().apply(value);
        Optional<String> fault = made.filter(text -> !text.isEmpty())
                .flatMap(text -> host.setting(known.get().to()).flatMap(declared -> declared.fault(text)));
        if (made.isEmpty() || fault.isPresent() || made.get().contains("${")) {
            keep(place, value);
            enabled &= !ESSENTIAL.contains(place);
            notes.refuse("item " + name, "property " + place, fault.orElse(ADVICE.getOrDefault(place, INSTEAD)));
            return;
        }
        notes.found++;
        notes.mapped++;
        if (!known.get().to().isEmpty() && !made.get().isEmpty()) {
            settings.put(known.get().to(), made.get());
            origins.put(known.get().to(), new Origin(place, value));
        }
    }

    /** Leaves out what HIE would refuse because it does nothing beside the other settings; what the channel says is kept. */
    private void leaveOutIdle() {
        CompanionCheck.idle(host, settings).forEach(this::leaveOut);
    }

    /** Leaves out folders that HIE would refuse: files would be taken in again, or taken from where others look for them. */
    private void leaveOutClashes() {
        for (ConfigFault clash : FolderCheck.clashes(name, host, settings)) {
            leaveOut(clash.setting());
            enabled = false;
            notes.refuse("item " + name, "setting " + clash.setting(), clash.message() + "; the item is disabled");
        }
    }

    private void leaveOut(String setting) {
        settings.remove(setting);
        notes.defaults.removeIf(
                made -> made.item().equals(name) && made.setting().equals(setting));
        Origin origin = origins.get(setting);
        if (origin != null) {
            kept.put(origin.place(), origin.value());
            notes.mapped--;
            notes.kept++;
        }
    }

    /** With a queue Mirth tries again for ever, without one as often as it is told. */
    private void retries(Connector connector, HostClass host) {
        String common = "destinationConnectorProperties/";
        if (host.setting("FailureTimeout").isEmpty()) {
            return;
        }
        boolean isQueued =
                connector.property(common + "queueEnabled").orElse("false").equals("true");
        String retries = connector.property(common + "retryCount").orElse("0");
        String interval = settings.getOrDefault("RetryInterval", "10");
        if (isQueued) {
            byDefault("FailureTimeout", "-1", "its queue tries again for ever");
        } else if (retries.matches("\\d{1,5}")) {
            byDefault(
                    "FailureTimeout",
                    new BigDecimal(interval).multiply(new BigDecimal(retries)).toPlainString(),
                    "without a queue it is tried " + retries + " times more");
        } else {
            notes.refuse("item " + name, "property " + common + "retryCount", "it is no number that HIE takes");
        }
    }

    private void require(HostClass host) {
        host.settings().stream()
                .filter(declared -> declared.required() && !settings.containsKey(declared.name()))
                .filter(declared -> HARMLESS.containsKey(declared.name()))
                .forEach(declared -> {
                    byDefault(
                            declared.name(),
                            HARMLESS.get(declared.name()),
                            "HIE needs a value and the channel says none that it takes; the item is disabled until it has the right one");
                    enabled = false;
                });
    }

    void byDefault(String setting, String value, String why) {
        settings.put(setting, value);
        notes.defaults.add(new ImportReport.Default(name, setting, value, why));
    }

    ItemConfig item(String category, List<String> targets) {
        if (host != null) {
            leaveOutClashes();
            leaveOutIdle();
        }
        return new ItemConfig(name, className, enabled, category, settings, new ArrayList<>(targets), kept);
    }
}
