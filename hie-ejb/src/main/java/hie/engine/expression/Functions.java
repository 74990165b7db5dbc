package hie.engine.expression;

import com.google.re2j.Pattern;
import hie.api.hl7.Hl7Escapes;
import hie.engine.document.Document;
import hie.engine.document.TreePath;
import hie.engine.table.LookupTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The functions of the expression language. There is no other way out of an expression. */
final class Functions {

    private static final int ANY = 50;
    private static final FunctionTable ALL = new FunctionTable();

    /** Functions of two arguments that say yes or no, which may also be written between them. */
    private static final Set<String> BETWEEN = new HashSet<>();

    static {
        test("Contains", String::contains);
        test("DoesNotContain", (text, part) -> !text.contains(part));
        test("StartsWith", String::startsWith);
        test("DoesNotStartWith", (text, part) -> !text.startsWith(part));
        test("EndsWith", String::endsWith);
        test("In", Functions::isIn);
        test("NotIn", (text, list) -> !isIn(text, list));
        test("StringIsOneOf", Functions::isIn);
        test("IntersectsList", Functions::intersects);
        test("DoesNotIntersectList", (text, list) -> !intersects(text, list));
        matching("Like", Patterns::like, false);
        matching("NotLike", Patterns::like, true);
        matching("Match", Patterns::objectScript, false);
        matching("Matches", Patterns::objectScript, false);
        matching("DoesNotMatch", Patterns::objectScript, true);
        matching("RegexMatch", Patterns::regex, false);

        ALL.plain("ToUpper", 1, 1, (scope, g) -> scope.made(g.get(0).toUpperCase(Locale.ROOT)));
        ALL.plain("ToLower", 1, 1, (scope, g) -> scope.made(g.get(0).toLowerCase(Locale.ROOT)));
        ALL.plain("Length", 1, 2, Functions::length);
        ALL.plain("Piece", 2, 4, Functions::piece);
        ALL.plain(
                "SubString",
                2,
                3,
                (scope, g) -> scope.made(
                        Texts.part(g.get(0), Numbers.whole(g.get(1)), g.size() > 2 ? Numbers.whole(g.get(2)) : -1)));
        ALL.plain("ReplaceStr", 3, 3, Functions::replace);
        ALL.plain("Replace", 3, 3, Functions::replace);
        ALL.plain("Translate", 3, 3, (scope, g) -> scope.made(Texts.translate(g.get(0), g.get(1), g.get(2))));
        ALL.plain("Pad", 3, 3, (scope, g) -> scope.made(Texts.pad(g.get(0), Numbers.whole(g.get(1)), g.get(2))));
        ALL.plain(
                "Strip",
                2,
                4,
                (scope, g) -> scope.made(
                        Texts.strip(g.get(0), g.get(1), g.size() > 2 ? g.get(2) : "", g.size() > 3 ? g.get(3) : "")));
        ALL.plain(
                "Min",
                1,
                ANY,
                (scope, g) -> Numbers.text(
                        g.stream().map(Numbers::of).reduce(BigDecimal::min).orElseThrow()));
        ALL.plain(
                "Max",
                1,
                ANY,
                (scope, g) -> Numbers.text(
                        g.stream().map(Numbers::of).reduce(BigDecimal::max).orElseThrow()));
        ALL.plain("Round", 1, 2, Functions::round);
        ALL.add("CurrentDateTime", 0, 1, Functions::currentDateTime);
        ALL.add("ConvertDateTime", 1, 4, Functions::convertDateTime);
        ALL.add("If", 2, 3, Functions::choice);
        ALL.add("Lookup", 2, 4, Functions::lookup);
        ALL.add("Exists", 2, 2, Functions::exists);
        ALL.add("InFile", 2, 2, (given, names) -> ListFunctions.rows("InFile", given, names, false));
        ALL.add("NotInFile", 2, 2, (given, names) -> ListFunctions.rows("NotInFile", given, names, true));
        ALL.add("InFileColumn", 2, 8, ListFunctions::column);
        ALL.add("Schedule", 1, 2, ScheduleFunction::make);
        ALL.add("Rule", 1, 3, Functions::rule);
        ALL.add("Escape", 1, 1, (given, names) -> escaping(given, names, Hl7Escapes::write));
        ALL.add("Unescape", 1, 1, (given, names) -> escaping(given, names, Hl7Escapes::read));
    }

    private Functions() {}

    private static void test(String name, BiPredicate<String, String> test) {
        BETWEEN.add(name.toLowerCase(Locale.ROOT));
        ALL.plain(name, 2, 2, (scope, g) -> {
            scope.spend(g.get(0).length());
            return Numbers.text(test.test(g.get(0), g.get(1)));
        });
    }

    private static void matching(String name, java.util.function.Function<String, Pattern> compiler, boolean negated) {
        BETWEEN.add(name.toLowerCase(Locale.ROOT));
        ALL.add(name, 2, 2, (given, names) -> {
            Pattern pattern = compiler.apply(literal(given.get(1), name + ": the pattern"));
            Predicate<String> matches = text -> pattern.matches(text) != negated;
            return call(given.subList(0, 1), (scope, g) -> {
                scope.spend(g.get(0).length());
                return Numbers.text(matches.test(g.get(0)));
            });
        });
    }

