package hie.engine.expression;

import hie.engine.document.Leaf;
import hie.engine.document.Node;

/** The same for every message. */
record Constant(String text, Node node) implements Expression {

    static Constant text(String text) {
        return new Constant(text, Leaf.of(text));
    }

    static Constant number(String number) {
        return new Constant(number, Leaf.number(number));
    }

    @Override
    public String value(Scope scope) {
        return text;
    }

    @Override
    public Node node(Scope scope) {
        return node;
    }

    @Override
    public boolean isConstant() {
        return true;
    }
}
