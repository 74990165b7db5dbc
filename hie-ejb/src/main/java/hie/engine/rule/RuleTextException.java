package hie.engine.rule;

import java.util.List;

/** A rule document's text cannot be taken; every fault is named, with its line. */
public final class RuleTextException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    RuleTextException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Sentences, each beginning with the line it speaks of. */
    public List<String> faults() {
        return faults;
    }
}
