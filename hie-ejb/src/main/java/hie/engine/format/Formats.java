package hie.engine.format;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.engine.document.Document;
import hie.engine.document.Format;
import hie.engine.hl7.Hl7Format;
import hie.engine.hl7.schema.Schemas;
import hie.engine.json.JsonFormat;
import hie.engine.xml.XmlFormat;
import hie.engine.xml.XmlSchemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which formats there are, and which one a name, a class of IRIS or a message means. */
public final class Formats {

    public static final Format JSON = new JsonFormat();

    /** The class of HL7 v2 messages in IRIS. */
    public static final String HL7_CLASS = "EnsLib.HL7.Message";

    /** One segment of such a message. */
    public static final String SEGMENT_CLASS = "EnsLib.HL7.Segment";

    private static final String XML_CLASS = "EnsLib.EDI.XML.Document";

    /** The formats with nothing but the versions of HL7. */
    public static final Formats STANDARD = new Formats(Schemas.VERSIONS, XmlSchemas.NONE);

    /** Virtual documents and streams of IRIS whose content is none of the formats here, and what they hold. */
    private static final Map<String, String> UNKNOWN = Map.of(
            "EnsLib.EDI.X12.Document", "X12",
            "EnsLib.EDI.X12.Segment", "X12",
            "EnsLib.EDI.EDIFACT.Document", "EDIFACT",
            "EnsLib.EDI.ASTM.Document", "ASTM",
            "EnsLib.DICOM.Document", "DICOM",
            "EnsLib.ebXML.Message", "ebXML",
            "Ens.StreamContainer", "a stream",
            "EnsLib.HTTP.GenericMessage", "a stream");

    private final Schemas schemas;
    private final Format hl7;
    private final Format xml;
    private final List<Format> all;

    private Formats(Schemas schemas, XmlSchemas xmlSchemas) {
        this.schemas = schemas;
        this.hl7 = new Hl7Format(schemas);
        this.xml = new XmlFormat(xmlSchemas);
        this.all = List.of(hl7, JSON, xml);
    }

    /**
     * The formats of items that know the schemas among these documents.
     *
     * @throws hie.engine.hl7.schema.SchemaTextException when one of HL7 cannot be read
     */
    public static Formats of(ProjectDocuments documents) {
        Schemas schemas = Schemas.of(documents);
        XmlSchemas xmlSchemas = XmlSchemas.of(documents);
        return schemas.equals(Schemas.VERSIONS) && xmlSchemas.equals(XmlSchemas.NONE)
                ? STANDARD
                : new Formats(schemas, xmlSchemas);
    }

    /** The schema categories of HL7 messages. */
    public Schemas schemas() {
        return schemas;
    }

    /** HL7 v2. */
    public Format hl7() {
        return hl7;
    }

    /** Whether a format is HL7 v2, whichever schemas it knows. */
    public static boolean isHl7(Format format) {
        return format instanceof Hl7Format;
    }

    /** The format of a name: {@code hl7}, {@code json}, {@code xml}. */
    public Optional<Format> named(String name) {
        return all.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** The names of all, for a fault. */
    public static String names() {
        return STANDARD.all.stream().map(Format::name).collect(Collectors.joining(", "));
    }

    /**
     * The format that messages of a class of IRIS have here: of a class of a site's own, JSON, with its properties as members.
     *
     * @param className empty for HL7 v2
     * @throws IllegalArgumentException when it is none of them
     */
    public Format ofClass(String className) {
        if (className.isEmpty() || className.equals(HL7_CLASS) || className.equals(SEGMENT_CLASS)) {
            return hl7;
        }
        if (className.equals(XML_CLASS)) {
            return xml;
        }
        String other = UNKNOWN.get(className);
        if (other != null) {
            throw new IllegalArgumentException("class '" + className + "' is not transformed here: its messages hold "
                    + other + " (expected: HL7 v2, XML, or an object with properties)");
        }
        return JSON;
    }

    /** A message as rules read it; empty when it has none of the formats. */
    public Optional<Document> read(Message message) {
        if (Message.HL7_V2.equals(message.header().contentType())) {
            return Optional.of(hl7.read(message));
        }
        return formatOf(message).map(format -> format.read(message));
    }

    /** The format that a message has. */
    public Optional<Format> formatOf(Message message) {
        return all.stream().filter(format -> format.isOf(message)).findFirst();
    }
}
