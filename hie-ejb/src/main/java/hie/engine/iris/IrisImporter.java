package hie.engine.iris;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.rule.RuleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a project's configuration of files of IRIS. Pure: the same files give the same configuration and report. */
final class IrisImporter {

    /**
     * What an import makes.
     *
     * @param config sound or not: what was there may not be enough
     */
    record Outcome(ProjectConfig config, ImportReport report) {}

    private final IrisBundle bundle;
    private final HostCatalog catalog;
    private final Documents documents = new Documents();
    private final List<ImportReport.Rules> rules = new ArrayList<>();
    private final List<ImportReport.Transform> transforms = new ArrayList<>();
    private final List<ImportReport.Table> tables = new ArrayList<>();
    private final List<ImportReport.Process> processes = new ArrayList<>();
    private final List<ImportReport.Production> productions = new ArrayList<>();
    private final List<ItemConfig> items = new ArrayList<>();

    private IrisImporter(IrisBundle bundle, HostCatalog catalog) {
        this.bundle = bundle;
        this.catalog = catalog;
    }

    static Outcome run(List<IrisFile> files, HostCatalog catalog) {
        IrisImporter importer = new IrisImporter(IrisReader.read(files), catalog);
        importer.run();
        return new Outcome(
                new ProjectConfig(importer.description(), importer.items, importer.documents.all()),
                importer.report(files.size()));
    }

    private void run() {
        Map<String, RuleImport> ruleSets = new LinkedHashMap<>();
        for (IrisBundle.Definition definition : bundle.rules) {
            RuleImport translated = new RuleImport(definition, bundle.refused).translate();
            String document = documents.add(
                    ProjectDocument.Kind.RULES, definition.name(), RuleText.write(translated.definition()));
            rules.add(translated.report(document));
            ruleSets.putIfAbsent(definition.name(), translated);
        }
        Set<String> known = bundle.transforms.stream().map(IrisBundle.Definition::name).collect(Collectors.toSet());
        for (IrisBundle.Definition definition : bundle.transforms) {
            transforms.add(new TransformImport(definition, bundle.refused).translate(documents));
        }
        for (IrisBundle.Definition definition : bundle.processes) {
            processes.add(ProcessImport.keep(definition, documents, bundle.refused));
        }
        bundle.tables.forEach((name, entries) -> tables.add(new ImportReport.Table(
                name, documents.add(ProjectDocument.Kind.TABLE, name, TableText.of(entries)), entries.size())));
        productions(ruleSets, known);
    }

    private void productions(Map<String, RuleImport> ruleSets, Set<String> transformNames) {
        Set<String> taken = new HashSet<>();
        Set<String> absent = new LinkedHashSet<>();
        for (IrisProduction production : bundle.productions) {
            ProductionImport made = new ProductionImport(
                    production, new ItemNames(production.items(), taken), catalog, ruleSets, transformNames::contains);
            items.addAll(made.items());
            productions.add(made.report());
            bundle.refused.addAll(made.refused());
            absent.addAll(made.missingRules());
            if (!production.xml().isEmpty()) {
                documents.add(ProjectDocument.Kind.IRIS, production.name(), production.xml());
            }
        }
        absent.forEach(documents::placeholder);
    }

    private String description() {
        return bundle.productions.stream()
                .map(production -> production.description().isEmpty() ? production.name() : production.description())
                .findFirst()
                .orElse("");
    }

    private ImportReport report(int files) {
        return new ImportReport(
                verdict(), files, productions, rules, transforms, tables, processes, bundle.refused);
    }

    private ImportReport.Verdict verdict() {
        if (bundle.isEmpty() || !bundle.unread.isEmpty()) {
            return ImportReport.Verdict.INCONCLUSIVE;
        }
        Set<ImportReport.Verdict> verdicts =
                productions.stream().map(ImportReport.Production::verdict).collect(Collectors.toSet());
        if (verdicts.equals(Set.of(ImportReport.Verdict.INCONCLUSIVE)) && rules.isEmpty() && transforms.isEmpty()) {
            return ImportReport.Verdict.INCONCLUSIVE;
        }
        boolean clean = bundle.refused.isEmpty()
                && verdicts.stream().allMatch(ImportReport.Verdict.OK::equals)
                && transforms.stream().allMatch(ImportReport.Transform::enabled)
                && processes.isEmpty();
        return clean ? ImportReport.Verdict.OK : ImportReport.Verdict.ISSUES;
    }
}
