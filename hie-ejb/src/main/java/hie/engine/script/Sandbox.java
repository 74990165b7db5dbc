package hie.engine.script;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.Evaluator;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.xmlimpl.XMLLibImpl;

/**
 * What every script runs in: the interpreter with its instruction counter, no Java class visible, and one set of standard objects,
 * sealed, that all scripts share. Safe for use by any thread; a {@link Run} belongs to one.
 */
final class Sandbox extends ContextFactory {

    /** So many instructions at most go by between two looks at the budget; some ten microseconds. */
    private static final int INSTRUCTIONS = 500;

    /** Calls within calls. */
    private static final int DEPTH = 500;

    private static final Sandbox SANDBOX = new Sandbox();
    private static final ScriptableObject STANDARD = standard();

    private Sandbox() {}

    /** The interpreter finds its parts by the thread's class loader, which may be anybody's. */
    private static ScriptableObject standard() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new Parts());
        try (Run run = enter(null)) {
            return StandardObjects.make(run);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Where the interpreter finds its parts: in its own archive and in the one of XML, which may have class loaders of their own. */
    private static final class Parts extends ClassLoader {

        private final ClassLoader xml = XMLLibImpl.class.getClassLoader();

        Parts() {
            super(Context.class.getClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return xml.loadClass(name);
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return xml == getParent() ? Collections.emptyEnumeration() : xml.getResources(name);
        }
    }

    /** Begins a compilation, or, with a budget, a run; on the calling thread until it is closed. */
    static Run enter(Budget budget) {
        Run run = new Run(budget);
        SANDBOX.enterContext(run);
        return run;
    }

    /** A scope for one message: everything that is set there is gone with it. */
    static ScriptableObject scope(Run run) {
        ScriptableObject scope = (ScriptableObject) run.newObject(STANDARD);
        scope.setPrototype(STANDARD);
        scope.setParentScope(null);
        Operators.fix(scope);
        return scope;
    }

    /** The names of all standard objects. */
    static Object[] names(Run run) {
        return STANDARD.getAllIds();
    }

    @Override
    protected boolean hasFeature(Context context, int feature) {
        return switch (feature) {
            case Context.FEATURE_E4X, Context.FEATURE_ENABLE_XML_SECURE_PARSING -> true;
            case Context.FEATURE_ENHANCED_JAVA_ACCESS, Context.FEATURE_ENABLE_JAVA_MAP_ACCESS -> false;
            default -> super.hasFeature(context, feature);
        };
    }

    /** A compilation or a run. */
    static final class Run extends Context {

        private final Budget budget;

        private Run(Budget budget) {
            super(SANDBOX);
            this.budget = budget;
            setInterpretedMode(true);
            setLanguageVersion(VERSION_ES6);
            setMaximumInterpreterStackDepth(DEPTH);
            setInstructionObserverThreshold(INSTRUCTIONS);
            setClassShutter(name -> false);
        }

        /** Does something as a script would, in a scope: XML asks for the scope that it is called from. */
        <T> T inside(Scriptable scope, Supplier<T> work) {
            Object[] made = new Object[1];
            ScriptRuntime.doTopCall(
                    (context, from, self, args) -> {
                        made[0] = work.get();
                        return null;
                    },
                    this,
                    scope,
                    scope,
                    new Object[0],
                    false);
            @SuppressWarnings("unchecked")
            T result = (T) made[0];
            return result;
        }

        /** What it may still cost; without limits while standard objects are made. */
        void admit(long bytes) {
            if (budget != null) {
                budget.admit(bytes);
            }
        }

        /** It is not the script that takes time from now on, until {@link #endWait}. */
        void beginWait() {
            if (budget != null) {
                budget.beginWait();
            }
        }

        void endWait() {
            if (budget != null) {
                budget.endWait();
            }
        }

        void promise(long characters) {
            if (budget != null) {
                budget.promise(characters);
            }
        }

        @Override
        protected void observeInstructionCount(int count) {
            admit(0);
        }

        /** Everything that is compiled comes through here, {@code eval} and {@code new Function} too: those end here. */
        @Override
        protected Object compileImpl(
                Scriptable scope,
                String source,
                String name,
                int line,
                Object domain,
                boolean isFunction,
                Evaluator evaluator,
                ErrorReporter reporter,
                Consumer<CompilerEnvirons> environs) {
            if (budget != null) {
                throw new Refused("a script cannot make scripts");
            }
            return super.compileImpl(
                    scope, source, name, line, domain, isFunction, new CheckedEvaluator(), reporter, environs);
        }
    }
}
