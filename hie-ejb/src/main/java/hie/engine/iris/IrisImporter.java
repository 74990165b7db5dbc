package hie.engine.iris;

import hie.api.host.ProjectDocuments;
import hie.engine.catalog.HostCatalog;
import hie.engine.config.ItemConfig;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.hl7.schema.Schemas;
import hie.engine.imports.Documents;
import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportReport;
import hie.engine.imports.ImportSyntaxException;
import hie.engine.table.CodeList;
import hie.engine.table.ListColumn;
import hie.engine.xml.XmlSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a project's configuration of files of IRIS. Pure: the same files give the same configuration and report. */
final class IrisImporter {

    /**
     * What an import makes.
     *
     * @param config sound or not: what was there may not be enough
     */
    record Outcome(ProjectConfig config, IrisReport report) {}

    private final IrisBundle bundle;
    private final HostCatalog catalog;
    private final Documents documents = new Documents();
    private final List<IrisReport.Rules> rules = new ArrayList<>();
    private final List<IrisReport.Transform> transforms = new ArrayList<>();
    private final List<IrisReport.Table> tables = new ArrayList<>();
    private final List<IrisReport.Schema> schemas = new ArrayList<>();
    private final List<IrisReport.Process> processes = new ArrayList<>();
    private final List<IrisReport.Production> productions = new ArrayList<>();
    private final List<ItemConfig> items = new ArrayList<>();

    private IrisImporter(IrisBundle bundle, HostCatalog catalog) {
        this.bundle = bundle;
        this.catalog = catalog;
    }

    static Outcome run(List<ImportFile> files, HostCatalog catalog) {
        IrisImporter importer = new IrisImporter(IrisReader.read(files), catalog);
        importer.run();
        return new Outcome(
                new ProjectConfig(importer.description(), importer.items, importer.documents.all()),
                importer.report(files.size()));
    }

    private void run() {
        bundle.tables.forEach((name, entries) -> tables.add(new IrisReport.Table(
                name, documents.add(ProjectDocument.Kind.TABLE, name, TableText.of(entries)), entries.size())));
        bundle.schemas.forEach(schema -> schemas.add(SchemaImport.add(schema, documents, bundle.refused)));
        bundle.xmlSchemas.forEach(this::xmlSchema);
        bundle.lists.forEach(this::list);
        Set<String> taken = new HashSet<>();
        Map<IrisProduction, ItemNames> names = new IdentityHashMap<>();
        bundle.productions.forEach(production -> names.put(production, new ItemNames(production.items(), taken)));
        Map<ProjectDocuments.Key, String> around = new HashMap<>();
        documents
                .all()
                .forEach(made -> around.put(new ProjectDocuments.Key(made.kind().folder(), made.name()), made.text()));
        transforms.addAll(TransformImport.all(bundle.transforms, around, documents, bundle.refused));
        Map<String, RuleImport> ruleSets = rules(names.values(), around);
        Map<String, BplImport> bpl = processes(names.values(), around);
        Schemas known = Schemas.of(ProjectDocuments.of(around));
        for (IrisProduction production : bundle.productions) {
            production(
                    production, new ProductionImport(production, names.get(production), catalog, ruleSets, bpl, known));
        }
    }

    private void list(String name, String text) {
        try {
            int values = CodeList.parse(text).values(ListColumn.ROW).size();
            String document = documents.add(ProjectDocument.Kind.LIST, name, text);
            tables.add(new IrisReport.Table(name, ProjectDocument.Kind.LIST.path(document), values));
        } catch (IllegalArgumentException e) {
            bundle.refuse("list " + name, "file", e.getMessage());
        }
    }

    private void xmlSchema(String name, IrisBundle.XmlSchemaFile file) {
        try {
            XmlSchema schema = XmlSchema.parse(file.text());
            String document = ProjectDocument.Kind.XML_SCHEMA.path(
                    documents.add(ProjectDocument.Kind.XML_SCHEMA, name, file.text()));
            schemas.add(new IrisReport.Schema(name, file.file(), document, 0, schema.elements(), 0, schema.types(), 0));
        } catch (IllegalArgumentException e) {
            bundle.refuse("XML schema " + name, file.file(), e.getMessage());
        }
    }

