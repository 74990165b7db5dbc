package hie.engine.mirth;

import java.util.regex.Pattern;

/** Scripts that do nothing: those that a new channel has. */
final class Trivial {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\r\\n]*", Pattern.DOTALL);

    private Trivial() {}

    static boolean is(String script) {
        return COMMENT.matcher(script).replaceAll("").strip().matches("(return\\s*(message)?\\s*;?)?");
    }
}
