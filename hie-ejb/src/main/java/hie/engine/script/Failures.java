package hie.engine.script;

import java.util.Set;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;

/** Says what went wrong in a script without what it was working on. */
final class Failures {

    private static final Set<String> NAMES =
            Set.of("Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "EvalError", "URIError");

    private Failures() {}

    /** What a failure is to people: where it happened, and its text only when that stands in the script itself. */
    static ScriptException of(String script, String text, RhinoException failure) {
        String source = failure.sourceName() == null ? script : failure.sourceName();
        return new ScriptException(
                "script '" + source + "'" + (failure.lineNumber() > 0 ? ", line " + failure.lineNumber() : "") + ": "
                        + kind(failure) + shown(text, failure));
    }

    private static String kind(RhinoException failure) {
        return switch (failure) {
            case EcmaError error -> error.getName();
            case JavaScriptException thrown ->
                isError(thrown.getValue()) ? known(property(thrown, "name")) : "it threw a value";
            case Refused refused -> "";
            default -> "it failed";
        };
    }

    private static String shown(String text, RhinoException failure) {
        String message = message(failure);
        if (failure instanceof Refused) {
            return message;
        }
        boolean isOurs = failure instanceof EcmaError error && error.getName().equals("ReferenceError");
        return !message.isEmpty() && (isOurs || isLiteral(text, message)) ? ": " + message : "";
    }

    /** Whether a text stands in a script, whole and in quotes: then it is none of a message's. */
    static boolean isLiteral(String script, String text) {
        return !text.isEmpty()
                && (script.contains("'" + text + "'")
                        || script.contains("\"" + text + "\"")
                        || script.contains("`" + text + "`"));
    }

    /** A script can give its errors any name. */
    private static String known(String name) {
        return NAMES.contains(name) ? name : "Error";
    }

    private static boolean isError(Object value) {
        return value instanceof ScriptableObject object && object.getClassName().equals("Error");
    }

    private static String property(JavaScriptException thrown, String name) {
        return String.valueOf(ScriptableObject.getProperty((ScriptableObject) thrown.getValue(), name));
    }

    private static String message(RhinoException failure) {
        if (failure instanceof EcmaError error) {
            return error.getErrorMessage();
        }
        if (failure instanceof JavaScriptException thrown) {
            Object value = thrown.getValue();
            return isError(value) ? property(thrown, "message") : value instanceof CharSequence ? value.toString() : "";
        }
        return failure.details() == null ? "" : failure.details();
    }
}
