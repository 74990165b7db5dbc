package hie.engine.transform;

import java.util.List;

/** A transform cannot be taken; every fault is named, with its line. */
public final class TransformTextException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    TransformTextException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Sentences, each saying the line it speaks of. */
    public List<String> faults() {
        return faults;
    }
}
