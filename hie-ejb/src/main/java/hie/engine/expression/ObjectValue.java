package hie.engine.expression;

import hie.engine.document.Node;

/** An expression whose value may be an object. */
interface ObjectValue extends Expression {

    @Override
    Node node(Scope scope);

    @Override
    default String value(Scope scope) {
        return scope.made(node(scope).text());
    }

    @Override
    default boolean holds(Scope scope) {
        Node node = node(scope);
        return node.isObject() || Numbers.isTrue(node.text());
    }

    @Override
    default boolean mayBeObject() {
        return true;
    }
}
