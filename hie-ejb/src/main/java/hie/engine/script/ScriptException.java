package hie.engine.script;

/** A script failed, or cost more than it may. The text names script, line and kind of error, and holds no content of a message. */
public final class ScriptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The cause is not kept: its text may hold content. */
    ScriptException(String what) {
        super(what);
    }
}
