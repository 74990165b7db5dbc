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
import java.util.Optional;

/**
 * XML: a path begins in the root element; its names are those of elements, without their prefixes, and {@code @name} is an attribute. Brackets count
 * elements of a name in one element. Elements are written in the order in which they were made. With a schema of the project, paths are in its words, and a new message is written in its order.
 */
public final class XmlFormat extends TreeFormat {

    private final XmlSchemas schemas;

    /** @param schemas that messages may be held against, by the first part of their docType */
    public XmlFormat(XmlSchemas schemas) {
        super("xml", "<");
        this.schemas = schemas;
    }

    @Override
    public Place place(String path, boolean inBraces, String docType) {
        TreePath place = path.isBlank() ? TreePath.WHOLE : TreePath.parse(path.strip());
        Optional<XmlSchema> schema = schema(docType);
        if (schema.isPresent() && !place.isWhole()) {
            return schema.get().path(root(docType), place);
        }
        if (docType.indexOf(':') > 0 && place.hasBrackets()) {
            String name = docType.substring(0, docType.indexOf(':'));
            throw new IllegalArgumentException("there is no XML schema '" + name + "' (expected: xmlschemas/" + name
                    + ".xsd), which says what the brackets of '" + path
                    + "' count; or give the root element's name only, and count elements");
        }
        return place;
    }

    private Optional<XmlSchema> schema(String docType) {
        int colon = docType.indexOf(':');
        return colon > 0 ? schemas.find(docType.substring(0, colon)) : Optional.empty();
    }

    private static String root(String docType) {
        return docType.substring(docType.indexOf(':') + 1);
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
        String root = root(docType);
        Optional<XmlSchema> schema = schema(docType);
        XmlElement element = XmlElement.root(
                root.isEmpty() ? "Document" : root,
                schema.map(XmlSchema::namespace).orElse(""));
        return new TreeDraft(element, made -> {
            schema.ifPresent(of -> of.arrange(((XmlElement) made).element()));
            return XmlWriting.write(made);
        });
    }

    @Override
    public Draft copy(Message source, String docType) {
        return new TreeDraft(root(source), XmlWriting::write);
    }
}
