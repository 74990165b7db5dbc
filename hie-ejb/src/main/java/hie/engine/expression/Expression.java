package hie.engine.expression;

import hie.engine.document.Leaf;
import hie.engine.document.Node;

/** A compiled expression. Immutable; used by any number of threads. */
public interface Expression {

    /**
     * Its value for a message: text. Numbers are written as ObjectScript writes them, truth is 1 and falsehood 0.
     *
     * @throws EvaluationException when it has none, or the budget is spent
     * @throws hie.engine.document.DocumentException when it is an object, or the message cannot be read
     */
    String value(Scope scope);

    /** Its value as a part of a document, which may be an object; {@link Leaf#NOTHING} for the empty text. */
    default Node node(Scope scope) {
        return Leaf.of(value(scope));
    }

    /** Whether it holds: as a number, its value is not 0; an object always does. */
    default boolean holds(Scope scope) {
        return Numbers.isTrue(value(scope));
    }

    /** Whether its value is the same for every message. */
    default boolean isConstant() {
        return false;
    }

    /** Whether its value may be an object. */
    default boolean mayBeObject() {
        return false;
    }
}
