package hie.engine.xml;

import hie.engine.document.DocumentException;
import hie.engine.document.Node;
import java.io.ByteArrayOutputStream;
import javax.xml.XMLConstants;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

/** Writes XML, in UTF-8. */
final class XmlWriting {

    private XmlWriting() {}

    static byte[] write(Node root) {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            transformer.transform(
                    new DOMSource(((XmlElement) root).element().getOwnerDocument()), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (TransformerException e) {
            throw new DocumentException("the message cannot be written as XML", e);
        }
    }

    /** A text that XML can hold: no control characters but tabs and line ends. */
    static String checked(String text) {
        boolean isSound = text.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000);
        if (!isSound) {
            throw new DocumentException("a value has a character that XML does not have");
        }
        return text;
    }
}
