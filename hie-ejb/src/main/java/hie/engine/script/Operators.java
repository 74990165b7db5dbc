package hie.engine.script;

import java.util.List;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.xml.XMLObject;

/** What {@link GuardedTree} puts in the place of operators. */
final class Operators {

    private static final int FIXED = ScriptableObject.DONTENUM | ScriptableObject.READONLY | ScriptableObject.PERMANENT;

    private static final HostFunction ADD = new HostFunction(GuardedTree.ADD, (run, scope, args) -> {
        run.promise(Math.min(length(args[0]), length(args[1])));
        return ScriptRuntime.add(args[0], args[1], run);
    });

    private static final HostFunction JOINED = new HostFunction(GuardedTree.JOINED, (run, scope, args) -> {
        run.promise(length(args[0]));
        return args[0];
    });

    private static final HostFunction KEPT = new HostFunction(GuardedTree.KEPT, (run, scope, args) -> {
        run.promise(args[0] instanceof CharSequence text ? Sizes.WRITTEN * text.length() : 0);
        return args[0];
    });

    private static final HostFunction SPREAD = new HostFunction(GuardedTree.SPREAD, (run, scope, args) -> {
        run.admit(Sizes.REFERENCE * Sizes.elements(args[0]));
        return args[0];
    });

    private Operators() {}

    /** Puts them where no script can put others in their place. */
    static void fix(ScriptableObject scope) {
        for (HostFunction operator : List.of(ADD, JOINED, KEPT, SPREAD)) {
            scope.defineProperty(operator.getFunctionName(), operator, FIXED);
        }
    }

    private static long length(Object value) {
        if (value instanceof CharSequence text) {
            return text.length();
        }
        return value instanceof XMLObject xml ? Sizes.REFERENCE * (long) xml.getIds().length : 0;
    }
}
