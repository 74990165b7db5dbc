package hie.engine.mirth;

import hie.engine.imports.XmlNode;
import java.util.regex.Pattern;

/** An element as text again, without passwords. */
final class XmlText {

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passphrase|secret).*");

    private XmlText() {}

    static String of(XmlNode node) {
        StringBuilder text = new StringBuilder();
        write(node, 0, text);
        return text.toString();
    }

    private static void write(XmlNode node, int depth, StringBuilder text) {
        String indent = "  ".repeat(depth);
        text.append(indent).append('<').append(node.name());
        node.attributes()
                .forEach((name, value) -> text.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(escaped(value).replace("\"", "&quot;").replace("\n", "&#10;"))
                        .append('"'));
        boolean isSecret = SECRET.matcher(node.name()).matches();
        if (node.children().isEmpty()) {
            String value = isSecret ? "" : escaped(node.text());
            text.append(value.isEmpty() ? "/>\n" : ">" + value + "</" + node.name() + ">\n");
            return;
        }
        text.append(">\n");
        node.children().forEach(child -> write(child, depth + 1, text));
        text.append(indent).append("</").append(node.name()).append(">\n");
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }
}
