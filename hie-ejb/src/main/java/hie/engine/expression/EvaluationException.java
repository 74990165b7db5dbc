package hie.engine.expression;

/** An expression has no value for a message, or costs more than it may. The text holds no content of the message. */
public final class EvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EvaluationException(String what) {
        super(what);
    }
}
