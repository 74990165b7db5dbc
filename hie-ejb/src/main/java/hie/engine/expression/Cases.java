package hie.engine.expression;

import hie.engine.document.Node;
import java.util.List;

/**
 * The first of several values whose case is met.
 *
 * @param compared what the cases are compared with; {@code null} when they are conditions
 * @param when {@code null} in it is met by everything
 */
record Cases(String name, Expression compared, List<Expression> when, List<Expression> then) implements ObjectValue {

    @Override
    public Node node(Scope scope) {
        scope.spend(0);
        String value = compared == null ? "" : compared.value(scope);
        for (int i = 0; i < when.size(); i++) {
            Expression condition = when.get(i);
            boolean isMet = condition == null
                    || (compared == null
                            ? condition.holds(scope)
                            : condition.value(scope).equals(value));
            if (isMet) {
                return then.get(i).node(scope);
            }
        }
        throw new EvaluationException(name + ": no case is met");
    }
}
