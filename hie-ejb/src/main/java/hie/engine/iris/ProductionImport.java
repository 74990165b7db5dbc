package hie.engine.iris;

import hie.engine.catalog.HostCatalog;
import hie.engine.catalog.HostClass;
import hie.engine.catalog.HostKind;
import hie.engine.config.ItemConfig;
import hie.engine.hl7.schema.Schemas;
import hie.engine.host.Stub;
import hie.engine.imports.Documents;
import hie.engine.imports.ImportReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the items of one production, connects them, and says what became of each. */
final class ProductionImport {

    private final IrisProduction production;
    private final ItemNames names;
    private final HostCatalog catalog;
    private final Map<String, RuleImport> rules;
    private final Map<String, BplImport> processes;
    private final List<ImportReport.Refusal> refused = new ArrayList<>();
    private final List<IrisReport.Missing> missing = new ArrayList<>();
    private final Map<IrisItem, ItemDraft> drafts = new LinkedHashMap<>();
    private final Set<String> missingRules = new LinkedHashSet<>();
    private final ItemImport items;

    /**
     * @param rules the rule definitions that the files hold, by name
     * @param processes the BPL processes that the files hold, by name
     * @param schemas the schemas that the files hold, and the versions of HL7
     */
    ProductionImport(
            IrisProduction production,
            ItemNames names,
            HostCatalog catalog,
            Map<String, RuleImport> rules,
            Map<String, BplImport> processes,
            Schemas schemas) {
        this.production = production;
        this.names = names;
        this.catalog = catalog;
        this.rules = rules;
        this.processes = processes;
        this.items = new ItemImport(catalog, processes.keySet(), schemas, refused);
    }

    List<ImportReport.Refusal> refused() {
        return refused;
    }

    /** The rule sets that its routers name and the files do not hold, by the names that they get. */
    Set<String> missingRules() {
        return missingRules;
    }

    List<ItemConfig> items() {
        production.items().forEach(item -> drafts.put(item, items.read(item, names.of(item))));
        drafts.values().forEach(this::route);
        drafts.forEach(this::orchestrate);
        Map<ItemDraft, List<String>> connections = new LinkedHashMap<>();
        drafts.values().forEach(draft -> connections.put(draft, connections(draft)));
        allowCycles(connections);
        drafts.forEach(ProductionImport::rememberEnabled);
        List<ItemConfig> made = new ArrayList<>();
        connections.forEach((draft, targets) -> made.add(draft.item(targets)));
        return made;
    }

    /** What is disabled because HIE cannot run it yet was enabled in IRIS; that is kept. */
    private static void rememberEnabled(IrisItem item, ItemDraft draft) {
        if (item.enabled() && !draft.enabled && !draft.className.equals(Stub.class.getSimpleName())) {
            draft.keep("Item/Enabled", "true");
        }
    }

    /** A router sends to whatever its rules send to. One whose rules are not all there is left disabled. */
    private void route(ItemDraft draft) {
        if (!draft.className.equals("RoutingProcess")) {
            return;
        }
        String rule = draft.settings.get(RuleNames.SETTING);
        if (rule == null) {
            draft.enabled = false;
            missing.add(new IrisReport.Missing("item " + draft.name, "a rule: it names none"));
            missingRules.add(RuleNames.NONE);
            draft.byDefault(
                    RuleNames.SETTING,
                    RuleNames.NONE,
                    "a router needs a rule set; the item is disabled until it names one");
            return;
        }
        RuleImport found = rules.get(rule);
        draft.settings.put(RuleNames.SETTING, found == null ? Documents.fitting(rule) : found.document());
        follow(rule, draft, new LinkedHashSet<>());
    }

    /** A process sends to whatever its calls name. One of which something was refused is left disabled. */
    private void orchestrate(IrisItem item, ItemDraft draft) {
        BplImport process = processes.get(item.className());
        if (process == null || !draft.className.equals(HostMaps.BPL)) {
            return;
        }
        draft.settings.put(HostMaps.PROCESS, process.document());
        draft.routes.addAll(process.translation().targets());
        names.target(HostMaps.ALERTS).ifPresent(draft.routes::add);
        process.translation()
                .missingTargets()
                .forEach(target ->
                        missing.add(new IrisReport.Missing("process " + item.className(), "target " + target)));
        draft.enabled &= process.isWhole();
        seekElsewhere("process " + item.className(), process.translation().targets(), draft);
    }

    /** Targets that are items of another production only: the item is connected, and left disabled until somebody has looked at it. */
    private void seekElsewhere(String where, Set<String> targets, ItemDraft draft) {
        for (String target : targets) {
            if (drafts.values().stream().noneMatch(other -> other.name.equals(target))) {
                draft.elsewhere.add(target);
                draft.enabled = false;
                missing.add(new IrisReport.Missing(where, "target " + target + " in this production; another has one"));
            }
        }
    }

    private void follow(String rule, ItemDraft draft, Set<String> seen) {
        if (!seen.add(rule)) {
            return;
        }
        RuleImport found = rules.get(rule);
        if (found == null) {
            draft.enabled = false;
            missing.add(new IrisReport.Missing("item " + draft.name, "rule " + rule));
            missingRules.add(Documents.fitting(rule));
            return;
        }
        draft.routes.addAll(found.findings().targets);
        seekElsewhere("rule " + rule, found.findings().targets, draft);
        if (!found.isWhole()) {
            draft.enabled = false;
        }
        found.findings()
                .missingTargets
                .forEach(target -> missing.add(new IrisReport.Missing("rule " + rule, "target " + target)));
        found.missing().forEach(what -> missing.add(new IrisReport.Missing("rule " + rule, what)));
        found.findings().delegates.forEach(next -> follow(next, draft, seen));
    }

    private List<String> connections(ItemDraft draft) {
        Set<String> targets = new LinkedHashSet<>();
        if (kind(draft) == HostKind.OPERATION) {
            return List.of();
        }
        for (String target : draft.targets) {
            names.item(target)
                    .map(drafts::get)
                    .ifPresentOrElse(
                            found -> connect(draft, found, targets),
                            () -> missing.add(new IrisReport.Missing("item " + draft.name, "target " + target)));
        }
        for (ItemDraft other : drafts.values()) {
            if (draft.routes.contains(other.name)) {
                connect(draft, other, targets);
            }
        }
        targets.addAll(draft.elsewhere);
        return List.copyOf(targets);
    }

    private void connect(ItemDraft from, ItemDraft to, Set<String> targets) {
        if (kind(to) == HostKind.SERVICE) {
            refused.add(new ImportReport.Refusal(
                    "item " + from.name,
                    "connection to " + to.name,
                    "it is a service; messages go to processes and operations"));
        } else {
            targets.add(to.name);
            boolean isHandler = names.item(from.badMessageHandler)
                    .map(drafts::get)
                    .filter(to::equals)
                    .isPresent();
            if (isHandler && kind(from) == HostKind.PROCESS) {
                from.settings.put(HostMaps.BAD_MESSAGES, to.name);
            }
        }
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

    IrisReport.Production report() {
        int stubbed = items.stubs().size();
        int found = drafts.size();
        List<ImportReport.Default> defaults = drafts.values().stream()
                .flatMap(draft -> draft.defaults.stream())
                .toList();
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
        return new IrisReport.Production(
                production.name(),
                production.file(),
                verdict,
                new ImportReport.Items(found, found - stubbed, stubbed),
                new IrisReport.Settings(settingsFound, mapped, settingsKept, words),
                items.stubs(),
                names.renamed(),
                missing,
                defaults,
                items.supply());
    }
}
