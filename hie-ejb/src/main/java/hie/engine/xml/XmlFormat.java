package hie.engine.xml;

import hie.api.message.BodyFormatException;
import hie.api.message.Message;
import hie.api.message.Xml;
import hie.engine.document.Document;
import hie.engine.document.DocumentException;
import hie.engine.document.Draft;
import hie.engine.document.Node;
import hie.engine.document.Place;
import hie.engine.document.TreeDocument;
import hie.engine.document.TreeDraft;
import hie.engine.document.TreeFormat;
import hie.engine.document.TreePath;
import java.nio.charset.StandardCharsets;

/**
 * XML: a path begins in the root element; its names are those of elements, without their prefixes, and {@code @name} is an attribute. Brackets count
 * elements of a name in one element. Elements are written in the order in which they were made.
 */
public final class XmlFormat extends TreeFormat {

    public XmlFormat() {
        super("xml", "<");
    }

    @Override
    public Place place(String path, boolean inBraces, String docType) {
        TreePath place = path.isBlank() ? TreePath.WHOLE : TreePath.parse(path.strip());
        if (docType.indexOf(':') > 0 && place.hasBrackets()) {
            throw new IllegalArgumentException(
                    "'" + path + "' has brackets, and what they count is said by the XML schema of '" + docType
                            + "', which is not known here; give no schema (only the root element's name), and count elements");
        }
        return place;
    }

    @Override
    public Document read(Message message) {
        return new TreeDocument(() -> root(message));
    }

    private static Node root(Message message) {
        try {
            return new XmlElement(new Xml()
                    .parse(message.body().bytes(), StandardCharsets.UTF_8)
                    .getDocumentElement());
        } catch (BodyFormatException e) {
            throw new DocumentException(e.getMessage(), e);
        }
    }

    @Override
    public Draft begin(Message source, String docType) {
        String root = docType.substring(docType.indexOf(':') + 1);
        return new TreeDraft(XmlElement.root(root.isEmpty() ? "Document" : root), XmlWriting::write);
    }

    @Override
    public Draft copy(Message source, String docType) {
        return new TreeDraft(root(source), XmlWriting::write);
    }
}
