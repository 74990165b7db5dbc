package hie.engine.iris;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds to each item of a project what it was imported from, and has both written as one. Items without an origin follow in the first
 * production.
 */
final class ProductionExport {

    private final ProjectConfig project;
    private final HostCatalog catalog;
    private final List<String> differences;
    private final List<XmlNode> productions = new ArrayList<>();

    ProductionExport(ProjectConfig project, HostCatalog catalog, List<String> differences) {
        this.project = project;
        this.catalog = catalog;
        this.differences = differences;
    }

    void add(XmlNode production) {
        productions.add(production);
    }

    /** The items of each production. */
    Map<XmlNode, List<XmlNode>> write() {
        Map<XmlNode, ItemConfig> origins = origins();
        Map<String, String> names = new HashMap<>();
        project.items().forEach(item -> names.put(item.name(), ItemExport.irisName(item)));
        Map<XmlNode, List<XmlNode>> written = new LinkedHashMap<>();
        for (XmlNode production : productions) {
            List<XmlNode> items = new ArrayList<>();
            for (XmlNode origin : production.all("Item")) {
                Optional.ofNullable(origins.get(origin))
                        .ifPresent(item -> items.add(
                                new ItemExport(item, Optional.of(origin), names, catalog, differences).write()));
            }
            written.put(production, items);
        }
        List<XmlNode> first = written.get(productions.getFirst());
        project.items().stream()
                .filter(item -> !origins.containsValue(item))
                .forEach(
                        item -> first.add(new ItemExport(item, Optional.empty(), names, catalog, differences).write()));
        return written;
    }

    /** Two items may share a name in IRIS; what else they have in common tells them apart. */
    private Map<XmlNode, ItemConfig> origins() {
        Map<XmlNode, ItemConfig> origins = new IdentityHashMap<>();
        List<ItemConfig> open = new ArrayList<>(project.items());
        List<XmlNode> all = productions.stream()
                .flatMap(production -> production.all("Item").stream())
                .toList();
        for (boolean isSure : List.of(true, false)) {
            for (XmlNode origin : all) {
                if (!origins.containsKey(origin)) {
                    open.stream()
                            .filter(item -> ItemExport.irisName(item).equals(origin.attribute("Name")))
                            .filter(item -> !isSure || ItemExport.isLike(item, origin))
                            .findFirst()
                            .ifPresent(item -> {
                                origins.put(origin, item);
                                open.remove(item);
                            });
                }
            }
        }
        return origins;
    }
}
