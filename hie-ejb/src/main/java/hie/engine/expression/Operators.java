package hie.engine.expression;

import hie.engine.document.Leaf;
import hie.engine.document.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.BinaryOperator;

/** What operators make of their operands. */
final class Operators {

    /** An expression whose value is a number. */
    private interface Numeric extends Expression {

        BigDecimal number(Scope scope);

        @Override
        default String value(Scope scope) {
            scope.spend(0);
            return Numbers.text(number(scope));
        }

        @Override
        default Node node(Scope scope) {
            return Leaf.number(value(scope));
        }
    }

    /** An expression whose value is yes or no. */
    private interface Test extends Expression {

        boolean test(Scope scope);

        @Override
        default String value(Scope scope) {
            return Numbers.text(holds(scope));
        }

        @Override
        default Node node(Scope scope) {
            return Leaf.number(value(scope));
        }

        @Override
        default boolean holds(Scope scope) {
            scope.spend(0);
            return test(scope);
        }
    }

    private Operators() {}

    /** @param operator one of {@code = < > <= >= [ != <> + - * / \ # _ && ||}, or a comparison of ObjectScript with {@code '} before it */
    static Expression binary(String operator, Expression left, Expression right) {
        return switch (operator) {
            case "=" -> equal(left, right);
            case "!=", "<>", "'=" -> not(equal(left, right));
            case "<", "'>=" -> (Test) scope -> order(scope, left, right) < 0;
            case ">", "'<=" -> (Test) scope -> order(scope, left, right) > 0;
            case "<=", "'>" -> (Test) scope -> order(scope, left, right) <= 0;
            case ">=", "'<" -> (Test) scope -> order(scope, left, right) >= 0;
            case "[" -> contains(left, right);
            case "'[" -> not(contains(left, right));
            case "&&" -> (Test) scope -> left.holds(scope) && right.holds(scope);
            case "||" -> (Test) scope -> left.holds(scope) || right.holds(scope);
            case "'&" -> (Test) scope -> !(left.holds(scope) && right.holds(scope));
            case "'!" -> (Test) scope -> !(left.holds(scope) || right.holds(scope));
            case "_" -> joined(left, right);
            case "+" -> numeric(left, right, (a, b) -> a.add(b, Numbers.PRECISION));
            case "-" -> numeric(left, right, (a, b) -> a.subtract(b, Numbers.PRECISION));
            case "*" -> numeric(left, right, (a, b) -> a.multiply(b, Numbers.PRECISION));
            case "/" -> numeric(left, right, (a, b) -> a.divide(divisor(b), Numbers.PRECISION));
            case "\\" ->
                numeric(
                        left,
                        right,
                        (a, b) -> a.divide(divisor(b), Numbers.PRECISION).setScale(0, RoundingMode.DOWN));
            case "#" -> numeric(left, right, Operators::modulo);
            default -> throw new IllegalArgumentException("operator '" + operator + "' is not taken here");
        };
    }

    static Expression not(Expression inner) {
        return (Test) scope -> !inner.holds(scope);
    }

    /** A number, whatever the text. */
    static Expression number(Expression inner) {
        return (Numeric) scope -> Numbers.of(inner.value(scope));
    }

    static Expression negative(Expression inner) {
        return inner.isConstant()
                ? Constant.number(Numbers.text(Numbers.of(inner.value(null)).negate()))
                : (Numeric) scope -> Numbers.of(inner.value(scope)).negate();
    }

    private static Expression equal(Expression left, Expression right) {
        if (!left.mayBeObject() && !right.mayBeObject()) {
            return (Test) scope -> left.value(scope).equals(right.value(scope));
        }
        return (Test) scope -> {
            Node one = left.node(scope);
            Node other = right.node(scope);
            return one.isObject() || other.isObject()
                    ? one == other
                    : one.text().equals(other.text());
        };
    }

    private static int order(Scope scope, Expression left, Expression right) {
        return Numbers.of(left.value(scope)).compareTo(Numbers.of(right.value(scope)));
    }

    private static Expression contains(Expression left, Expression right) {
        return (Test) scope -> {
            String whole = left.value(scope);
            scope.spend(whole.length());
            return whole.contains(right.value(scope));
        };
    }

    private static Expression joined(Expression left, Expression right) {
        return scope -> {
            scope.spend(0);
            return scope.made(left.value(scope).concat(right.value(scope)));
        };
    }

    private static Expression numeric(Expression left, Expression right, BinaryOperator<BigDecimal> operator) {
        return (Numeric) scope -> operator.apply(Numbers.of(left.value(scope)), Numbers.of(right.value(scope)));
    }

    private static BigDecimal divisor(BigDecimal by) {
        if (by.signum() == 0) {
            throw new EvaluationException("an expression divides by zero");
        }
        return by;
    }

    /** Its sign is that of what it is divided by. */
    private static BigDecimal modulo(BigDecimal of, BigDecimal by) {
        BigDecimal times = of.divide(divisor(by), Numbers.PRECISION).setScale(0, RoundingMode.FLOOR);
        return of.subtract(times.multiply(by, Numbers.PRECISION), Numbers.PRECISION);
    }
}
