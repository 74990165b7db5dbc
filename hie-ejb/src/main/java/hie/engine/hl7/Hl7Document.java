package hie.engine.hl7;

import hie.api.hl7.Hl7Escapes;
import hie.api.hl7.Hl7Message;
import hie.api.message.Message;
import hie.engine.document.Document;
import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Place;
import hie.engine.hl7.schema.Hl7Schema;
import hie.engine.hl7.schema.Hl7Structure;
import hie.engine.hl7.schema.SchemaCategory;
import hie.engine.hl7.schema.Schemas;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A message with what its version's schema says of it; the groups are found when they are first asked for. Used by one thread at a
 * time.
 */
public final class Hl7Document implements Document {

    private final Hl7Message message;
    private SchemaCategory.DocType docType;
    private Hl7Structure structure;
    private Hl7Schema schema;
    private Hl7Tree tree;

    private Hl7Document(Hl7Message message) {
        this.message = message;
    }

    public static Hl7Document of(Hl7Message message) {
        return new Hl7Document(message);
    }

    /**
     * A message as it came in: held against what its service said, in its header, or what it says itself.
     *
     * @param schemas those that are known
     */
    public static Hl7Document of(Message message, Schemas schemas) {
        Hl7Document document = new Hl7Document(message.body().hl7());
        document.docType = message.header()
                .property(MessageCheck.DOC_TYPE)
                .flatMap(SchemaCategory.DocType::parse)
                .orElse(null);
        if (document.docType != null) {
            document.schema = schemas.of(document.docType.category());
        }
        return document;
    }

    /** A message of which it is known what it is, or is to become. */
    static Hl7Document of(Hl7Message message, Hl7Schema schema, Hl7Structure structure) {
        Hl7Document document = new Hl7Document(message);
        document.schema = schema;
        document.structure = structure;
        return document;
    }

    public Hl7Message message() {
        return message;
    }

    /** The version that MSH-12 names, as it names it; empty for none. */
    public String version() {
        return message.get("MSH-12.1").orElse("");
    }

    /** The category that it is held against: what its service said, or else the version that it names. */
    public String category() {
        return docType == null ? version() : docType.category();
    }

    /** What the message's category says. */
    public Hl7Schema schema() {
        if (schema == null) {
            schema = Hl7Schema.of(version());
        }
        return schema;
    }

    /** The structure of the message's type, or the one that MSH-9.3 names; empty for a type of the site's own. */
    Optional<Hl7Structure> structure() {
        return Optional.ofNullable(docType)
                .map(SchemaCategory.DocType::structure)
                .or(message::messageType)
                .flatMap(schema()::structure)
                .or(() -> message.get("MSH-9.3").flatMap(schema()::structure));
    }

    /** The message's groups; none for a message whose structure is not known. */
    Hl7Tree tree() {
        if (tree == null) {
            tree = Hl7Tree.of(
                    message.segmentNames(),
                    structure != null ? structure : structure().orElseGet(() -> Hl7Structure.parse("MSH")));
        }
        return tree;
    }

    @Override
    public String text(Place place, UnaryOperator<String> keys) {
        return switch (place) {
            case VirtualPath path -> path.get(this, occurrences(keys));
            case Hl7Property property -> property.read(this);
            default -> "";
        };
    }

    @Override
    public Node node(Place place, UnaryOperator<String> keys) {
        return Leaf.of(text(place, keys));
    }

    @Override
    public List<String> each(Place place, UnaryOperator<String> keys) {
        int count = place instanceof VirtualPath path ? path.count(this, occurrences(keys)) : 0;
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
    }

    /** The occurrence that a key stands for; 0 for none. */
    static ToIntFunction<String> occurrences(UnaryOperator<String> keys) {
        return key -> {
            try {
                return Integer.parseInt(keys.apply(key));
            } catch (NumberFormatException e) {
                return 0;
            }
        };
    }

    @Override
    public Hl7Escapes escapes() {
        return message.escapes();
    }

    @Override
    public int size() {
        return message.size();
    }
}
