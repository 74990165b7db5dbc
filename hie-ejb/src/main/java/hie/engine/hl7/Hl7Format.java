package hie.engine.hl7;

import hie.api.hl7.Hl7Message;
import hie.api.message.Message;
import hie.engine.document.Document;
import hie.engine.document.Draft;
import hie.engine.document.Format;
import hie.engine.document.Place;
import hie.engine.hl7.schema.Hl7Schema;
import hie.engine.hl7.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** HL7 v2: paths are those of IRIS' virtual documents, and a few properties of the message as a whole. */
public final class Hl7Format implements Format {

    /** What a message is made like that is made of one of another format. */
    private static final Hl7Message PLAIN =
            Hl7Message.of("MSH|^~\\&||||||||||||||||UNICODE UTF-8\r".getBytes(StandardCharsets.US_ASCII));

    private final Schemas schemas;

    /** @param schemas those that messages and document types may name */
    public Hl7Format(Schemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public String name() {
        return "hl7";
    }

    @Override
    public String contentType() {
        return Message.HL7_V2;
    }

    /** @param docType the version and, parted by commas, message types; all versions and types for what is unknown of it */
    @Override
    public Place place(String path, boolean inBraces, String docType) {
        if (!inBraces && path.matches("\\w*")) {
            return Hl7Property.of(path);
        }
        VirtualPath place = VirtualPath.parse(path);
        int colon = docType.indexOf(':');
        Optional<Hl7Schema> schema = schema(colon < 0 ? docType : docType.substring(0, colon));
        List<Hl7Schema> candidates = schema.map(List::of).orElseGet(schemas::all);
        place.unresolved(candidates, types(candidates, docType.substring(colon + 1)))
                .ifPresent(why -> {
                    throw new IllegalArgumentException(why);
                });
        return place;
    }

    private Optional<Hl7Schema> schema(String category) {
        return schemas.fault(category).isEmpty() ? schemas.find(category) : Optional.empty();
    }

    /** Those that are known; what a site has made up may have any group. */
    private static List<String> types(List<Hl7Schema> schemas, String names) {
        return Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> schemas.stream()
                        .anyMatch(schema -> schema.structure(name).isPresent()))
                .toList();
    }

    @Override
    public Document read(Message message) {
        return Hl7Document.of(message, schemas);
    }

    @Override
    public Draft begin(Message source, String docType) {
        return Hl7Draft.newLike(isOf(source) ? source.body().hl7() : PLAIN, docType, schemas);
    }

    @Override
    public Draft copy(Message source, String docType) {
        return Hl7Draft.copyOf(source.body().hl7(), source.body().bytes(), docType, schemas);
    }

    @Override
    public boolean isOf(Message message) {
        return contentType().equals(message.header().contentType())
                && message.body().hl7().hasHeader();
    }
}