    /** Behind the rules: a process may ask them. */
    private Map<String, BplImport> processes(Collection<ItemNames> names, Map<ProjectDocuments.Key, String> around) {
        Map<String, BplImport> bpl = new LinkedHashMap<>();
        documents
                .all()
                .forEach(made -> around.put(new ProjectDocuments.Key(made.kind().folder(), made.name()), made.text()));
        RuleImport.Context context = new RuleImport.Context(around, target -> target(names, target));
        for (IrisBundle.Definition definition : bundle.processes) {
            String name = documents.reserve(ProjectDocument.Kind.PROCESS, definition.name());
            BplImport translated = new BplImport(definition, name, context);
            processes.add(translated.add(documents, bundle.refused));
            bpl.putIfAbsent(definition.name(), translated);
        }
        return bpl;
    }

    private Map<String, RuleImport> rules(Collection<ItemNames> names, Map<ProjectDocuments.Key, String> around) {
        Map<String, RuleImport> ruleSets = new LinkedHashMap<>();
        Map<IrisBundle.Definition, String> reserved = new IdentityHashMap<>();
        for (IrisBundle.Definition definition : bundle.rules) {
            String name = documents.reserve(ProjectDocument.Kind.RULES, definition.name());
            reserved.put(definition, name);
            around.put(new ProjectDocuments.Key(ProjectDocuments.RULES, name), RuleImport.placeholder("not read yet"));
        }
        RuleImport.Context context = new RuleImport.Context(around, target -> target(names, target));
        for (IrisBundle.Definition definition : bundle.rules) {
            String name = reserved.get(definition);
            try {
                RuleImport translated = new RuleImport(definition, name, context);
                documents.put(ProjectDocument.Kind.RULES, name, translated.text());
                if (!translated.isWhole()) {
                    definition.keepIn(documents);
                }
                bundle.refused.addAll(translated.findings().refused);
                rules.add(translated.report());
                ruleSets.putIfAbsent(definition.name(), translated);
            } catch (ImportSyntaxException e) {
                documents.put(ProjectDocument.Kind.RULES, name, RuleImport.placeholder("it could not be translated"));
                definition.keepIn(documents);
                bundle.unreadable(
                        "rule " + definition.name(), "rule definition of " + definition.file(), e.getMessage());
            }
        }
        return ruleSets;
    }

    /** Without any production, nobody knows the items: names stay as they are. */
    private static Optional<String> target(Collection<ItemNames> names, String target) {
        return names.isEmpty()
                ? Optional.of(target)
                : names.stream().flatMap(known -> known.target(target).stream()).findFirst();
    }

    private void production(IrisProduction production, ProductionImport made) {
        items.addAll(made.items());
        productions.add(made.report());
        bundle.refused.addAll(made.refused());
        made.missingRules().forEach(this::placeholder);
        if (!production.xml().isEmpty()) {
            documents.add(ProjectDocument.Kind.IRIS, production.name(), production.xml());
        }
    }

    /** A rule set without a rule, in the place of one that the files do not hold. */
    private void placeholder(String rule) {
        if (!documents.has(ProjectDocument.Kind.RULES, rule)) {
            documents.add(ProjectDocument.Kind.RULES, rule, RuleImport.placeholder(RuleImport.NOT_THERE));
        }
    }

    private String description() {
        return bundle.productions.stream()
                .map(production -> production.description().isEmpty() ? production.name() : production.description())
                .findFirst()
                .orElse("");
    }

    private IrisReport report(int files) {
        return new IrisReport(
                verdict(), files, productions, rules, transforms, tables, schemas, processes, bundle.refused);
    }

    private ImportReport.Verdict verdict() {
        if (bundle.isEmpty() || !bundle.unread.isEmpty()) {
            return ImportReport.Verdict.INCONCLUSIVE;
        }
        Set<ImportReport.Verdict> verdicts =
                productions.stream().map(IrisReport.Production::verdict).collect(Collectors.toSet());
        if (verdicts.equals(Set.of(ImportReport.Verdict.INCONCLUSIVE)) && rules.isEmpty() && transforms.isEmpty()) {
            return ImportReport.Verdict.INCONCLUSIVE;
        }
        boolean clean = bundle.refused.isEmpty()
                && verdicts.stream().allMatch(ImportReport.Verdict.OK::equals)
                && transforms.stream().allMatch(IrisReport.Transform::enabled)
                && processes.stream().allMatch(IrisReport.Process::enabled);
        return clean ? ImportReport.Verdict.OK : ImportReport.Verdict.ISSUES;
    }
}
