package hie.engine.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Functions by name; upper and lower case do not count. */
final class FunctionTable {

    /** What a function does with its arguments' values. */
    interface Body {
        String apply(Scope scope, List<String> given);
    }

    /** What a function makes of its arguments where it is compiled. */
    interface Maker {
        Expression make(List<Expression> given, Names names);
    }

    /** @param most how many arguments it takes at most */
    record Function(int least, int most, Maker maker) {

        /**
         * Compiles a call.
         *
         * @throws IllegalArgumentException when it cannot take these arguments
         */
        Expression compile(String name, List<Expression> given, Names names) {
            if (given.size() < least || given.size() > most) {
                throw new IllegalArgumentException("function " + name + " takes " + least
                        + (most == least ? "" : " to " + most) + " arguments, not " + given.size());
            }
            return maker.make(List.copyOf(given), names);
        }
    }

    private final Map<String, Function> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void add(String name, int least, int most, Maker maker) {
        all.put(name, new Function(least, most, maker));
    }

    /** A function that works on its arguments' texts. */
    void plain(String name, int least, int most, Body body) {
        add(name, least, most, (given, names) -> call(given, body));
    }

    Optional<Function> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    Set<String> names() {
        return all.keySet();
    }

    static Expression call(List<Expression> given, Body body) {
        return scope -> {
            scope.spend(0);
            List<String> values = new ArrayList<>(given.size());
            for (Expression argument : given) {
                values.add(argument.value(scope));
            }
            return body.apply(scope, values);
        };
    }

    static String literal(Expression given, String what) {
        if (given.isConstant()) {
            return given.value(null);
        }
        throw new IllegalArgumentException(
                what + " must be written in quotes, so that it can be checked before anything runs");
    }
}
