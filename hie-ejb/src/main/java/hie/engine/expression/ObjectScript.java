package hie.engine.expression;

import hie.engine.document.Leaf;
import hie.engine.document.Node;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** Functions of ObjectScript, with their meaning there. What is not in here is refused. */
final class ObjectScript {

    /** The last position of a text, or the last piece. */
    static final Expression END = Constant.number(String.valueOf(Integer.MAX_VALUE));

    private static final int MOST_WIDTH = 100_000;
    private static final String SELECT = "$SELECT";
    private static final String CASE = "$CASE";

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("$A", "$ASCII"),
            Map.entry("$C", "$CHAR"),
            Map.entry("$E", "$EXTRACT"),
            Map.entry("$F", "$FIND"),
            Map.entry("$G", "$GET"),
            Map.entry("$H", "$HOROLOG"),
            Map.entry("$J", "$JUSTIFY"),
            Map.entry("$L", "$LENGTH"),
            Map.entry("$P", "$PIECE"),
            Map.entry("$RE", "$REVERSE"),
            Map.entry("$S", SELECT),
            Map.entry("$TR", "$TRANSLATE"),
            Map.entry("$ZCVT", "$ZCONVERT"),
            Map.entry("$ZD", "$ZDATE"),
            Map.entry("$ZDH", "$ZDATEH"),
            Map.entry("$ZDT", "$ZDATETIME"),
            Map.entry("$ZDTH", "$ZDATETIMEH"),
            Map.entry("$ZT", "$ZTIME"),
            Map.entry("$ZTH", "$ZTIMEH"));

    private static final FunctionTable ALL = new FunctionTable();

    static {
        ALL.plain("$ASCII", 1, 2, ObjectScript::ascii);
        ALL.plain("$CHAR", 1, 50, ObjectScript::characters);
        ALL.plain("$EXTRACT", 1, 3, ObjectScript::extract);
        ALL.plain("$FIND", 2, 3, ObjectScript::find);
        ALL.add("$GET", 1, 1, (given, names) -> given.getFirst());
        ALL.plain("$JUSTIFY", 2, 3, ObjectScript::justify);
        ALL.plain("$LENGTH", 1, 2, ObjectScript::length);
        ALL.plain("$PIECE", 2, 4, ObjectScript::piece);
        ALL.plain("$REPLACE", 3, 3, Functions::replace);
        ALL.plain(
                "$REVERSE",
                1,
                1,
                (scope, g) -> scope.made(new StringBuilder(g.get(0)).reverse().toString()));
        ALL.plain(
                "$TRANSLATE",
                2,
                3,
                (scope, g) -> scope.made(Texts.translate(g.get(0), g.get(1), g.size() > 2 ? g.get(2) : "")));
        ALL.add("$ZCONVERT", 2, 2, ObjectScript::convert);
        ALL.add("$ZSTRIP", 2, 4, ObjectScript::strip);
        ALL.add("$ISOBJECT", 1, 1, (given, names) -> test(given.getFirst(), (scope, node) -> node.isObject()));
        ALL.add(
                "$HOROLOG",
                0,
                0,
                (given, names) -> scope -> Horolog.of(scope.now().toLocalDateTime()));
        ALL.add("$ZDATE", 2, 2, Horolog::date);
        ALL.add("$ZDATEH", 2, 2, Horolog::dateBack);
        ALL.add("$ZTIME", 1, 2, Horolog::time);
        ALL.add("$ZTIMEH", 1, 2, Horolog::timeBack);
        ALL.add("$ZDATETIME", 2, 3, Horolog::dateTime);
        ALL.add("$ZDATETIMEH", 2, 3, Horolog::dateTimeBack);
    }

    private ObjectScript() {}

    private static String full(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return SHORT.getOrDefault(upper, upper);
    }

    /** Whether its arguments are pairs. */
    static boolean hasCases(String name) {
        return Set.of(SELECT, CASE).contains(full(name));
    }

    static boolean isCase(String name) {
        return full(name).equals(CASE);
    }

    /** Whether {@code *} is one of its arguments. */
    static boolean takesEnd(String name) {
        return Set.of("$EXTRACT", "$PIECE").contains(full(name));
    }

    static FunctionTable.Function find(String name) {
        return ALL.find(full(name))
                .orElseThrow(() -> new IllegalArgumentException("ObjectScript's function " + name
                        + " is not taken (there are: $CASE, $SELECT, " + String.join(", ", ALL.names()) + ")"));
    }

    static Expression test(Expression of, BiPredicate<Scope, Node> test) {
        return new Expression() {
            @Override
            public String value(Scope scope) {
                scope.spend(0);
                return Numbers.text(test.test(scope, of.node(scope)));
            }

            @Override
            public Node node(Scope scope) {
                return Leaf.number(value(scope));
            }
        };
    }

    private static String ascii(Scope scope, List<String> g) {
        int at = g.size() > 1 ? Numbers.whole(g.get(1)) : 1;
        boolean isThere = at >= 1 && at <= g.get(0).length();
        return isThere ? String.valueOf((int) g.get(0).charAt(at - 1)) : "-1";
    }

    private static String characters(Scope scope, List<String> g) {
        StringBuilder text = new StringBuilder();
        for (String number : g) {
            int code = Numbers.whole(number);
            if (code >= 0 && code <= Character.MAX_VALUE) {
                text.append((char) code);
            }
        }
        return scope.made(text.toString());
    }

    private static String extract(Scope scope, List<String> g) {
        int from = g.size() > 1 ? Numbers.whole(g.get(1)) : 1;
        int length = g.get(0).length();
        int begin = from == Integer.MAX_VALUE ? length : from;
        int to = g.size() > 2 ? Numbers.whole(g.get(2)) : begin;
        return scope.made(Texts.part(g.get(0), begin, Math.max(to, 0)));
    }

    private static String find(Scope scope, List<String> g) {
        int from = g.size() > 2 ? Math.max(Numbers.whole(g.get(2)), 1) : 1;
        scope.spend(g.get(0).length());
        int at = g.get(0).indexOf(g.get(1), from - 1);
        return String.valueOf(at < 0 ? 0 : at + g.get(1).length() + 1);
    }

    private static String justify(Scope scope, List<String> g) {
        int width = Numbers.whole(g.get(1));
        if (width > MOST_WIDTH) {
            throw new EvaluationException("$JUSTIFY: a text is filled up to " + MOST_WIDTH + " characters at most");
        }
        String text = g.get(0);
        if (g.size() > 2) {
            int decimals = Math.clamp(Numbers.whole(g.get(2)), 0, 40);
            text = Numbers.of(text).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
        }
        return scope.made(" ".repeat(Math.max(width - text.length(), 0)) + text);
    }

    private static String length(Scope scope, List<String> g) {
        if (g.size() < 2) {
            return String.valueOf(g.get(0).length());
        }
        scope.spend(g.get(0).length());
        return String.valueOf(g.get(1).isEmpty() ? 0 : Texts.pieces(g.get(0), g.get(1)));
    }

    private static String piece(Scope scope, List<String> g) {
        int from = g.size() > 2 ? Numbers.whole(g.get(2)) : 1;
        if (from == Integer.MAX_VALUE && !g.get(1).isEmpty()) {
            from = Texts.pieces(g.get(0), g.get(1));
        }
        int to = g.size() > 3 ? Numbers.whole(g.get(3)) : from;
        scope.spend(g.get(0).length());
        return scope.made(Texts.piece(g.get(0), g.get(1), from, to));
    }

    private static Expression convert(List<Expression> given, Names names) {
        String mode = FunctionTable.literal(given.get(1), "$ZCONVERT: the mode").toUpperCase(Locale.ROOT);
        if (!mode.equals("U") && !mode.equals("L")) {
            throw new IllegalArgumentException("$ZCONVERT: mode '" + mode + "' is not taken (expected: U or L)");
        }
        return FunctionTable.call(
                given.subList(0, 1),
                (scope, g) -> scope.made(
                        mode.equals("U")
                                ? g.get(0).toUpperCase(Locale.ROOT)
                                : g.get(0).toLowerCase(Locale.ROOT)));
    }

    private static Expression strip(List<Expression> given, Names names) {
        String action = FunctionTable.literal(given.get(1), "$ZSTRIP: what is taken away");
        if (!action.matches("(?:<|>|<>|><|\\*|=)[ANPWCULEanpwcule]*")) {
            throw new IllegalArgumentException("$ZSTRIP: '" + action + "' is not taken (expected: for example <>W)");
        }
        return FunctionTable.call(
                given,
                (scope, g) -> scope.made(
                        Texts.strip(g.get(0), action, g.size() > 2 ? g.get(2) : "", g.size() > 3 ? g.get(3) : "")));
    }
}
