package hie.engine.expression;

/** A compiled expression. Immutable; used by any number of threads. */
public interface Expression {

    /**
     * Its value for a message: text. Numbers are written as ObjectScript writes them, truth is 1 and falsehood 0.
     *
     * @throws EvaluationException when it has none, or the budget is spent
     */
    String value(Scope scope);

    /** Whether it holds: as a number, its value is not 0. */
    default boolean holds(Scope scope) {
        return Numbers.isTrue(value(scope));
    }

    /** Whether its value is the same for every message. */
    default boolean isConstant() {
        return false;
    }
}