    /** Whether it may be written between its arguments. */
    static boolean isBetween(String name) {
        return BETWEEN.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Compiles a call.
     *
     * @throws IllegalArgumentException when there is no such function, or it cannot take these arguments
     */
    static Expression compile(String name, List<Expression> given, Names names) {
        return (name.startsWith("$") ? ObjectScript.find(name) : find(name)).compile(name, given, names);
    }

    private static FunctionTable.Function find(String name) {
        return ALL.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no function " + name + " (there are: " + String.join(", ", ALL.names()) + ")"));
    }

    private static Expression call(List<Expression> given, FunctionTable.Body body) {
        return FunctionTable.call(given, body);
    }

    private static String literal(Expression given, String what) {
        return FunctionTable.literal(given, what);
    }

    private static boolean isIn(String text, String list) {
        return ("," + list + ",").contains("," + text + ",");
    }

    /** Lists are parted by commas, or are what a path with {@code ()} gives: {@code <a><b>}. */
    private static boolean intersects(String some, String others) {
        Set<String> wanted = new HashSet<>(elements(others));
        return elements(some).stream().anyMatch(wanted::contains);
    }

    private static List<String> elements(String list) {
        return list.startsWith("<") && list.endsWith(">")
                ? List.of(list.substring(1, list.length() - 1).split("><", -1))
                : List.of(list.split(",", -1));
    }

    private static String length(Scope scope, List<String> g) {
        boolean isPieces = g.size() > 1 && !g.get(1).isEmpty();
        return String.valueOf(
                isPieces ? Texts.pieces(g.get(0), g.get(1)) : g.get(0).length());
    }

    private static String piece(Scope scope, List<String> g) {
        int from = g.size() > 2 ? Numbers.whole(g.get(2)) : 1;
        int to = g.size() > 3 ? Numbers.whole(g.get(3)) : from;
        scope.spend(g.get(0).length());
        return scope.made(Texts.piece(g.get(0), g.get(1), from, to));
    }

    /** The result may be far longer than the text: it is paid for before it is made. */
    static String replace(Scope scope, List<String> g) {
        String text = g.get(0);
        if (g.get(1).isEmpty()) {
            return text;
        }
        long found = Texts.pieces(text, g.get(1)) - 1L;
        scope.spend(text.length() + found * g.get(2).length());
        return text.replace(g.get(1), g.get(2));
    }

    private static String round(Scope scope, List<String> g) {
        int decimals = g.size() > 1 ? Math.clamp(Numbers.whole(g.get(1)), -40, 40) : 0;
        return Numbers.text(Numbers.of(g.get(0)).setScale(decimals, RoundingMode.HALF_UP));
    }

    private static Expression currentDateTime(List<Expression> given, Names names) {
        TimeFormat format = TimeFormat.parse(
                given.isEmpty() ? "%Y-%m-%d %H:%M:%S" : literal(given.get(0), "CurrentDateTime: the format"));
        return scope -> scope.made(format.write(scope.now()));
    }

    private static Expression convertDateTime(List<Expression> given, Names names) {
        TimeFormat in = TimeFormat.parse(given.size() > 1 ? literal(given.get(1), "ConvertDateTime: the format") : "");
        TimeFormat out = TimeFormat.parse(given.size() > 2 ? literal(given.get(2), "ConvertDateTime: the format") : "");
        if (given.size() > 3) {
            throw new IllegalArgumentException("ConvertDateTime: file names are not taken");
        }
        return call(
                given.subList(0, 1),
                (scope, g) -> scope.made(in.read(g.get(0)).map(out::write).orElse(g.get(0))));
    }

    private static Expression choice(List<Expression> given, Names names) {
        Expression otherwise = given.size() > 2 ? given.get(2) : Constant.text("");
        return new Cases("If", null, Arrays.asList(given.get(0), null), List.of(given.get(1), otherwise));
    }

    private static LookupTable table(Expression given, String function, Names names) {
        String name = literal(given, function + ": the table");
        return names.table(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no lookup table '" + name + "'"));
    }

    private static Expression lookup(List<Expression> given, Names names) {
        LookupTable table = table(given.get(0), "Lookup", names);
        Expression otherwise = given.size() > 2 ? given.get(2) : Constant.text("");
        Expression alsoForEmpty = given.size() > 3 ? given.get(3) : Constant.number("0");
        return scope -> {
            scope.spend(0);
            String key = given.get(1).value(scope);
            if (key.isEmpty() && !alsoForEmpty.holds(scope)) {
                return "";
            }
            return table.find(key, scope.now().toLocalDateTime()).orElseGet(() -> otherwise.value(scope));
        };
    }

    private static Expression exists(List<Expression> given, Names names) {
        LookupTable table = table(given.get(0), "Exists", names);
        return call(
                given.subList(1, 2),
                (scope, g) -> Numbers.text(
                        table.find(g.get(0), scope.now().toLocalDateTime()).isPresent()));
    }

    /** It sees the message that is being worked on, and may be told so. */
    private static Expression rule(List<Expression> given, Names names) {
        String rules = literal(given.get(0), "Rule: the rule set");
        if (given.size() > 1 && !isWholeMessage(given.get(1))) {
            throw new IllegalArgumentException(
                    "Rule: a rule set sees the message that these rules see (expected: context, or nothing, in the second place)");
        }
        return names.returned(rules, given.size() > 2 ? literal(given.get(2), "Rule: the activity") : "");
    }

    private static boolean isWholeMessage(Expression given) {
        return given instanceof Constant constant && constant.text().isEmpty()
                || given instanceof Reference reference && reference.place() instanceof TreePath path && path.isWhole();
    }

    /** With the delimiters of the message that the expression reads. */
    private static Expression escaping(
            List<Expression> given, Names names, BiFunction<Hl7Escapes, String, String> made) {
        String root = names.roots().getFirst();
        return call(given, (scope, g) -> {
            Document read = scope.document(root);
            return scope.made(made.apply(read == null ? Hl7Escapes.STANDARD : read.escapes(), g.get(0)));
        });
    }
}
