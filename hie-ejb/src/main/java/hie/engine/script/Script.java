package hie.engine.script;

import hie.engine.script.Sandbox.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;

/**
 * A script, compiled once and run for every message. Its text is the body of a function: {@code return false} has the message go nowhere,
 * anything else lets it go on. Immutable; used by any number of threads.
 */
public final class Script {

    /** Of what a library is included: {@code include("NAME")} runs another script of the project before, for its functions. */
    private static final String INCLUDE = "include";

    private static final int MOST_LIBRARIES = 50;
    private static final String PRELUDE_TEXT = preludeText();
    private static final org.mozilla.javascript.Script PRELUDE = compile("prelude", PRELUDE_TEXT);
    private static final Set<String> KNOWN = known();

    private final String name;
    private final String source;
    private final org.mozilla.javascript.Script body;
    private final Map<String, org.mozilla.javascript.Script> libraries;

    private Script(
            String name,
            String source,
            org.mozilla.javascript.Script body,
            Map<String, org.mozilla.javascript.Script> libraries) {
        this.name = name;
        this.source = source;
        this.body = body;
        this.libraries = libraries;
    }

    private static String preludeText() {
        try (InputStream text = Script.class.getResourceAsStream("prelude.js")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(ScriptNames.declaredAtTop(PRELUDE_TEXT));
        known.addAll(Set.of("msg", "tmp", "message", "engine", INCLUDE, "arguments", "undefined"));
        try (Run run = Sandbox.enter(null)) {
            for (Object name : Sandbox.names(run)) {
                known.add(String.valueOf(name));
            }
        }
        return Set.copyOf(known);
    }

    /**
     * Compiles a script and the libraries that it includes.
     *
     * @param texts gives the text of the script of a name
     * @throws ScriptSyntaxException naming what is wrong, with its line
     */
    public static Script compile(String name, String text, Function<String, Optional<String>> texts) {
        Map<String, org.mozilla.javascript.Script> libraries = new LinkedHashMap<>();
        StringBuilder source = new StringBuilder(text);
        List<String> faults = new ArrayList<>();
        org.mozilla.javascript.Script body = body(name, text, faults);
        List<String> open = new ArrayList<>(ScriptNames.in(text).included());
        while (!open.isEmpty() && faults.isEmpty()) {
            String next = open.removeFirst();
            if (libraries.containsKey(next)) {
                continue;
            }
            Optional<String> library = texts.apply(next);
            if (library.isEmpty() || libraries.size() >= MOST_LIBRARIES) {
                faults.add("line " + ScriptNames.in(text).lineOf(next) + ": there is no script '" + next
                        + "' to include (expected: scripts/" + next + ".js)");
                break;
            }
            libraries.put(next, library(next, library.get(), faults));
            source.append('\n').append(library.get());
            open.addAll(ScriptNames.in(library.get()).included());
        }
        if (!faults.isEmpty()) {
            throw new ScriptSyntaxException(faults);
        }
        return new Script(name, source.toString(), body, libraries);
    }

    /**
     * What is wrong with a script by itself, be what it includes as it may; a sentence each.
     *
     * @param name for the places in the sentences
     */
    public static List<String> faults(String name, String text) {
        List<String> faults = new ArrayList<>();
        body(name, text, faults);
        return faults;
    }

    private static org.mozilla.javascript.Script body(String name, String text, List<String> faults) {
        org.mozilla.javascript.Script body = checked(name, "(function () {" + text + "\n})()", faults);
        if (faults.isEmpty()) {
            ScriptNames names = ScriptNames.in(text);
            for (String ours : List.of("msg", "tmp", "message")) {
                names.declared(ours)
                        .ifPresent(line -> faults.add("line " + line + ": 'var " + ours
                                + "' hides the message from the engine; leave 'var' out"));
            }
        }
        return body;
    }

    private static org.mozilla.javascript.Script library(String name, String text, List<String> faults) {
        return checked(name, text, faults);
    }

    private static org.mozilla.javascript.Script checked(String name, String text, List<String> faults) {
        try {
            return compile(name, text);
        } catch (EvaluatorException e) {
            faults.add("line " + Math.max(1, e.lineNumber()) + ": " + e.details());
        } catch (StackOverflowError e) {
            faults.add("line 1: it is nested too deep");
        } catch (RuntimeException e) {
            faults.add("line 1: the script cannot be compiled (" + e.getClass().getSimpleName() + ")");
        }
        return null;
    }

    private static org.mozilla.javascript.Script compile(String name, String text) {
        try (Run run = Sandbox.enter(null)) {
            return run.compileString(text, name, 1, null);
        }
    }

    /**
     * Runs the script for a message, on the calling thread, or on another while the calling one, a virtual one, waits.
     *
     * @throws ScriptException when it fails, or costs more than it may; without content of the message
     */
    public ScriptResult run(ScriptTask task, ScriptLimits limits) {
        return Thread.currentThread().isVirtual()
                ? PlatformThreads.call(() -> runHere(task, limits, System::nanoTime))
                : runHere(task, limits, System::nanoTime);
    }

    /** Runs the script on the calling thread, which is no virtual one, by this clock. */
    ScriptResult runHere(ScriptTask task, ScriptLimits limits, LongSupplier nanos) {
        try (Run run = Sandbox.enter(new Budget(limits, nanos))) {
            return runIn(run, task);
        } catch (LimitExceeded e) {
            throw new ScriptException("script '" + name + "' " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new ScriptException("script '" + name + "' nests calls or data too deep");
        }
    }

    private ScriptResult runIn(Run run, ScriptTask task) {
        try {
            ScriptGlobals globals = new ScriptGlobals(run, task, source);
            ScriptableObject scope = globals.scope();
            return run.inside(scope, () -> {
                include(scope);
                PRELUDE.exec(run, scope, scope);
                Object returned = body.exec(run, scope, scope);
                ScriptableObject.callMethod(run, scope, "__finish", new Object[0]);
                return globals.result(!Boolean.FALSE.equals(returned));
            });
        } catch (RhinoException e) {
            throw Failures.of(name, source, e);
        } catch (RuntimeException e) {
            throw new ScriptException(
                    "script '" + name + "' failed: " + e.getClass().getSimpleName());
        }
    }

    private void include(ScriptableObject scope) {
        scope.defineProperty(
                INCLUDE,
                new HostFunction(INCLUDE, (caller, from, args) -> {
                    org.mozilla.javascript.Script library = libraries.get(HostFunction.text(args, 0));
                    if (library == null) {
                        throw new Refused("include takes the name of a script, as a text in quotes");
                    }
                    library.exec(caller, scope, scope);
                    return null;
                }),
                ScriptableObject.DONTENUM);
    }

    /** The names that the script takes from outside of itself and its libraries, which therefore the engine has to have. */
    public static Set<String> unknownNames(String text, Set<String> known) {
        return ScriptNames.in(text).free(known);
    }

    /** The names that every script has: those of the language, of the engine, of Mirth. */
    public static Set<String> knownNames() {
        return KNOWN;
    }

    /** The text that an expression stands for whatever message there is; empty when it depends on one. */
    public static Optional<String> constant(String expression) {
        return Constant.of(expression);
    }

    /** The names that a script's outermost function declares. */
    public static Set<String> declaredNames(String text) {
        return ScriptNames.in(text).declared();
    }
}
