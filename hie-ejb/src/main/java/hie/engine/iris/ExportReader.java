package hie.engine.iris;

import hie.engine.imports.XmlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads classes out of an XML {@code <Export>}, as Studio, the portal and deployments write it. */
final class ExportReader {

    private ExportReader() {}

    /** The classes directly in an export or in projects and documents of it. */
    static List<IrisClass> classes(XmlNode export) {
        List<IrisClass> classes = new ArrayList<>();
        export.descendants().filter(ExportReader::isClass).forEach(node -> classes.add(read(node)));
        return classes;
    }

    /** A project file names its classes in elements of the same name, without content. */
    private static boolean isClass(XmlNode node) {
        return node.name().equals("Class")
                && !node.attribute("name").isEmpty()
                && !node.children().isEmpty();
    }

    private static IrisClass read(XmlNode node) {
        Map<String, String> parameters = new LinkedHashMap<>();
        node.all("Parameter").forEach(p -> parameters.put(p.attribute("name"), p.textOf("Default")));
        Map<String, String> blocks = new LinkedHashMap<>();
        node.all("XData").forEach(block -> blocks.put(block.attribute("name"), block.textOf("Data")));
        if (node.first("UDLText").isPresent()) {
            node.all("UDLText").forEach(udl -> addMembers(udl.textOf("Content"), node, parameters, blocks));
        }
        return new IrisClass(
                node.attribute("name"),
                Arrays.stream(node.textOf("Super").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                parameters,
                blocks);
    }

    /** Some versions write members as UDL inside the XML; mostly these are comments. */
    private static void addMembers(
            String members, XmlNode node, Map<String, String> parameters, Map<String, String> blocks) {
        for (IrisClass part : UdlReader.read("Class " + node.attribute("name") + "\n{\n" + members + "\n}\n")) {
            parameters.putAll(part.parameters());
            blocks.putAll(part.blocks());
        }
    }
}
