package hie.engine.iris;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Counts what an export holds in a way that has nothing in common with the importer: definitions are cut out of the text by their
 * first and last tags, read by another parser, and counted by XPath.
 */
final class CountedByXPath {

    private static final String ACTION = "self::send or self::delete or self::delegate or self::return or self::assign"
            + " or self::trace or self::debug or self::foreach";
    private static final String DTL_ACTION =
            "self::assign or self::if or self::foreach or self::subtransform or self::code"
                    + " or self::sql or self::trace or self::switch or self::case or self::default or self::group or self::break"
                    + " or self::python or self::xslt";

    private static final String BPL_ACTIVITY = "self::call or self::sync or self::reply or self::delay or self::rule"
            + " or self::transform or self::assign or self::if or self::switch or self::while or self::until or self::foreach"
            + " or self::flow or self::branch or self::label or self::code or self::sql or self::xpath or self::xslt or self::trace"
            + " or self::alert or self::milestone or self::scope or self::throw or self::compensate or self::empty or self::sequence"
            + " or self::break or self::continue";

    private final String text;

    CountedByXPath(byte[] content) {
        this.text = new String(content, StandardCharsets.UTF_8).replaceAll("(?s)<!--.*?-->", "");
    }

    int items() {
        return count("Production", "//Item");
    }

    int settings() {
        return count("Production", "//Setting");
    }

    int itemsOf(String classPattern) {
        int count = 0;
        for (Document production : all("Production")) {
            NodeList names = nodes(production, "//Item/@ClassName");
            for (int i = 0; i < names.getLength(); i++) {
                count += names.item(i).getNodeValue().matches(classPattern) ? 1 : 0;
            }
        }
        return count;
    }

    int productions() {
        return all("Production").size();
    }

    int ruleDefinitions() {
        return all("ruleDefinition").size();
    }

    int rules() {
        return count("ruleDefinition", "//rule");
    }

    int conditions() {
        return count("ruleDefinition", "//when");
    }

    int ruleActions() {
        return count("ruleDefinition", "//*[" + ACTION + "]");
    }

    int transforms() {
        return all("transform").size();
    }

    int dtlActions() {
        return count("transform", "//*[" + DTL_ACTION + "]");
    }

    /** Each production's own attributes and settings, and each item with its attributes and settings, as texts. */
    List<String> productionLines() {
        List<String> lines = new ArrayList<>();
        for (Document production : all("Production")) {
            lines.add(
                    "production " + attributes(production.getDocumentElement()) + children(production, "/Production"));
            NodeList items = nodes(production, "/Production/Item");
            for (int i = 0; i < items.getLength(); i++) {
                lines.add("item " + attributes(items.item(i))
                        + children(production, "/Production/Item[" + (i + 1) + "]"));
            }
        }
        return lines;
    }

    private static String attributes(Node element) {
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            attributes.put(attribute.getNodeName(), attribute.getNodeValue());
        }
        return attributes.toString();
    }

    private static List<String> children(Document document, String of) {
        List<String> lines = new ArrayList<>();
        NodeList found = nodes(document, of + "/*[not(self::Item)]");
        for (int i = 0; i < found.getLength(); i++) {
            lines.add(found.item(i).getNodeName() + attributes(found.item(i)) + "="
                    + found.item(i).getTextContent());
        }
        return lines;
    }

    int processes() {
        return all("process").size();
    }

    int activities() {
        return count("process", "//*[" + BPL_ACTIVITY + "]");
    }

    private int count(String root, String path) {
        return all(root).stream()
                .mapToInt(found -> nodes(found, path).getLength())
                .sum();
    }

    private static NodeList nodes(Document document, String path) {
        try {
            XPath xpath = XPathFactory.newInstance().newXPath();
            return (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** In BPL there are elements called {@code transform} as well; those of DTL name the class that they start from. */
    private List<Document> all(String root) {
        String attributes = root.equals("transform") ? "(?=[^>]*sourceClass)" : "";
        Matcher definitions = Pattern.compile(
                        "<" + root + "\\b" + attributes + "(?:[^>]*/>|.*?</" + root + "\\s*>)", Pattern.DOTALL)
                .matcher(text);
        List<Document> found = new ArrayList<>();
        while (definitions.find()) {
            found.add(parse(definitions.group().replace("]]]]><![CDATA[>", "]]>")));
        }
        return found;
    }

    private static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new IllegalStateException(xml.substring(0, Math.min(200, xml.length())), e);
        }
    }
}
