package hie.engine.script;

import hie.engine.script.Sandbox.Run;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/** A function of the engine's that scripts can call. It gets values of the script's and gives such: no Java object gets to a script. */
final class HostFunction extends BaseFunction {

    private static final long serialVersionUID = 1L;

    /** What it does. */
    interface Body {
        Object call(Run run, Scriptable scope, Object[] args);
    }

    private final String name;
    private final transient Body body;

    HostFunction(String name, Body body) {
        this.name = name;
        this.body = body;
        sealObject();
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] args) {
        return body.call((Run) context, scope, args);
    }

    @Override
    public Scriptable construct(Context context, Scriptable scope, Object[] args) {
        throw new Refused(name + " is no constructor");
    }

    @Override
    public String getFunctionName() {
        return name;
    }

    /** An argument's text; empty when it was not given. */
    static String text(Object[] args, int at) {
        return isGiven(args, at) ? Context.toString(args[at]) : "";
    }

    static boolean isGiven(Object[] args, int at) {
        return at < args.length && args[at] != null && !Undefined.isUndefined(args[at]);
    }
}
