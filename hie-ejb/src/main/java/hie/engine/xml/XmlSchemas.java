package hie.engine.xml;

import hie.api.host.ProjectDocuments;
import java.util.Optional;

/** The XML schemas that an item knows: those of its project. Immutable. */
public final class XmlSchemas {

    /** None. */
    public static final XmlSchemas NONE = new XmlSchemas(ProjectDocuments.NONE);

    private final ProjectDocuments documents;

    private XmlSchemas(ProjectDocuments documents) {
        this.documents = documents;
    }

    /** Those among an item's documents; each is read once for all who ask. */
    public static XmlSchemas of(ProjectDocuments documents) {
        boolean isAny =
                documents.texts().keySet().stream().anyMatch(key -> key.folder().equals(ProjectDocuments.XML_SCHEMAS));
        return isAny ? new XmlSchemas(documents) : NONE;
    }

    /**
     * The schema of a name; empty when there is none.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    Optional<XmlSchema> find(String name) {
        return documents.made(ProjectDocuments.XML_SCHEMAS, name, XmlSchema.class, XmlSchema::parse);
    }
}
