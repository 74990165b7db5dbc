package hie.engine.expression;

/** The same for every message. */
record Constant(String text) implements Expression {

    @Override
    public String value(Scope scope) {
        return text;
    }

    @Override
    public boolean isConstant() {
        return true;
    }
}
