package hie.engine.yaml;

import java.util.List;

/** A document's text cannot be taken; every fault is named, with its line. */
public abstract class FaultyTextException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    protected FaultyTextException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** A sentence each. */
    public final List<String> faults() {
        return faults;
    }
}
