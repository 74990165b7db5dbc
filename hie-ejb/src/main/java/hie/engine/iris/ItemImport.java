package hie.engine.iris;

import hie.api.setting.SettingDescriptor;
import hie.api.setting.SettingType;
import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.config.CompanionCheck;
import hie.engine.config.ConfigFault;
import hie.engine.config.FolderCheck;
import hie.engine.hl7.schema.SchemaCategory;
import hie.engine.hl7.schema.Schemas;
import hie.engine.host.Stub;
import hie.engine.imports.ImportReport;
import hie.engine.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes an item of HIE of one of IRIS. Every setting is mapped, or kept word for word, or both; none is lost. */
final class ItemImport {

    private static final String UNKNOWN = "HIE has no equal for its class";

    /** A name that ends so names items, whatever the class. */
    private static final List<String> NAMES_ITEMS =
            List.of("configname", "confignames", "badmessagehandler", "duplexname", "duplextargetconfigname");

    /** Without these files would be taken or deleted that IRIS leaves. */
    private static final Set<String> ESSENTIAL = Set.of("FileSpec", "SemaphoreSpecification", "ArchivePath");

    private static final String DISABLED = "; the item is disabled";

    private final HostCatalog catalog;
    private final Set<String> processes;
    private final Schemas schemas;
    private final List<ImportReport.Refusal> refused;
    private final List<String> supply = new ArrayList<>();
    private final List<ImportReport.Stubbed> stubs = new ArrayList<>();

    /**
     * @param processes the classes of items that are BPL processes of the same files
     * @param schemas the versions of HL7, and the schemas of the same files
     */
    ItemImport(HostCatalog catalog, Set<String> processes, Schemas schemas, List<ImportReport.Refusal> refused) {
        this.catalog = catalog;
        this.processes = processes;
        this.schemas = schemas;
        this.refused = refused;
    }

    /** What is never imported and must be given. */
    List<String> supply() {
        return supply;
    }

    List<ImportReport.Stubbed> stubs() {
        return stubs;
    }

    ItemDraft read(IrisItem item, String name) {
        Optional<HostMap> known = HostMaps.of(item.className())
                .or(() -> Optional.of(item.className())
                        .filter(processes::contains)
                        .map(HostMaps::process));
        ItemDraft draft = known.map(map -> mapped(item, name, map)).orElseGet(() -> stub(item, name));
        draft.category = item.attribute("Category").strip();
        attributes(item, draft);
        if (!name.equals(item.name())) {
            draft.keep("Item/Name", item.name());
        }
        return draft;
    }

    private ItemDraft stub(IrisItem item, String name) {
        ItemDraft draft = new ItemDraft(name, Stub.class.getSimpleName());
        String stands = printable(item.className());
        draft.settings.put(Stub.STANDS_FOR, stands.isEmpty() ? "(none)" : stands);
        draft.enabled = false;
        if (!item.enabled()) {
            draft.keep("Item/Enabled", item.attribute("Enabled"));
        }
        for (IrisSetting setting : item.settings()) {
            draft.keep(setting.place(), setting.value());
            draft.settingsKept++;
            if (namesItems(setting)) {
                draft.targets.addAll(names(setting.value()));
            }
            secrets(item, setting);
        }
        stubs.add(new ImportReport.Stubbed(
                name, item.className(), HostMaps.builtIn(item.className()).orElse(UNKNOWN)));
        return draft;
    }

    private static boolean namesItems(IrisSetting setting) {
        String name = setting.name().toLowerCase(Locale.ROOT);
        return setting.target().equalsIgnoreCase("Host") && NAMES_ITEMS.stream().anyMatch(name::endsWith);
    }

