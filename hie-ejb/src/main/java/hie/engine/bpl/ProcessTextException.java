package hie.engine.bpl;

import java.util.List;

/** A process cannot be taken as it is written, or cannot run; every fault is named, with its line. */
public final class ProcessTextException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    ProcessTextException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** A sentence each. */
    public List<String> faults() {
        return faults;
    }
}
