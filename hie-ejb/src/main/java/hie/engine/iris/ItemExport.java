package hie.engine.iris;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ItemConfig;
import hie.engine.host.Stub;
import hie.engine.imports.Documents;
import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes an item as an {@code <Item>} of IRIS. Where the item still says what its origin said, the origin's words are taken; where it says
 * something else, HIE's.
 */
final class ItemExport {

    /** Settings of HIE that are attributes in IRIS, or that an import makes by itself. */
    private static final Set<String> NOT_SETTINGS = Set.of(
            "PoolSize", "Comment", "Schedule", Stub.STANDS_FOR, HostMaps.PROCESS, "AllowCycle", HostMaps.BAD_MESSAGES);

    private static final List<String> CANDIDATES =
            List.of("1", "0", "true", "false", "-1", "Immed", "App", "Msh", "Whole", "1Session", "MSession", "");

    private final ItemConfig item;
    private final Optional<XmlNode> origin;
    private final Map<String, String> names;
    private final List<String> differences;
    private final Optional<HostMap> map;
    private final Set<String> written = new HashSet<>();
    private final boolean isStub;

    /**
     * @param names the items' names in IRIS
     * @param differences takes what cannot be written
     */
    ItemExport(
            ItemConfig item,
            Optional<XmlNode> origin,
            Map<String, String> names,
            HostCatalog catalog,
            List<String> differences) {
        this.item = item;
        this.origin = origin;
        this.names = names;
        this.differences = differences;
        this.isStub = item.className().equals(Stub.class.getSimpleName());
        this.map = isStub ? Optional.empty() : map(item);
    }

    private static Optional<HostMap> map(ItemConfig item) {
        String was = item.kept().getOrDefault("Item/ClassName", "");
        if (item.className().equals(HostMaps.BPL)) {
            return Optional.of(
                    HostMaps.process(was.isEmpty() ? item.settings().getOrDefault(HostMaps.PROCESS, "") : was));
        }
        return HostMaps.of(was)
                .filter(known -> known.to().equals(item.className()))
                .or(() -> HostMaps.all().stream()
                        .filter(known -> known.to().equals(item.className()))
                        .findFirst());
    }

    /** The name that the item had in IRIS. */
    static String irisName(ItemConfig item) {
        return item.kept().getOrDefault("Item/Name", item.name());
    }

    /** Whether an origin has the item's class, and is as enabled as it was. */
    static boolean isLike(ItemConfig item, XmlNode origin) {
        return className(item).equals(origin.attribute("ClassName"))
                && enabled(item) == IrisItem.read(origin).enabled();
    }

    private static String className(ItemConfig item) {
        String standsFor = item.settings().getOrDefault(Stub.STANDS_FOR, "");
        return !standsFor.isEmpty()
                ? standsFor
                : map(item).map(HostMap::className).orElseGet(item::className);
    }

    /** An import disables what it cannot run yet; what it was before is kept. */
    private static boolean enabled(ItemConfig item) {
        boolean isStub = item.settings().containsKey(Stub.STANDS_FOR);
        String kept = item.kept().getOrDefault("Item/Enabled", isStub ? "true" : String.valueOf(item.enabled()));
        return item.enabled() || !List.of("false", "0").contains(kept);
    }

    XmlNode write() {
        if (!isStub && map.isEmpty()) {
            differences.add("item " + item.name() + ": class " + item.className()
                    + " has no equal in IRIS; its name is written as it is");
        }
        List<XmlNode> settings = settings();
        return new XmlNode("Item", attributes(), settings.isEmpty() ? "\n  " : "", settings, 0);
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("Name", irisName(item));
        Map<String, String> known = new LinkedHashMap<>();
        known.put("Category", category());
        known.put("ClassName", className(item));
        known.put("PoolSize", poolSize());
        known.put("Enabled", enabledText());
        known.put("Comment", text("Comment"));
        known.put("Schedule", item.kept().getOrDefault("Item/Schedule", text("Schedule")));
        origin.map(XmlNode::attributes).orElseGet(Map::of).forEach((name, value) -> {
            boolean isDefault = List.of("false", "0", "").contains(value);
            attributes.put(
                    name,
                    Optional.ofNullable(known.remove(name))
                            .orElseGet(() -> item.kept()
                                    .getOrDefault("Item/" + name, isDefault || name.equals("Name") ? value : "")));
        });
        attributes.put("Name", irisName(item));
        known.forEach((name, value) -> {
            boolean says = !value.isEmpty()
                    && !(name.equals("Enabled") && value.equals("true"))
                    && !(name.equals("PoolSize") && value.equals("1"));
            if (origin.isEmpty() || says) {
                attributes.put(name, value);
            }
        });
        item.kept().forEach((place, value) -> {
            if (place.startsWith("Item/")) {
                attributes.putIfAbsent(place.substring("Item/".length()), value);
            }
        });
        return attributes;
    }

    private String text(String setting) {
        String value = item.settings().getOrDefault(setting, "");
        String was = origin.map(node -> node.attribute(setting)).orElse("");
        return value.isEmpty() && was.isBlank() || value.equals(was.strip()) ? was : value;
    }

