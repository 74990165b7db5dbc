package hie.engine.transform;

import hie.engine.document.Document;
import hie.engine.document.Draft;
import hie.engine.expression.Scope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** One message on its way through a transform. Used by one thread. */
final class Run {

    /** The log is cut behind so many traces: a loop can make many. */
    private static final int MOST_TRACES = 20;

    private final Scope scope;
    private final Draft target;
    private final BitSet fired = new BitSet();
    private final BitSet unresolved = new BitSet();
    private final List<String> traces;

    Run(Scope scope, Draft target) {
        this(scope, target, new ArrayList<>());
    }

    private Run(Scope scope, Draft target, List<String> traces) {
        this.scope = scope;
        this.target = target;
        this.traces = traces;
    }

    /** The same work, counted by itself: another transform takes part in it. */
    Run apart() {
        return new Run(scope, target, traces);
    }

    /** The work of another transform, on another source and target, with variables of its own. */
    Run within(Document source, Draft other) {
        Scope inner = scope.over(root -> root.equals(TransformNames.TARGET) ? other.document() : source);
        return new Run(inner, other, traces);
    }

    Scope scope() {
        return scope;
    }

    Draft target() {
        return target;
    }

    /** An assignment was made, or had no place to go to. */
    void assigned(int line, boolean resolved) {
        fired.set(line);
        if (!resolved) {
            unresolved.set(line);
        }
    }

    void trace(String text) {
        if (traces.size() < MOST_TRACES) {
            traces.add(text);
        }
    }

    BitSet fired() {
        return fired;
    }

    BitSet unresolved() {
        return unresolved;
    }

    List<String> traces() {
        return traces;
    }
}