    static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (String name : list.split(",")) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return names;
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private ItemDraft mapped(IrisItem item, String name, HostMap map) {
        HostClass host = catalog.find(map.to()).orElseThrow();
        ItemDraft draft = new ItemDraft(name, map.to());
        draft.enabled = item.enabled();
        for (IrisSetting setting : item.settings()) {
            setting(item, setting, map, host, draft);
            secrets(item, setting);
        }
        poolSize(item, host, draft);
        if (host.name().equals("HttpOperation")) {
            url(item, draft);
        }
        draft.enabled &= !host.name().equals(HostMaps.MAILER) || mayMailInTheOpen(item);
        map.defaults().forEach((setting, value) -> {
            if (!draft.settings.containsKey(setting)) {
                draft.byDefault(setting, value, "IRIS does so when nothing is said");
            }
        });
        Required.fill(host, draft);
        leaveOutClashes(item, host, draft);
        draft.leaveOut(CompanionCheck.idle(host, draft.settings));
        return draft;
    }

    /** Folders that HIE would refuse: files would be taken in again, or taken from where others look for them. */
    private void leaveOutClashes(IrisItem item, HostClass host, ItemDraft draft) {
        for (ConfigFault clash : FolderCheck.clashes(draft.name, host, draft.settings)) {
            draft.leaveOut(List.of(clash.setting()));
            draft.enabled = false;
            refused.add(new ImportReport.Refusal(
                    "item " + item.name(), "setting " + clash.setting(), clash.message() + DISABLED));
        }
    }

    private void setting(IrisItem item, IrisSetting given, HostMap map, HostClass host, ItemDraft draft) {
        draft.settingsKept++;
        Optional<SettingMap> known = map.setting(given);
        if (known.isEmpty()) {
            draft.keep(given.place(), given.value());
            map.misplaced(given)
                    .ifPresent(right -> refuse(
                            item,
                            given,
                            "it stands on the target " + given.target() + " and belongs to " + right.target()
                                    + "; IRIS does not apply it there, and neither does HIE"));
            return;
        }
        Optional<String> value = known.get().rule().apply(given.value());
        if (value.isEmpty()) {
            draft.keep(given.place(), given.value());
            if (!known.get().to().isEmpty()) {
                refuse(item, given, "HIE cannot do what its value asks for");
            }
        } else {
            place(item, given, known.get(), value.get(), host, draft);
        }
    }

    private void place(
            IrisItem item, IrisSetting given, SettingMap known, String value, HostClass host, ItemDraft draft) {
        if (known.isConnection()) {
            draft.targets.addAll(names(value));
            if (given.name().equals(HostMaps.BAD_MESSAGES)) {
                draft.badMessageHandler = value.strip();
            }
            draft.keep(given.place(), given.value());
            draft.mapped++;
            return;
        }
        if (known.setsNothing() || value.isEmpty()) {
            draft.keep(given.place(), given.value());
            draft.mapped++;
            return;
        }
        Optional<String> fault = host.setting(known.to()).flatMap(declared -> fault(declared, value));
        if (fault.isPresent() || value.contains("${")) {
            draft.keep(given.place(), given.value());
            String why = fault.orElse("it holds '${', which is a reference in HIE");
            boolean isEssential = ESSENTIAL.contains(known.to());
            draft.enabled &= !isEssential;
            refuse(item, given, isEssential ? why + DISABLED : why);
            return;
        }
        draft.set(known.to(), value, given);
        draft.mapped++;
    }

    private Optional<String> fault(SettingDescriptor declared, String value) {
        Optional<String> fault = declared.fault(value);
        return fault.isPresent() || declared.type() != SettingType.SCHEMA_CATEGORY
                ? fault
                : SchemaCategory.parse(value).categories().stream()
                        .flatMap(category -> schemas.fault(category).stream())
                        .findFirst();
    }

    private void refuse(IrisItem item, IrisSetting setting, String why) {
        refused.add(new ImportReport.Refusal("item " + item.name(), "setting " + setting.place(), why));
    }

    private void secrets(IrisItem item, IrisSetting setting) {
        if (!setting.value().isBlank() && setting.name().matches("(?i).*credentials|sslconfig|.*password|privatekey")) {
            supply.add("item " + item.name() + ": " + setting.name()
                    + (setting.name().matches("(?i).*password")
                            ? ""
                            : " '" + setting.value().strip() + "'"));
        }
    }

