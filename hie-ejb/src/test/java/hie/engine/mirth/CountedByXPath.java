package hie.engine.mirth;

import java.io.ByteArrayInputStream;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Counts what an export holds in a way that has nothing in common with the importer: another parser, and XPath. */
final class CountedByXPath {

    private static final String CONNECTOR = "//channel/sourceConnector | //channel/destinationConnectors/*";
    private static final String PARTS = "(//channel//%1$s/elements/* | //channel//%1$s[not(elements)]/%2$s/*)";

    private final Document document;

    CountedByXPath(byte[] content) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(content));
    }

    int channels() {
        return count("//channel[sourceConnector]");
    }

    int connectors() {
        return count(CONNECTOR);
    }

    int rules() {
        return count(PARTS.formatted("filter", "rules"));
    }

    int steps() {
        return count(PARTS.formatted("transformer", "steps")) + count(PARTS.formatted("responseTransformer", "steps"));
    }

    /** Scripts of channels in which more is written than comments and what a new channel has, and writers that are scripts. */
    int scripts() throws XPathExpressionException {
        NodeList texts = (NodeList) XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                        "//channel[sourceConnector]/*[self::preprocessingScript or self::postprocessingScript or self::deployScript"
                                + " or self::undeployScript or self::shutdownScript]",
                        document,
                        XPathConstants.NODESET);
        int scripts = count("(//channel/destinationConnectors/*)[transportName='JavaScript Writer']");
        for (int i = 0; i < texts.getLength(); i++) {
            String code = texts.item(i)
                    .getTextContent()
                    .replaceAll("(?s)/\\*.*?\\*/", "")
                    .replaceAll("//.*", "")
                    .replaceAll("\\s+", "");
            scripts += Set.of("", "return", "return;", "returnmessage;", "returnmessage")
                            .contains(code)
                    ? 0
                    : 1;
        }
        return scripts;
    }

    int properties() {
        return count(
                "(//channel/sourceConnector/properties | //channel/destinationConnectors/*/properties)//*[not(*)]");
    }

    int libraries() {
        return count("//codeTemplateLibrary");
    }

    private int count(String path) {
        try {
            XPath xpath = XPathFactory.newInstance().newXPath();
            return ((Double) xpath.evaluate("count(" + path + ")", document, XPathConstants.NUMBER)).intValue();
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        }
    }
}
