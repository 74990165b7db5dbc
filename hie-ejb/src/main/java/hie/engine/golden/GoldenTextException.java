package hie.engine.golden;

import java.util.List;

/** A golden case's text cannot be taken; every fault is named, with its line. */
public final class GoldenTextException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    GoldenTextException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Sentences, each beginning with the line it speaks of. */
    public List<String> faults() {
        return faults;
    }
}
