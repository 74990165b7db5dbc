package hie.engine.script;

import hie.engine.script.Sandbox.Run;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** A standard function that asks the budget before it begins and when it is done. */
final class Guarded extends BaseFunction {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final Function target;
    private final transient Sizes.Size size;

    Guarded(String name, Function target, Sizes.Size size) {
        super(ScriptableObject.getTopLevelScope(target), target.getPrototype());
        this.name = name;
        this.target = target;
        this.size = size;
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] args) {
        Run run = (Run) context;
        run.admit(size.of(run, self, args));
        Object made = target.call(context, scope, self, args);
        run.admit(0);
        return made;
    }

    @Override
    public Scriptable construct(Context context, Scriptable scope, Object[] args) {
        Run run = (Run) context;
        run.admit(size.of(run, null, args));
        Scriptable made = target.construct(context, scope, args);
        run.admit(0);
        return made;
    }

    @Override
    public String getFunctionName() {
        return name;
    }
}
