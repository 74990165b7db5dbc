package hie.engine.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * A project as text files that diff well: {@code project.yaml}, one file an item under {@code items/}, and its documents under
 * {@code rules/}, {@code transforms/}, {@code scripts/}, {@code stylesheets/}, {@code tables/} and others, each as it was written. Reading what was written gives the same project.
 *
 * @param workspace the workspace that {@code project.yaml} names
 * @param name the project's name
 */
public record ProjectFiles(String workspace, String name, ProjectConfig config) {

    private static final String PROJECT_FILE = "project.yaml";
    private static final String ITEM_FOLDER = "items/";

    /** So deep may a file nest its values; settings are three deep. */
    private static final int MAX_DEPTH = 16;

    private static final int MAX_FILE_CHARS = 4 * 1024 * 1024;

    /**
     * Reads a project from its files.
     *
     * @param files contents by path, with {@code /} between folders
     * @throws InvalidConfigException naming each file and what is wrong with it
     */
    public static ProjectFiles read(Map<String, String> files) {
        List<ConfigFault> faults = new ArrayList<>();
        Map<String, Object> project = new LinkedHashMap<>();
        if (files.containsKey(PROJECT_FILE)) {
            project = document(PROJECT_FILE, files.get(PROJECT_FILE), faults).orElse(project);
        } else {
            faults.add(new ConfigFault("", "", "there is no " + PROJECT_FILE));
        }
        List<ItemConfig> items = new ArrayList<>();
        List<ProjectDocument> documents = new ArrayList<>();
        for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
            String path = file.getKey();
            if (path.startsWith(ITEM_FOLDER) && isYaml(path)) {
                document(path, file.getValue(), faults).ifPresent(document -> item(path, document, items, faults));
            } else if (!path.equals(PROJECT_FILE)) {
                ProjectDocument.of(path, file.getValue())
                        .ifPresentOrElse(documents::add, () -> faults.add(new ConfigFault("", "", noPlace(path))));
            }
        }
        String workspace = text(PROJECT_FILE, project, "workspace", "default", faults);
        String name = text(PROJECT_FILE, project, "name", "", faults);
        String description = text(PROJECT_FILE, project, "description", "", faults);
        unknown(PROJECT_FILE, project, List.of("workspace", "name", "description"), faults);
        if (faults.isEmpty() && name.isEmpty()) {
            faults.add(new ConfigFault("", "", PROJECT_FILE + ": 'name' is missing"));
        }
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        return new ProjectFiles(workspace, name, new ProjectConfig(description, items, documents));
    }

    private static String noPlace(String path) {
        boolean isDocument = Arrays.stream(ProjectDocument.Kind.values())
                .map(kind -> kind.path(""))
                .anyMatch(place -> path.startsWith(place.substring(0, place.indexOf('/') + 1))
                        && path.endsWith(place.substring(place.indexOf('/') + 1)));
        return "file " + path + " is none of a project's ("
                + (isDocument
                        ? ProjectDocument.nameFault()
                        : "expected: " + PROJECT_FILE + ", " + ITEM_FOLDER + "NAME.yaml, "
                                + Arrays.stream(ProjectDocument.Kind.values())
                                        .map(kind -> kind.path("NAME"))
                                        .collect(Collectors.joining(", ")))
                + ")";
    }

    private static boolean isYaml(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml");
    }

    private static Optional<Map<String, Object>> document(String path, String content, List<ConfigFault> faults) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(path)
                .setCodePointLimit(MAX_FILE_CHARS)
                .setAllowDuplicateKeys(false)
                .setSchema(new AsWritten())
                .build();
        try {
            checkDepth(settings, content);
            Object loaded = new Load(settings).loadFromString(content);
            if (loaded instanceof Map<?, ?> map) {
                Map<String, Object> document = new LinkedHashMap<>();
                map.forEach((key, value) -> document.put(String.valueOf(key), value));
                return Optional.of(document);
            }
            faults.add(new ConfigFault("", "", "file " + path + ": expected names with values, as in 'name: …'"));
        } catch (YamlEngineException e) {
            faults.add(new ConfigFault("", "", "file " + path + " is no YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    /** The reader calls itself for each level, so a file of nothing but brackets would exhaust the stack. */
    private static void checkDepth(LoadSettings settings, String content) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(content)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw new YamlEngineException("values are nested more than " + MAX_DEPTH + " deep");
            }
        }
    }

    /** A value is the text that was written: 2.10 stays 2.10, and does not become the number 2.1. */
    private record AsWritten() implements Schema {

        @Override
        public ScalarResolver getScalarResolver() {
            return (value, implicit) -> Tag.STR;
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            return Map.of(Tag.NULL, nothing -> "");
        }
    }

    private static void item(
            String path, Map<String, Object> document, List<ItemConfig> items, List<ConfigFault> faults) {
        int known = faults.size();
        String name = text(path, document, "name", "", faults);
        String className = text(path, document, "class", "", faults);
        for (String required : List.of("name", "class")) {
            if (!document.containsKey(required)) {
                faults.add(new ConfigFault(name, "", "file " + path + ": '" + required + "' is missing"));
            }
        }
        String enabled = text(path, document, "enabled", "true", faults);
        if (!enabled.equals("true") && !enabled.equals("false")) {
            faults.add(new ConfigFault(name, "", "file " + path + ": enabled: expected true or false"));
        }
        String category = text(path, document, "category", "", faults);
        Map<String, String> settings = texts(path, name, "settings", document, faults);
        List<String> targets = targets(path, name, document.get("targets"), faults);
        Map<String, String> kept = texts(path, name, "kept", document, faults);
        unknown(path, document, List.of("name", "class", "enabled", "category", "settings", "targets", "kept"), faults);
        if (faults.size() == known) {
            items.add(new ItemConfig(name, className, enabled.equals("true"), category, settings, targets, kept));
        }
    }

    private static Map<String, String> texts(
            String path, String item, String what, Map<String, Object> document, List<ConfigFault> faults) {
        Object value = document.get(what);
        Map<String, String> settings = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, given) -> {
                if (given instanceof Map || given instanceof List) {
                    faults.add(new ConfigFault(
                            item,
                            String.valueOf(key),
                            "file " + path + ": expected one value; write several lines after '|'"));
                } else {
                    settings.put(String.valueOf(key), String.valueOf(given));
                }
            });
        } else if (!isNothing(value)) {
            faults.add(new ConfigFault(item, "", "file " + path + ": " + what + ": expected names with values"));
        }
        return settings;
    }

    private static List<String> targets(String path, String item, Object value, List<ConfigFault> faults) {
        if (isNothing(value)) {
            return List.of();
        }
        if (value instanceof List<?> list
                && list.stream().noneMatch(target -> target instanceof Map || target instanceof List)) {
            return list.stream().map(String::valueOf).toList();
        }
        faults.add(new ConfigFault(item, "", "file " + path + ": targets: expected a list of item names"));
        return List.of();
    }

    /** Nothing was written, or nothing behind the colon. */
    private static boolean isNothing(Object value) {
        return value == null || value.equals("");
    }

    private static String text(
            String path, Map<String, Object> document, String key, String absent, List<ConfigFault> faults) {
        Object value = document.get(key);
        if (value instanceof Map || value instanceof List) {
            faults.add(new ConfigFault("", "", "file " + path + ": " + key + ": expected one value"));
            return absent;
        }
        return value == null ? absent : String.valueOf(value);
    }

    private static void unknown(
            String path, Map<String, Object> document, List<String> known, List<ConfigFault> faults) {
        for (String key : document.keySet()) {
            if (!known.contains(key)) {
                faults.add(new ConfigFault(
                        "",
                        "",
                        "file " + path + ": '" + key + "' is not known (expected: " + String.join(", ", known) + ")"));
            }
        }
    }

    /** The project as files, contents by path; no two items share a file, not even where case does not count. */
    public Map<String, String> write() {
        Map<String, Object> project = new LinkedHashMap<>();
        project.put("workspace", workspace);
        project.put("name", name);
        if (!config.description().isEmpty()) {
            project.put("description", config.description());
        }
        Map<String, String> files = new TreeMap<>();
        files.put(PROJECT_FILE, dump(project));
        Set<String> taken = new HashSet<>();
        for (ItemConfig item : config.items()) {
            files.put(ITEM_FOLDER + fileName(item.name(), taken) + ".yaml", dump(document(item)));
        }
        config.documents().forEach(document -> files.put(document.path(), document.text()));
        return files;
    }

    private static String fileName(String item, Set<String> taken) {
        String wanted = item.replace(' ', '_');
        String name = wanted;
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = wanted + "~" + number;
        }
        return name;
    }

    private static Map<String, Object> document(ItemConfig item) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", item.name());
        document.put("class", item.className());
        if (!item.enabled()) {
            document.put("enabled", false);
        }
        if (!item.category().isEmpty()) {
            document.put("category", item.category());
        }
        if (!item.settings().isEmpty()) {
            Map<String, Object> settings = new LinkedHashMap<>();
            item.settings().forEach((name, value) -> settings.put(name, plain(value)));
            document.put("settings", settings);
        }
        if (!item.targets().isEmpty()) {
            document.put("targets", item.targets());
        }
        if (!item.kept().isEmpty()) {
            document.put("kept", item.kept());
        }
        return document;
    }

    /** Whole numbers and truth values are written without quotes, as a person would. */
    private static Object plain(String value) {
        if (value.matches("0|-?[1-9]\\d{0,17}")) {
            return Long.parseLong(value);
        }
        return value.equals("true") || value.equals("false") ? Boolean.valueOf(value) : value;
    }

    private static String dump(Map<String, Object> document) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setMultiLineFlow(false)
                .setWidth(160)
                .setSplitLines(false)
                .build();
        return new Dump(settings).dumpToString(document);
    }
}
