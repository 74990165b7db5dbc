package hie.api.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML as a document, with namespaces. One that has a document type declaration is refused; nothing outside of it is read. */
public final class Xml implements BodyType<Document> {

    @Override
    public Document parse(byte[] bytes, Charset charset) {
        InputSource source = new InputSource(new ByteArrayInputStream(bytes));
        if (!charset.equals(StandardCharsets.UTF_8)) {
            source.setEncoding(charset.name());
        }
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(source);
        } catch (SAXParseException e) {
            throw new BodyFormatException(
                    "the body is no XML that is accepted here: line " + e.getLineNumber() + ", column "
                            + e.getColumnNumber() + " (document type declarations are refused)",
                    e);
        } catch (SAXException | IOException e) {
            throw new BodyFormatException("the body is no XML", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser cannot be made safe", e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }
}
