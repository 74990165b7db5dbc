package hie.engine.iris;

import hie.engine.catalog.HostCatalog;
import hie.engine.config.ProjectConfig;
import hie.engine.config.ProjectDocument;
import hie.engine.imports.ImportSyntaxException;
import hie.engine.imports.XmlNode;
import hie.engine.rule.RuleDefinition;
import hie.engine.rule.RuleText;
import hie.engine.table.LookupTable;
import hie.engine.transform.TransformText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a project as classes of IRIS: the way back of an import. What an import kept is written as it was, as far as the project still says
 * the same; what has changed since is written anew, and what IRIS has no equal for is told.
 */
public final class IrisExport {

    /**
     * What an export makes.
     *
     * @param files contents by name
     * @param differences what of the project is not in them, or not as it runs in HIE
     */
    public record Outcome(Map<String, String> files, List<String> differences) {}

    private final ProjectConfig project;
    private final String name;
    private final HostCatalog catalog;
    private final Map<String, String> files = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private final Map<String, XmlNode> kept = new LinkedHashMap<>();

    private IrisExport(ProjectConfig project, String name, HostCatalog catalog) {
        this.project = project;
        this.name = name;
        this.catalog = catalog;
    }

    /**
     * Writes a project.
     *
     * @param name of the production, when no import has left one
     */
    public static Outcome of(ProjectConfig project, String name, HostCatalog catalog) {
        IrisExport export = new IrisExport(project, name, catalog);
        export.readKept();
        export.productions();
        export.project.documents().forEach(export::document);
        return new Outcome(export.files, export.differences);
    }

    private void readKept() {
        for (ProjectDocument document : project.documents()) {
            if (document.kind() == ProjectDocument.Kind.IRIS) {
                try {
                    kept.put(document.name(), XmlNode.parse(document.text()));
                } catch (ImportSyntaxException e) {
                    differences.add(document.path() + ": is no XML any more, and is left out");
                }
            }
        }
    }

    private void productions() {
        Map<String, XmlNode> found = new LinkedHashMap<>();
        kept.forEach((document, root) -> {
            if (root.name().equals("Production")) {
                found.put(document, root);
            }
        });
        if (found.isEmpty() && project.items().isEmpty()) {
            return;
        }
        if (found.isEmpty()) {
            found.put(name, XmlText.node("Production", List.of(), "Name", name));
        }
        ProductionExport productions = new ProductionExport(project, catalog, differences);
        found.forEach((document, root) -> productions.add(root));
        productions.write().forEach((root, items) -> production(root, items));
    }

    private void production(XmlNode root, List<XmlNode> items) {
        List<XmlNode> children = new ArrayList<>(root.children().stream()
                .filter(node -> !node.name().equals("Item"))
                .toList());
        children.addAll(items);
        String named = root.attribute("Name").isEmpty() ? name : root.attribute("Name");
        String own = named;
        for (int number = 2; files.containsKey(own + ".cls"); number++) {
            own = named + number;
        }
        write(
                own,
                "Ens.Production",
                "",
                "ProductionDefinition",
                "",
                XmlText.write(new XmlNode("Production", root.attributes(), "", children, 0)));
    }

    private void document(ProjectDocument document) {
        switch (document.kind()) {
            case RULES -> {
                XmlNode source = kept.get(document.name());
                boolean isKept = source != null && source.name().equals("ruleDefinition");
                rules(document, isKept ? Optional.of(source) : Optional.empty());
            }
            case TRANSFORM -> {
                XmlNode source = kept.get(document.name());
                boolean isKept = source != null && source.name().equals("transform");
                XmlNode root = isKept ? source : TransformXml.of(TransformText.read(document.text()));
                write(document.name(), "Ens.DataTransformDTL", "", "DTL", "dtl", XmlText.write(root));
                keptOnly(document, isKept);
            }
            case TABLE -> table(document);
            case PROCESS -> process(document);
            case SCHEMA -> schema(document);
            case XML_SCHEMA -> files.put(document.name() + ".xsd", document.text());
            case LIST -> files.put(document.name() + ".txt", document.text());
            case IRIS -> other(document);
            default -> differences.add(document.path() + ": IRIS has nothing of the kind; it is left out");
        }
    }

