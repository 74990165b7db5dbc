package hie.engine.hl7;

import hie.engine.document.Place;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What IRIS lets be asked of an HL7 message as a whole. */
final class Hl7Property implements Place {

    private static final Function<Hl7Document, String> TYPE =
            document -> document.message().messageType().orElse("");

    private static final Map<String, Function<Hl7Document, String>> ALL = Map.of(
            "Name",
            TYPE,
            "DocTypeName",
            TYPE,
            "DocTypeCategory",
            Hl7Document::category,
            "TypeVersion",
            Hl7Document::version,
            "DocType",
            document -> document.category() + ":" + TYPE.apply(document),
            "SegCount",
            document -> String.valueOf(document.message().segmentNames().size()));

    private final Function<Hl7Document, String> reader;

    private Hl7Property(Function<Hl7Document, String> reader) {
        this.reader = reader;
    }

    static Hl7Property of(String name) {
        Function<Hl7Document, String> reader = ALL.get(name);
        if (reader == null) {
            throw new IllegalArgumentException("'" + name
                    + "' is not known; of an HL7 message there are Name, DocType, DocTypeName, DocTypeCategory, TypeVersion, SegCount and"
                    + " paths, as in HL7.{PID:3(1).1}");
        }
        return new Hl7Property(reader);
    }

    String read(Hl7Document document) {
        return reader.apply(document);
    }

    @Override
    public List<String> keys() {
        return List.of();
    }

    @Override
    public boolean isSingle() {
        return false;
    }

    @Override
    public boolean isEach() {
        return false;
    }

    @Override
    public boolean mayBeObject() {
        return false;
    }
}
