package hie.engine.hl7.schema;

import hie.engine.yaml.FaultyTextException;
import java.util.List;

/** A schema cannot be taken as it is written. */
public final class SchemaTextException extends FaultyTextException {

    private static final long serialVersionUID = 1L;

    SchemaTextException(List<String> faults) {
        super(faults);
    }
}