    private void keptOnly(ProjectDocument document, boolean isKept) {
        if (isKept) {
            differences.add(document.path() + ": not all of it was translated; written as it was imported");
        }
    }

    private void rules(ProjectDocument document, Optional<XmlNode> source) {
        if (document.text().equals(RuleImport.placeholder(RuleImport.NOT_THERE))) {
            differences.add(document.path() + ": " + RuleImport.NOT_THERE + "; it is left out");
            return;
        }
        RuleDefinition definition = RuleText.read(document.text());
        XmlNode root = source.orElseGet(() -> RuleXml.of(definition));
        String parameter = definition.assist().isEmpty()
                ? ""
                : "Parameter RuleAssistClass = \"" + definition.assist().replace("\"", "\"\"") + "\";\n\n";
        write(document.name(), "Ens.Rule.Definition", parameter, "RuleDefinition", "rule", XmlText.write(root));
        keptOnly(document, source.isPresent());
    }

    private void table(ProjectDocument document) {
        List<XmlNode> entries = new ArrayList<>();
        int[] left = new int[1];
        LookupTable.parse(document.text()).entries().forEach((key, values) -> {
            for (LookupTable.Entry value : values) {
                if (value.isForEver()) {
                    Map<String, String> attributes = new LinkedHashMap<>();
                    attributes.put("table", document.name());
                    attributes.put("key", key);
                    entries.add(new XmlNode("entry", attributes, value.value(), List.of(), 0));
                } else {
                    left[0]++;
                }
            }
        });
        if (left[0] > 0) {
            differences.add(document.path() + ": " + left[0]
                    + " values have a time, which IRIS' tables do not know; they are left out");
        }
        files.put(
                document.name() + ".lut.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + XmlText.write(XmlText.node("lookupTable", entries)));
    }

    private void process(ProjectDocument document) {
        XmlNode source = kept.get(document.name());
        if (source != null && source.name().equals("process")) {
            write(document.name(), "Ens.BusinessProcessBPL", "", "BPL", "bpl", text(document.name()));
            differences.add(document.path() + ": written as it was imported");
        } else {
            differences.add(document.path() + ": there is no BPL of it; it is left out");
        }
    }

    private void schema(ProjectDocument document) {
        if (kept.containsKey(document.name())) {
            files.put(document.name() + ".HL7.xml", text(document.name()));
            differences.add(document.path() + ": written as it was imported");
        } else {
            differences.add(document.path() + ": there is no schema document of IRIS of it; it is left out");
        }
    }

    private String text(String document) {
        return project.document(ProjectDocument.Kind.IRIS, document)
                        .orElseThrow()
                        .text() + "\n";
    }

    /** Sources that became nothing that runs: transforms of other classes. */
    private void other(ProjectDocument document) {
        XmlNode root = kept.get(document.name());
        boolean isTransform = root != null
                && root.name().equals("transform")
                && project.document(ProjectDocument.Kind.TRANSFORM, document.name())
                        .isEmpty();
        if (isTransform) {
            write(document.name(), "Ens.DataTransformDTL", "", "DTL", "dtl", text(document.name()));
        }
    }

    private void write(String className, String parent, String parameter, String block, String namespace, String xml) {
        files.put(
                className + ".cls",
                "Class " + className + " Extends " + parent + "\n{\n\n" + parameter + "XData " + block
                        + (namespace.isEmpty()
                                ? ""
                                : " [ XMLNamespace = \"http://www.intersystems.com/" + namespace + "\" ]")
                        + "\n{\n" + xml + "}\n\n}\n");
    }
}
