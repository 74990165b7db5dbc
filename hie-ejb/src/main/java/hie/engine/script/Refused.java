package hie.engine.script;

import org.mozilla.javascript.EvaluatorException;

/** The engine does not do what a script asks for. A script can catch it; its text is the engine's own and holds no content. */
final class Refused extends EvaluatorException {

    private static final long serialVersionUID = 1L;

    Refused(String what) {
        super(what);
    }
}
