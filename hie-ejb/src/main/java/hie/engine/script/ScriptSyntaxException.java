package hie.engine.script;

import java.util.List;

/** A script cannot be taken; every fault is named, with its line. */
public final class ScriptSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    ScriptSyntaxException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Sentences, each saying the line it speaks of. */
    public List<String> faults() {
        return faults;
    }
}
