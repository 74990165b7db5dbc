package hie.engine.mirth;

import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

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