    /** Attributes: those that HIE has become settings, the others are kept; the defaults of IRIS need no keeping. */
    private void attributes(IrisItem item, ItemDraft draft) {
        HostClass host = catalog.find(draft.className).orElseThrow();
        String comment = item.attribute("Comment");
        if (!comment.isBlank()) {
            draft.settings.put("Comment", comment);
        }
        String schedule = item.attribute("Schedule").strip();
        if (!schedule.isEmpty()) {
            Optional<String> fault = Schedule.asksTable(schedule)
                    ? Optional.of(
                            "the specification that it names is no part of an export; write it into the lookup table "
                                    + Schedule.TABLE + ", and the name into the setting")
                    : host.setting("Schedule").flatMap((SettingDescriptor s) -> s.fault(schedule));
            if (fault.isEmpty()) {
                draft.settings.put("Schedule", schedule);
            } else {
                draft.keep("Item/Schedule", item.attribute("Schedule"));
                refused.add(
                        new ImportReport.Refusal("item " + item.name(), "schedule '" + schedule + "'", fault.get()));
            }
        }
        for (Map.Entry<String, String> attribute : item.attributes().entrySet()) {
            boolean isDefault = List.of("false", "0", "").contains(attribute.getValue());
            if (!IrisItem.OWN.contains(attribute.getKey()) && !isDefault) {
                draft.keep("Item/" + attribute.getKey(), attribute.getValue());
            }
        }
        if (draft.className.equals(Stub.class.getSimpleName())
                && !item.attribute("PoolSize").isEmpty()) {
            draft.keep("Item/PoolSize", item.attribute("PoolSize"));
        } else if (!draft.className.equals(Stub.class.getSimpleName())) {
            draft.keep("Item/ClassName", item.className());
        }
    }

    /** 0 is the shared pool of the actors in IRIS and inline in HIE: an item of its own keeps the order of its queue. */
    private void poolSize(IrisItem item, HostClass host, ItemDraft draft) {
        String given = item.attribute("PoolSize").strip();
        boolean service = host.kind() == HostKind.SERVICE;
        boolean manyConnections = item.settings().stream()
                .anyMatch(s -> s.name().equals("JobPerConnection")
                        && List.of("1", "true").contains(s.value().strip()));
        if (service && (given.isEmpty() || given.equals("0") || manyConnections)) {
            if (!given.isEmpty()) {
                draft.keep("Item/PoolSize", given);
            }
            return;
        }
        if (given.equals("0")) {
            draft.byDefault("PoolSize", "1", "in IRIS it works in the pool that all such processes share");
            draft.keep("Item/PoolSize", given);
            return;
        }
        String size = given.isEmpty() ? "1" : given;
        Optional<String> fault = host.setting("PoolSize").flatMap(declared -> declared.fault(size));
        if (fault.isPresent()) {
            draft.keep("Item/PoolSize", given);
            refused.add(new ImportReport.Refusal("item " + item.name(), "pool size '" + given + "'", fault.get()));
        } else {
            draft.settings.put("PoolSize", size);
        }
    }

    /** What IRIS sends by a password or TLS is not sent without until somebody says so. */
    private static boolean mayMailInTheOpen(IrisItem item) {
        return adapter(item, "Credentials").isEmpty()
                && adapter(item, "SSLConfig").isEmpty();
    }

    /** An address in three settings. */
    private void url(IrisItem item, ItemDraft draft) {
        String server = adapter(item, "HTTPServer");
        if (server.isEmpty()) {
            return;
        }
        String port = adapter(item, "HTTPPort");
        String path = adapter(item, "URL");
        String scheme = adapter(item, "SSLConfig").isEmpty() ? "http" : "https";
        String url = scheme + "://" + server + (port.isEmpty() ? "" : ":" + port)
                + (path.startsWith("/") || path.isEmpty() ? path : "/" + path);
        draft.settings.put("URL", url);
        for (String part : List.of("HTTPServer", "HTTPPort", "URL")) {
            if (item.settings().stream().anyMatch(setting -> setting.isOf("Adapter", part))) {
                draft.mapped++;
            }
        }
    }

    private static String adapter(IrisItem item, String name) {
        return item.settings().stream()
                .filter(setting -> setting.isOf("Adapter", name))
                .map(setting -> setting.value().strip())
                .findFirst()
                .orElse("");
    }
}
