package hie.engine.script;

import java.util.List;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Evaluator;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Interpreter;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ast.ScriptNode;
import org.mozilla.javascript.debug.DebuggableScript;

/** The interpreter, given trees in which what costs memory asks first ({@link GuardedTree}). */
final class CheckedEvaluator implements Evaluator {

    private final Interpreter interpreter = new Interpreter();

    @Override
    public Object compile(CompilerEnvirons environs, ScriptNode tree, String source, boolean returnFunction) {
        GuardedTree.rewrite(tree);
        return interpreter.compile(environs, tree, source, returnFunction);
    }

    @Override
    public Function createFunctionObject(Context context, Scriptable scope, Object bytecode, Object domain) {
        return interpreter.createFunctionObject(context, scope, bytecode, domain);
    }

    @Override
    public Script createScriptObject(Object bytecode, Object domain) {
        return interpreter.createScriptObject(bytecode, domain);
    }

    @Override
    public void captureStackInfo(RhinoException failure) {
        interpreter.captureStackInfo(failure);
    }

    @Override
    public String getSourcePositionFromStack(Context context, int[] line) {
        return interpreter.getSourcePositionFromStack(context, line);
    }

    @Override
    public String getPatchedStack(RhinoException failure, String stack) {
        return interpreter.getPatchedStack(failure, stack);
    }

    @Override
    public List<String> getScriptStack(RhinoException failure) {
        return interpreter.getScriptStack(failure);
    }

    @Override
    public void setEvalScriptFlag(Script script) {
        interpreter.setEvalScriptFlag(script);
    }

    @Override
    public DebuggableScript getDebuggableScript(Object bytecode) {
        return interpreter.getDebuggableScript(bytecode);
    }
}