    private String category() {
        String was = origin.map(node -> node.attribute("Category")).orElse("");
        return was.strip().equals(item.category()) ? was : item.category();
    }

    private String enabledText() {
        String was = origin.map(node -> node.attribute("Enabled")).orElse("");
        boolean same = !was.isEmpty() && IrisItem.read(origin.orElseThrow()).enabled() == enabled(item);
        return same ? was : String.valueOf(enabled(item));
    }

    private String poolSize() {
        String size = item.settings().getOrDefault("PoolSize", "");
        String kept = item.kept().getOrDefault("Item/PoolSize", "");
        String was =
                kept.isEmpty() ? origin.map(node -> node.attribute("PoolSize")).orElse("") : kept;
        boolean isKept = (!kept.isEmpty() || was.isBlank()) && (size.isEmpty() || size.equals("1"));
        return isKept && origin.isPresent() || !kept.isEmpty() && isKept ? was : size;
    }

    private List<XmlNode> settings() {
        List<XmlNode> settings = new ArrayList<>();
        for (XmlNode given : origin.map(node -> node.all("Setting")).orElseGet(List::of)) {
            value(IrisSetting.read(given))
                    .ifPresent(value -> settings.add(new XmlNode("Setting", given.attributes(), value, List.of(), 0)));
        }
        item.kept().forEach((place, value) -> {
            String plain = place.replaceFirst("#\\d+$", "");
            if (origin.isEmpty() && !plain.startsWith("Item/")) {
                settings.add(setting(
                        plain.substring(0, plain.indexOf('/')), plain.substring(plain.indexOf('/') + 1), value));
                map.stream()
                        .flatMap(known -> known.settings().stream())
                        .filter(known -> (known.target() + "/" + known.name()).equals(plain))
                        .forEach(known -> written.add(known.to()));
            }
        });
        item.settings().forEach((name, value) -> {
            if (!written.contains(name) && !NOT_SETTINGS.contains(name)) {
                further(name, value).ifPresent(settings::add);
            }
        });
        return settings;
    }

    private static XmlNode setting(String target, String name, String value) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("Target", target);
        attributes.put("Name", name);
        return new XmlNode("Setting", attributes, value, List.of(), 0);
    }

    /** What a setting of the origin is now; empty when the item has it no more. */
    private Optional<String> value(IrisSetting given) {
        Optional<SettingMap> known = map.flatMap(found -> found.setting(given));
        if (known.isEmpty() || known.get().setsNothing()) {
            return item.kept().keySet().stream()
                            .anyMatch(place -> place.replaceFirst("#\\d+$", "").equals(given.place()))
                    ? Optional.of(given.value())
                    : Optional.empty();
        }
        if (known.get().isConnection()) {
            return connection(given);
        }
        String to = known.get().to();
        written.add(to);
        Optional<String> was = known.get().rule().apply(given.value());
        String now = item.settings().get(to);
        boolean same = was.isEmpty()
                || was.get().isEmpty() && (now == null || isDefault(to, now))
                || was.get().equals(now)
                || to.equals(RuleNames.SETTING)
                        && Documents.fitting(given.value()).equals(now)
                || item.kept().containsKey(given.place()) && (now == null || Required.isHarmless(to, now));
        return same ? Optional.of(given.value()) : Optional.ofNullable(now).map(value -> word(known.get(), value));
    }

    private boolean isDefault(String setting, String value) {
        return setting.equals(RuleNames.SETTING) && value.equals(RuleNames.NONE)
                || map.map(HostMap::defaults)
                        .orElseGet(Map::of)
                        .getOrDefault(setting, "")
                        .equals(value)
                || Required.isHarmless(setting, value);
    }

    /** The targets as they were, as long as each that is an item is still connected and no other is. */
    private Optional<String> connection(IrisSetting given) {
        List<String> wanted = ItemImport.names(given.value());
        List<String> now = item.targets().stream()
                .map(target -> names.getOrDefault(target, target))
                .toList();
        List<String> there = wanted.stream().filter(names::containsValue).toList();
        boolean isList = given.name().equals("TargetConfigNames");
        boolean same = now.containsAll(there) && (!isList || new HashSet<>(there).containsAll(now));
        return same
                ? Optional.of(given.value())
                : Optional.of(String.join(
                        ",", isList ? now : there.stream().filter(now::contains).toList()));
    }

    private Optional<XmlNode> further(String name, String value) {
        if (isDefault(name, value)) {
            return Optional.empty();
        }
        Optional<SettingMap> known = map.stream()
                .flatMap(found -> found.settings().stream())
                .filter(setting -> setting.to().equals(name))
                .findFirst();
        if (known.isEmpty()) {
            differences.add("item " + item.name() + ": setting " + name + " has no equal in IRIS; it is left out");
        }
        return known.map(setting -> setting(setting.target(), setting.name(), word(setting, value)));
    }

    /** How IRIS writes a value of HIE's. */
    private static String word(SettingMap setting, String value) {
        if (setting.rule().apply(value).filter(value::equals).isPresent()) {
            return value;
        }
        return CANDIDATES.stream()
                .filter(candidate ->
                        setting.rule().apply(candidate).filter(value::equals).isPresent())
                .findFirst()
                .orElse(value);
    }
}
