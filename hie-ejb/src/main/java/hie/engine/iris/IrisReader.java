package hie.engine.iris;

import hie.engine.imports.ImportFile;
import hie.engine.imports.ImportSyntaxException;
import hie.engine.imports.XmlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads files of any of the forms that IRIS writes. What cannot be read is told, and the rest read all the same. */
final class IrisReader {

    private static final Set<String> ROOTS = Set.of(
            "Production", "ruleDefinition", "transform", "process", "lookupTable", "defaultSettings", "Category");

    private final IrisBundle bundle = new IrisBundle();
    private final ListFiles others = new ListFiles();

    private IrisReader() {}

    static IrisBundle read(List<ImportFile> files) {
        IrisReader reader = new IrisReader();
        files.forEach(reader::read);
        reader.lists();
        return reader.bundle;
    }

    private void lists() {
        bundle.lists.putAll(others.takeLists(Stream.of(bundle.rules, bundle.transforms, bundle.processes)
                .flatMap(List::stream)
                .toList()));
        others.names().forEach(file -> bundle.unreadable(file, "file", "it is neither a class nor an XML export"));
    }

    private void read(ImportFile file) {
        try {
            String text = file.text();
            if (isXml(text)) {
                export(file.name(), text);
            } else if (UdlReader.isClass(text)) {
                UdlReader.read(text).forEach(found -> take(file.name(), found));
            } else {
                others.add(file.name(), text);
            }
        } catch (ImportSyntaxException e) {
            bundle.unreadable(file.name(), "file", e.getMessage());
        } catch (RuntimeException e) {
            // Whatever a file does to the reader, the others are read, and the report says that this one was not.
            bundle.unreadable(
                    file.name(), "file", "the reader failed: " + e.getClass().getSimpleName());
        }
    }

    private static boolean isXml(String text) {
        String start = text.stripLeading();
        return start.startsWith("<");
    }

    private void export(String file, String text) {
        XmlNode root = XmlNode.parse(text);
        if (root.name().equals("schema")) {
            bundle.xmlSchemas.put(
                    file.replaceFirst(".*[/\\\\]", "").replaceFirst("(?i)\\.xsd$", ""),
                    new IrisBundle.XmlSchemaFile(file, text));
            return;
        }
        List<IrisClass> classes = ExportReader.classes(root);
        classes.forEach(found -> take(file, found));
        new Bare(file, text).take(root, "");
        root.descendants()
                .filter(node -> node.name().equals("Document") && looksLikeUdl(node))
                .forEach(node -> UdlReader.read(node.text()).forEach(found -> take(file, found)));
    }

    private static boolean looksLikeUdl(XmlNode document) {
        return document.children().isEmpty() && UdlReader.isClass(document.text());
    }

    /** Definitions that stand in an export by themselves, outside of classes. */
    private final class Bare {

        private final String file;
        private final String text;

        Bare(String file, String text) {
            this.file = file;
            this.text = text;
        }

        void take(XmlNode node, String document) {
            if (ROOTS.contains(node.name())) {
                String name = document.replaceFirst("(?i)\\.(rul|lut|dtl|bpl|esd|prd|hl7)$", "");
                define(node, name.isEmpty() ? node.attribute("name") : name, document);
            } else if (!node.name().equals("Class")) {
                String inside = node.name().equals("Document") ? node.attribute("name") : document;
                node.children().forEach(child -> take(child, inside));
            }
        }

        private void define(XmlNode node, String name, String document) {
            switch (node.name()) {
                case "Production" -> bundle.productions.add(IrisProduction.read(node, name, file, asWritten(node)));
                case "ruleDefinition" -> bundle.rules.add(definition(node, name));
                case "transform" -> bundle.transforms.add(definition(node, name));
                case "process" -> bundle.processes.add(definition(node, name));
                case "lookupTable" -> table(node, name);
                case "Category" -> category(node, name, document);
                default ->
                    bundle.refuse(
                            file,
                            "system default settings",
                            "they are not applied; settings that items take from them must be given to the items");
            }
        }

        /** Other documents have categories as well: of X12 and EDIFACT. */
        private void category(XmlNode node, String name, String document) {
            if (document.isEmpty() || document.toUpperCase(Locale.ROOT).endsWith(".HL7")) {
                bundle.schemas.add(definition(node, name));
            } else {
                bundle.refuse(file, "document " + document, "it is no schema of HL7 v2, and others are not taken");
            }
        }

        private IrisBundle.Definition definition(XmlNode node, String name) {
            String named = name.isEmpty() ? node.name() + " in line " + node.line() : name;
            return new IrisBundle.Definition(named, file, Map.of(), node, asWritten(node));
        }

        /** The element as it stands in the file; empty when the file has several of its name. */
        private String asWritten(XmlNode node) {
            String end = "</" + node.name() + ">";
            int from = text.indexOf("<" + node.name());
            int to = text.lastIndexOf(end);
            return from >= 0 && to > from && text.indexOf(end) == to ? text.substring(from, to + end.length()) : "";
        }
    }

    /** Each entry names its table; one that does not belongs to the table of its document. */
    private void table(XmlNode node, String name) {
        for (XmlNode entry : node.all("entry")) {
            String table = entry.attribute("table").isEmpty() ? name : entry.attribute("table");
            bundle.tables
                    .computeIfAbsent(table, made -> new LinkedHashMap<>())
                    .put(entry.attribute("key"), entry.text());
        }
        if (!name.isEmpty()) {
            bundle.tables.computeIfAbsent(name, made -> new LinkedHashMap<>());
        }
    }

    private void take(String file, IrisClass found) {
        bundle.classes.add(found.name());
        found.blocks().forEach((name, xml) -> {
            if (!xml.isBlank()) {
                block(file, found, name, xml);
            }
        });
    }

    private void block(String file, IrisClass owner, String block, String xml) {
        boolean known =
                List.of("ProductionDefinition", "RuleDefinition", "DTL", "BPL").contains(block);
        if (!known) {
            return;
        }
        XmlNode root;
        try {
            root = XmlNode.parse(xml.strip());
        } catch (ImportSyntaxException e) {
            bundle.unreadable(owner.name(), "XData " + block + " of " + file, e.getMessage());
            return;
        }
        IrisBundle.Definition definition =
                new IrisBundle.Definition(owner.name(), file, owner.parameters(), root, xml.strip());
        switch (block + "/" + root.name()) {
            case "ProductionDefinition/Production" ->
                bundle.productions.add(IrisProduction.read(root, owner.name(), file, xml.strip()));
            case "RuleDefinition/ruleDefinition" -> bundle.rules.add(definition);
            case "DTL/transform" -> bundle.transforms.add(definition);
            case "BPL/process" -> bundle.processes.add(definition);
            default ->
                bundle.unreadable(
                        owner.name(), "XData " + block + " of " + file, "its XML begins with <" + root.name() + ">");
        }
    }
}
