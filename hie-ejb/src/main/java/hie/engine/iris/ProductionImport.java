package hie.engine.iris;

import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.config.ItemConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Makes the items of one production, connects them, and says what became of each. */
final class ProductionImport {

    private final IrisProduction production;
    private final ItemNames names;
    private final HostCatalog catalog;
    private final Map<String, RuleImport> rules;
    private final Predicate<String> knowsTransform;
    private final List<ImportReport.Refusal> refused = new ArrayList<>();
    private final List<ImportReport.Missing> missing = new ArrayList<>();
    private final Map<IrisItem, ItemDraft> drafts = new LinkedHashMap<>();
    private final ItemImport items;

    /**
     * @param rules the rule definitions that the files hold, by name
     * @param knowsTransform whether the files hold a transform of that name
     */
    ProductionImport(
            IrisProduction production,
            ItemNames names,
            HostCatalog catalog,
            Map<String, RuleImport> rules,
            Predicate<String> knowsTransform) {
        this.production = production;
        this.names = names;
        this.catalog = catalog;
        this.rules = rules;
        this.knowsTransform = knowsTransform;
        this.items = new ItemImport(catalog, refused);
    }

    List<ImportReport.Refusal> refused() {
        return refused;
    }

    /** The rule sets that its routers name and the files do not hold. */
    Set<String> missingRules() {
        Set<String> absent = new LinkedHashSet<>();
        drafts.values().forEach(draft -> {
            String rule = draft.settings.get(RuleNames.SETTING);
            if (rule != null && !rules.containsKey(rule)) {
                absent.add(rule);
            }
        });
        return absent;
    }

    List<ItemConfig> items() {
        production.items().forEach(item -> drafts.put(item, items.read(item, names.of(item))));
        drafts.values().forEach(this::route);
        Map<ItemDraft, List<String>> connections = new LinkedHashMap<>();
        drafts.values().forEach(draft -> connections.put(draft, connections(draft)));
        allowCycles(connections);
        List<ItemConfig> made = new ArrayList<>();
        connections.forEach((draft, targets) -> made.add(draft.item(targets)));
        return made;
    }

    /** A router sends to whatever its rules send to. One whose rules are not all there is left disabled. */
    private void route(ItemDraft draft) {
        if (!draft.className.equals("RoutingProcess")) {
            return;
        }
        String rule = draft.settings.get(RuleNames.SETTING);
        if (rule == null) {
            draft.enabled = false;
            missing.add(new ImportReport.Missing("item " + draft.name, "a rule: it names none"));
            draft.byDefault(
                    RuleNames.SETTING,
                    RuleNames.NONE,
                    "a router needs a rule set; the item is disabled until it names one");
            return;
        }
        follow(rule, draft, new LinkedHashSet<>());
    }

    private void follow(String rule, ItemDraft draft, Set<String> seen) {
        if (!seen.add(rule)) {
            return;
        }
        RuleImport found = rules.get(rule);
        if (found == null) {
            draft.enabled = false;
            missing.add(new ImportReport.Missing("item " + draft.name, "rule " + rule));
            return;
        }
        draft.targets.addAll(found.targets());
        if (!found.isWhole()) {
            draft.enabled = false;
        }
        for (String transform : found.transforms()) {
            if (!knowsTransform.test(transform)) {
                draft.enabled = false;
                missing.add(new ImportReport.Missing("rule " + rule, "transform " + transform));
            }
        }
        found.delegates().forEach(next -> follow(next, draft, seen));
    }

    private List<String> connections(ItemDraft draft) {
        Set<String> targets = new LinkedHashSet<>();
        if (kind(draft) == HostKind.OPERATION) {
            return List.of();
        }
        for (String target : draft.targets) {
            names.item(target).map(drafts::get).ifPresentOrElse(found -> {
                if (kind(found) == HostKind.SERVICE) {
                    refused.add(new ImportReport.Refusal(
                            "item " + draft.name,
                            "connection to " + target,
                            "it is a service; messages go to processes and operations"));
                } else {
                    targets.add(found.name);
                }
            }, () -> {
                missing.add(new ImportReport.Missing("item " + draft.name, "target " + target));
                if (draft.className.equals("RoutingProcess")) {
                    draft.enabled = false;
                }
            });
        }
        return List.copyOf(targets);
    }

    private HostKind kind(ItemDraft draft) {
        return catalog.find(draft.className).map(HostClass::kind).orElseThrow();
    }

    /** In IRIS nothing speaks against messages that go round; in HIE one item of each cycle has to allow it. */
    private void allowCycles(Map<ItemDraft, List<String>> connections) {
        Map<String, List<String>> open = new LinkedHashMap<>();
        connections.forEach((draft, targets) -> open.put(draft.name, targets));
        for (ItemDraft draft : connections.keySet()) {
            if (kind(draft) == HostKind.PROCESS && leadsBack(draft.name, draft.name, open, new LinkedHashSet<>())) {
                draft.byDefault("AllowCycle", "true", "its connections lead back to it, as in IRIS");
                open.put(draft.name, List.of());
            }
        }
    }

    private static boolean leadsBack(String from, String to, Map<String, List<String>> open, Set<String> seen) {
        for (String target : open.getOrDefault(from, List.of())) {
            if (target.equals(to) || (seen.add(target) && leadsBack(target, to, open, seen))) {
                return true;
            }
        }
        return false;
    }

    ImportReport.Production report() {
        int stubbed = items.stubs().size();
        int found = drafts.size();
        List<ImportReport.Default> defaults =
                drafts.values().stream().flatMap(draft -> draft.defaults.stream()).toList();
        int settingsFound = production.settings().size();
        int settingsKept = production.xml().isEmpty() ? 0 : settingsFound;
        int mapped = 0;
        int words = settingsKept;
        for (Map.Entry<IrisItem, ItemDraft> item : drafts.entrySet()) {
            settingsFound += item.getKey().settings().size();
            settingsKept += item.getValue().settingsKept;
            mapped += item.getValue().mapped;
            words += item.getKey().settings().size() - item.getValue().mapped;
        }
        ImportReport.Verdict verdict = found == 0
                ? ImportReport.Verdict.INCONCLUSIVE
                : stubbed == 0 && missing.isEmpty() && refused.isEmpty()
                        ? ImportReport.Verdict.OK
                        : ImportReport.Verdict.ISSUES;
        return new ImportReport.Production(
                production.name(),
                production.file(),
                verdict,
                new ImportReport.Items(found, found - stubbed, stubbed),
                new ImportReport.Settings(settingsFound, mapped, settingsKept, words),
                items.stubs(),
                names.renamed(),
                missing,
                defaults,
                items.supply());
    }
}
