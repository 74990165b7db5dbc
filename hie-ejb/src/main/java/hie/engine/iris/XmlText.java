package hie.engine.iris;

import hie.engine.imports.XmlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes XML, a line an element; what a reader makes of it is what was given. */
final class XmlText {

    private final StringBuilder text = new StringBuilder();

    private XmlText() {}

    static String write(XmlNode root) {
        XmlText xml = new XmlText();
        xml.element(root, "");
        return xml.text.toString();
    }

    /**
     * An element to be written.
     *
     * @param attributes names and values by turns; those with an empty value are left out
     */
    static XmlNode node(String name, List<XmlNode> children, String... attributes) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                all.put(attributes[i], attributes[i + 1]);
            }
        }
        return new XmlNode(name, all, "", children, 0);
    }

    private void element(XmlNode node, String indent) {
        text.append(indent).append('<').append(node.name());
        node.attributes()
                .forEach((name, value) -> text.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(escaped(value)
                                .replace("\"", "&quot;")
                                .replace("\n", "&#10;")
                                .replace("\t", "&#9;"))
                        .append('"'));
        if (node.children().isEmpty()) {
            text.append('>')
                    .append(escaped(node.text()))
                    .append("</")
                    .append(node.name())
                    .append(">\n");
            return;
        }
        text.append(">\n");
        node.children().forEach(child -> element(child, indent + "  "));
        text.append(indent).append("</").append(node.name()).append(">\n");
    }

    /** A line end of the old kind would be read as a new one. */
    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }
}
