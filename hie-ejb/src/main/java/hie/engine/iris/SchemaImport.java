package hie.engine.iris;

import hie.engine.config.ProjectDocument;
import hie.engine.hl7.schema.Hl7Schema;
import hie.engine.hl7.schema.SchemaDefinition;
import hie.engine.hl7.schema.SchemaText;
import hie.engine.hl7.schema.SchemaTextException;
import hie.engine.imports.Documents;
import hie.engine.imports.ImportReport;
import hie.engine.imports.ImportSyntaxException;
import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a schema of the project of a {@code <Category>}, as IRIS exports schema categories of HL7. One that the engine does not take as it
 * stands is kept word for word only.
 */
final class SchemaImport {

    private final IrisBundle.Definition source;
    private final String place;
    private final List<ImportReport.Refusal> refused = new ArrayList<>();

    private SchemaImport(IrisBundle.Definition source) {
        this.source = source;
        this.place = "schema " + source.name();
    }

    static IrisReport.Schema add(
            IrisBundle.Definition source, Documents documents, List<ImportReport.Refusal> refused) {
        SchemaImport schema = new SchemaImport(source);
        SchemaDefinition definition = schema.definition();
        String text = SchemaText.write(definition);
        String document = "";
        try {
            SchemaText.read(text);
            document =
                    ProjectDocument.Kind.SCHEMA.path(documents.add(ProjectDocument.Kind.SCHEMA, source.name(), text));
        } catch (SchemaTextException e) {
            schema.refuse("the category", String.join("; ", e.faults()) + "; it is kept word for word");
        }
        source.keepIn(documents);
        refused.addAll(schema.refused);
        return new IrisReport.Schema(
                source.name(),
                source.file(),
                document,
                definition.segments().size(),
                definition.structures().size(),
                definition.messages().size(),
                definition.types().size(),
                definition.tables().size());
    }

    private void refuse(String what, String why) {
        refused.add(new ImportReport.Refusal(place, what, why));
    }

    private SchemaDefinition definition() {
        XmlNode root = source.root();
        return new SchemaDefinition(
                root.attribute("base"),
                root.attribute("description"),
                all("DataType", type -> parts(type, "DataSubType")),
                all("SegmentStructure", segment -> parts(segment, "SegmentSubStructure")),
                tables(),
                structures(),
                all("MessageType", type -> plain(type.attribute("structure"))));
    }

    private <T> Map<String, T> all(String element, Function<XmlNode, T> reader) {
        Map<String, T> all = new LinkedHashMap<>();
        source.root().all(element).forEach(node -> all.put(node.attribute("name"), reader.apply(node)));
        return all;
    }

    /** Without the category that it is from: base, or the base's own name. */
    private static String plain(String name) {
        return name.substring(name.lastIndexOf(':') + 1).strip();
    }

    private static List<Hl7Schema.Part> parts(XmlNode whole, String element) {
        List<Hl7Schema.Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (XmlNode node : whole.all(element)) {
            while (parts.size() + 1 < number(node.attribute("piece"))) {
                parts.add(new Hl7Schema.Part("Field" + (parts.size() + 1), "ST", false, 1, ""));
            }
            String name = name(node.attribute("description"), parts.size() + 1);
            parts.add(new Hl7Schema.Part(
                    names.add(name) ? name : name + (parts.size() + 1),
                    type(node.attribute("datatype")),
                    node.attribute("required").equals("R"),
                    node.attribute("ifrepeating").equals("1") ? number(node.attribute("repeatcount")) : 1,
                    table(node.attribute("codetable"))));
        }
        return parts;
    }

    private static int number(String text) {
        return text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : 0;
    }

    /** In paths, fields go by the letters and digits of their description. */
    private static String name(String description, int number) {
        String name = description.replaceAll("[^A-Za-z0-9]", "");
        return name.matches("[A-Za-z].*") ? name : "Field" + number + name;
    }

    /** {@code @2} is the type that the second field names. */
    private static String type(String datatype) {
        String type = plain(datatype);
        return type.isEmpty() ? "ST" : type.startsWith("@") ? "*" : type;
    }

    private static String table(String codetable) {
        String table = plain(codetable).replaceAll("\\W", "_");
        return table.matches("0*[1-9]\\d*") ? table.replaceFirst("^0+", "") : table;
    }

    private Map<String, Set<String>> tables() {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        for (XmlNode node : source.root().all("CodeTable")) {
            Set<String> codes = new LinkedHashSet<>();
            node.all("Enumerate").forEach(code -> codes.add(code.attribute("value")));
            if (codes.isEmpty()) {
                refuse("code table " + node.attribute("name"), "it has no code, and so holds anything");
            } else {
                tables.put(table(node.attribute("name")), codes);
            }
        }
        return tables;
    }

    private Map<String, String> structures() {
        Map<String, String> structures = new LinkedHashMap<>();
        for (XmlNode node : source.root().all("MessageStructure")) {
            try {
                structures.put(
                        node.attribute("name"),
                        StructureDefinition.read(node.attribute("definition")).text());
            } catch (ImportSyntaxException e) {
                refuse("message structure " + node.attribute("name"), e.getMessage());
            }
        }
        return structures;
    }
}
