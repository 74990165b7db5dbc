package hie.engine.expression;

import hie.engine.hl7.Hl7Document;
import hie.engine.hl7.VirtualPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles expressions. From what binds loosest: {@code OR ||}, {@code AND &&}, comparisons ({@code = != < > <= >= [} and functions
 * written between, as in {@code x StartsWith "A"}), {@code + - _ &} (the last two join texts), {@code * /}, {@code - NOT}; then
 * text in double quotes, numbers, calls, variables, and paths: {@code HL7.{PID:3(1).1}}, {@code Document.{…}}, {@code
 * HL7.PID:3.1}, {@code PID-3.1}.
 */
public final class ExpressionParser {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_CHARS = 20_000;

    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"]|\"\")*)\"");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z%][A-Za-z0-9]*");
    private static final Pattern OPERATOR = Pattern.compile("&&|\\|\\||!=|<>|'=|<=|>=|[-=<>+*/_&\\[!']");
    private static final Pattern SHORT_PATH = Pattern.compile(
            "[A-Z][A-Z0-9]{2}(?:\\(\\w*\\))?[-:]\\d{1,3}(?:\\(\\w*\\))?(?:\\.\\d{1,3}){0,2}(?![A-Za-z0-9(])");

    private final String text;
    private final Names names;
    private int at;
    private int depth;

    private ExpressionParser(String text, Names names) {
        this.text = text;
        this.names = names;
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException saying what is not understood, not known or leads nowhere, and where
     */
    public static Expression parse(String text, Names names) {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("the expression is longer than " + MAX_CHARS + " characters");
        }
        ExpressionParser parser = new ExpressionParser(text, names);
        Expression expression = parser.or();
        parser.space();
        if (parser.at < text.length()) {
            throw parser.fault("not understood from '" + parser.rest() + "'");
        }
        return expression;
    }

    private Expression or() {
        Expression left = and();
        while (accept("||") || acceptWord("OR")) {
            Expression first = left;
            Expression second = and();
            left = counted(scope -> Numbers.text(first.holds(scope) || second.holds(scope)));
        }
        return left;
    }

    private Expression and() {
        Expression left = comparison();
        while (accept("&&") || acceptWord("AND")) {
            Expression first = left;
            Expression second = comparison();
            left = counted(scope -> Numbers.text(first.holds(scope) && second.holds(scope)));
        }
        return left;
    }

    private static Expression counted(Expression inner) {
        return scope -> {
            scope.spend(0);
            return inner.value(scope);
        };
    }

    private Expression comparison() {
        Expression left = sum();
        while (true) {
            String operator = operator(List.of("!=", "<>", "'=", "<=", ">=", "=", "<", ">", "["));
            if (operator != null) {
                left = compare(operator, left, sum());
                continue;
            }
            int before = at;
            Optional<String> word = name();
            if (word.isEmpty() || !Functions.isBetween(word.get())) {
                at = before;
                return left;
            }
            left = compiled(word.get(), List.of(left, sum()));
        }
    }

    private Expression compare(String operator, Expression left, Expression right) {
        return counted(
                switch (operator) {
                    case "=" -> scope -> Numbers.text(left.value(scope).equals(right.value(scope)));
                    case "!=", "<>", "'=" ->
                        scope -> Numbers.text(!left.value(scope).equals(right.value(scope)));
                    case "<" -> scope -> Numbers.text(order(scope, left, right) < 0);
                    case ">" -> scope -> Numbers.text(order(scope, left, right) > 0);
                    case "<=" -> scope -> Numbers.text(order(scope, left, right) <= 0);
                    case ">=" -> scope -> Numbers.text(order(scope, left, right) >= 0);
                    default ->
                        scope -> {
                            String whole = left.value(scope);
                            scope.spend(whole.length());
                            return Numbers.text(whole.contains(right.value(scope)));
                        };
                });
    }

    private static int order(Scope scope, Expression left, Expression right) {
        return Numbers.of(left.value(scope)).compareTo(Numbers.of(right.value(scope)));
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            String operator = operator(List.of("+", "-", "_", "&"));
            if (operator == null) {
                return left;
            }
            Expression first = left;
            Expression second = product();
            left = counted(
                    switch (operator) {
                        case "+" ->
                            scope -> Numbers.text(number(scope, first).add(number(scope, second), Numbers.PRECISION));
                        case "-" ->
                            scope -> Numbers.text(
                                    number(scope, first).subtract(number(scope, second), Numbers.PRECISION));
                        default -> scope -> scope.made(first.value(scope).concat(second.value(scope)));
                    });
        }
    }

    private static BigDecimal number(Scope scope, Expression expression) {
        return Numbers.of(expression.value(scope));
    }

    private Expression product() {
        Expression left = unary();
        while (true) {
            String operator = operator(List.of("*", "/"));
            if (operator == null) {
                return left;
            }
            Expression first = left;
            Expression second = unary();
            left = operator.equals("*")
                    ? counted(scope ->
                            Numbers.text(number(scope, first).multiply(number(scope, second), Numbers.PRECISION)))
                    : counted(scope -> Numbers.text(quotient(number(scope, first), number(scope, second))));
        }
    }

    private static BigDecimal quotient(BigDecimal of, BigDecimal by) {
        if (by.signum() == 0) {
            throw new EvaluationException("an expression divides by zero");
        }
        return of.divide(by, Numbers.PRECISION);
    }

    private Expression unary() {
        if (++depth > MAX_DEPTH) {
            throw fault("it is nested more than " + MAX_DEPTH + " deep");
        }
        try {
            if (accept("-")) {
                Expression inner = unary();
                return inner.isConstant()
                        ? new Constant(
                                Numbers.text(Numbers.of(inner.value(null)).negate()))
                        : counted(scope -> Numbers.text(number(scope, inner).negate()));
            }
            if (accept("+")) {
                Expression inner = unary();
                return counted(scope -> Numbers.text(number(scope, inner)));
            }
            if (acceptNot()) {
                Expression inner = unary();
                return counted(scope -> Numbers.text(!inner.holds(scope)));
            }
            return primary();
        } finally {
            depth--;
        }
    }

    /** {@code NOT x}, {@code 'x}, {@code !x}; binds as tightly as a sign, so that {@code Not(x)} is the same. */
    private boolean acceptNot() {
        return accept("'") || accept("!") || acceptWord("NOT");
    }

    private Expression primary() {
        if (accept("(")) {
            Expression inner = or();
            expect(")");
            return inner;
        }
        space();
        Optional<String> literal = match(TEXT);
        if (literal.isPresent()) {
            String quoted = literal.get();
            return new Constant(quoted.substring(1, quoted.length() - 1).replace("\"\"", "\""));
        }
        Optional<String> number = match(NUMBER);
        if (number.isPresent()) {
            return new Constant(Numbers.text(Numbers.of(number.get())));
        }
        if (text.startsWith("{", at)) {
            return path(names.roots().getFirst(), enclosed('{', '}'));
        }
        Optional<String> shortPath = match(SHORT_PATH);
        if (shortPath.isPresent()) {
            return path(names.roots().getFirst(), shortPath.get());
        }
        if (text.startsWith("..", at)) {
            at += 2;
        }
        String name = name().orElseThrow(() -> at >= text.length()
                ? fault("it ends where a value is missing")
                : fault("not understood from '" + rest() + "'"));
        if (text.startsWith("(", at)) {
            return call(name);
        }
        return text.startsWith(".", at) ? member(name) : variable(name);
    }

    private Expression call(String name) {
        expect("(");
        List<Expression> given = new ArrayList<>();
        if (!accept(")")) {
            do {
                given.add(or());
            } while (accept(","));
            expect(")");
        }
        return compiled(name, given);
    }

    private Expression compiled(String name, List<Expression> given) {
        try {
            return Functions.compile(name, given, names);
        } catch (IllegalArgumentException e) {
            throw fault(e.getMessage());
        }
    }

    private Expression variable(String name) {
        if (!names.isVariable(name)) {
            throw fault("'" + name
                    + "' is not known: it is no variable that a step before has assigned, and no path (messages are "
                    + String.join(", ", names.roots()) + ")");
        }
        return scope -> {
            scope.spend(0);
            return scope.variable(name);
        };
    }

    private Expression member(String name) {
        String root = names.roots().stream()
                .filter(known -> known.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> fault(
                        "'" + name + "' is no message here (expected: " + String.join(", ", names.roots()) + ")"));
        at++;
        if (text.startsWith("{", at)) {
            return path(root, enclosed('{', '}'));
        }
        if (text.startsWith("[", at)) {
            return path(root, enclosed('[', ']'));
        }
        Optional<String> shortPath = match(SHORT_PATH);
        if (shortPath.isPresent()) {
            return path(root, shortPath.get());
        }
        String property = name().orElseThrow(() ->
                fault("behind '" + name + ".' comes {PATH}, a path or a property (not understood: '" + rest() + "')"));
        return property(root, property);
    }

    private Expression property(String root, String property) {
        return switch (property) {
            case "Name", "DocTypeName" ->
                of(root, document -> document.message().messageType().orElse(""));
            case "DocTypeCategory" -> of(root, Hl7Document::category);
            case "TypeVersion" -> of(root, Hl7Document::version);
            case "DocType" ->
                of(
                        root,
                        document -> document.category() + ":"
                                + document.message().messageType().orElse(""));
            case "SegCount" ->
                of(
                        root,
                        document ->
                                String.valueOf(document.message().segmentNames().size()));
            default ->
                throw fault("'" + root + "." + property
                        + "' is not known; of an HL7 message there are Name, DocType, DocTypeName, DocTypeCategory, TypeVersion, SegCount and"
                        + " paths, as in " + root + ".{PID:3(1).1}");
        };
    }

    private static Expression of(String root, java.util.function.Function<Hl7Document, String> reader) {
        return scope -> {
            Hl7Document document = scope.document(root);
            return document == null ? "" : scope.read(document, reader.apply(document));
        };
    }

    private Expression path(String root, String written) {
        VirtualPath path = VirtualPath.parse(written);
        for (String key : path.keys()) {
            if (!names.isVariable(key)) {
                throw fault("'" + key + "' in '" + written + "' is no key of a foreach around it, and no variable");
            }
        }
        names.unresolved(root, path).ifPresent(why -> {
            throw fault(why);
        });
        return of(root, document -> path.get(document, key -> 0), path);
    }

    private static Expression of(
            String root, java.util.function.Function<Hl7Document, String> unkeyed, VirtualPath path) {
        if (path.keys().isEmpty()) {
            return of(root, unkeyed);
        }
        return scope -> {
            Hl7Document document = scope.document(root);
            return document == null ? "" : scope.read(document, path.get(document, scope::occurrence));
        };
    }

    private String enclosed(char open, char close) {
        int end = text.indexOf(close, at);
        if (end < 0) {
            throw fault("'" + open + "' has no '" + close + "'");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside.strip();
    }

    private void space() {
        Matcher space = SPACE.matcher(text).region(at, text.length());
        if (space.lookingAt()) {
            at = space.end();
        }
    }

    private Optional<String> match(Pattern pattern) {
        space();
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher.group());
    }

    private Optional<String> name() {
        return match(NAME);
    }

    private boolean accept(String token) {
        space();
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private boolean acceptWord(String word) {
        int before = at;
        if (name().filter(found -> found.toUpperCase(Locale.ROOT).equals(word)).isPresent()) {
            return true;
        }
        at = before;
        return false;
    }

    private String operator(List<String> wanted) {
        int before = at;
        Optional<String> found = match(OPERATOR);
        if (found.isPresent() && wanted.contains(found.get())) {
            return found.get();
        }
        at = before;
        return null;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw fault("expected '" + token + "'" + (at < text.length() ? " before '" + rest() + "'" : " at its end"));
        }
    }

    private String rest() {
        return text.length() - at > 30 ? text.substring(at, at + 30) + "…" : text.substring(at);
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(
                "in '" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "': " + what);
    }
}
