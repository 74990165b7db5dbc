package hie.engine.hl7;

import java.util.List;

/** A schema cannot be taken as it is written. */
public final class SchemaTextException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    SchemaTextException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Everything that is wrong, each with its line. */
    public List<String> faults() {
        return faults == null ? List.of(getMessage()) : faults;
    }
}
