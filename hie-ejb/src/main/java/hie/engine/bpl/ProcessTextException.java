package hie.engine.bpl;

import hie.engine.yaml.FaultyTextException;
import java.util.List;

/** A process cannot be taken as it is written, or cannot run. */
public final class ProcessTextException extends FaultyTextException {

    private static final long serialVersionUID = 1L;

    ProcessTextException(List<String> faults) {
        super(faults);
    }
}
