package hie.engine.expression;

import hie.engine.document.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compiles expressions. From what binds loosest: {@code OR ||}, {@code AND &&}, comparisons ({@code = != < > <= >= [} and functions
 * written between, as in {@code x StartsWith "A"}), {@code + - _ &} (the last two join texts), {@code * /}, {@code - NOT}; then
 * text in double quotes, numbers, calls, variables, and paths: {@code HL7.{PID:3(1).1}}, {@code Document.{…}}, {@code
 * HL7.PID:3.1}, {@code PID-3.1}, {@code source.Names(1).Family}. In ObjectScript no operator binds more tightly than another.
 */
public final class ExpressionParser {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_CHARS = 20_000;

    private static final Pattern OPERATOR = Pattern.compile("&&|\\|\\||!=|<>|'=|<=|>=|[-=<>+*/_&\\[!']");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z%][A-Za-z0-9]*");
    private static final List<String> OR = List.of("||");
    private static final List<String> AND = List.of("&&");
    private static final List<String> COMPARISONS = List.of("!=", "<>", "'=", "<=", ">=", "=", "<", ">", "[");
    private static final List<String> SUMS = List.of("+", "-", "_", "&");
    private static final List<String> PRODUCTS = List.of("*", "/");
    private static final Pattern OBJECTSCRIPT =
            Pattern.compile("&&|\\|\\||'?(?:<=|>=|=|<|>|\\[|&|!)|[-+/\\\\#_]|\\*(?!\\*)");

    private final Tokens tokens;
    private final Names names;
    private final Operands operands;
    private int depth;

    private ExpressionParser(String text, Names names, int depth) {
        this.tokens = new Tokens(text);
        this.names = names;
        this.depth = depth;
        this.operands = new Operands(tokens, names, this);
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException saying what is not understood, not known or leads nowhere, and where
     */
    public static Expression parse(String text, Names names) {
        return parse(text, names, 0);
    }

    private static Expression parse(String text, Names names, int depth) {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("the expression is longer than " + MAX_CHARS + " characters");
        }
        ExpressionParser parser = new ExpressionParser(text, names, depth);
        Expression expression = parser.whole();
        if (!parser.tokens.isAtEnd()) {
            throw parser.tokens.fault("not understood from '" + parser.tokens.rest() + "'");
        }
        return expression;
    }

    /**
     * What the keys in a place's brackets are made of.
     *
     * @throws IllegalArgumentException when one is no variable here, or cannot be compiled
     */
    public static Map<String, Expression> keys(Place place, Names names) {
        return keys(place, names, 0);
    }

    private static Map<String, Expression> keys(Place place, Names names, int depth) {
        Map<String, Expression> keys = new HashMap<>();
        for (String key : place.keys()) {
            if (VARIABLE.matcher(key).matches() && !names.isVariable(key)) {
                throw new IllegalArgumentException(
                        "'" + key + "' in '" + place + "' is no key of a foreach around it, and no variable");
            }
            keys.put(key, parse(key, names, depth));
        }
        return Map.copyOf(keys);
    }

    Map<String, Expression> keys(Place place) {
        try {
            return keys(place, names, depth);
        } catch (IllegalArgumentException e) {
            throw tokens.fault(e.getMessage());
        }
    }

    Expression whole() {
        return names.syntax() == Syntax.OBJECTSCRIPT ? fromLeftToRight() : or();
    }

    private Expression fromLeftToRight() {
        Expression left = unary();
        while (true) {
            Optional<String> operator = tokens.match(OBJECTSCRIPT);
            if (operator.isEmpty()) {
                return left;
            }
            String plain = switch (operator.get()) {
                case "&" -> "&&";
                case "!" -> "||";
                default -> operator.get();
            };
            left = Operators.binary(plain, left, unary());
        }
    }

    private Expression or() {
        Expression left = and();
        while (tokens.operator(OPERATOR, OR).isPresent() || tokens.acceptWord("OR")) {
            left = Operators.binary("||", left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = comparison();
        while (tokens.operator(OPERATOR, AND).isPresent() || tokens.acceptWord("AND")) {
            left = Operators.binary("&&", left, comparison());
        }
        return left;
    }

    private Expression comparison() {
        Expression left = sum();
        while (true) {
            Optional<String> operator = tokens.operator(OPERATOR, COMPARISONS);
            if (operator.isPresent()) {
                left = Operators.binary(operator.get(), left, sum());
                continue;
            }
            int before = tokens.position();
            Optional<String> word = tokens.name();
            if (word.isEmpty() || !Functions.isBetween(word.get())) {
                tokens.back(before);
                return left;
            }
            left = operands.compiled(word.get(), List.of(left, sum()));
        }
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            Optional<String> operator = tokens.operator(OPERATOR, SUMS);
            if (operator.isEmpty()) {
                return left;
            }
            left = Operators.binary(operator.get().equals("&") ? "_" : operator.get(), left, product());
        }
    }

    private Expression product() {
        Expression left = unary();
        while (true) {
            Optional<String> operator = tokens.operator(OPERATOR, PRODUCTS);
            if (operator.isEmpty()) {
                return left;
            }
            left = Operators.binary(operator.get(), left, unary());
        }
    }

    private Expression unary() {
        if (++depth > MAX_DEPTH) {
            throw tokens.fault("it is nested more than " + MAX_DEPTH + " deep");
        }
        try {
            if (tokens.accept("-")) {
                return Operators.negative(unary());
            }
            if (tokens.accept("+")) {
                return Operators.number(unary());
            }
            return acceptNot() ? Operators.not(unary()) : operands.next();
        } finally {
            depth--;
        }
    }

    /** {@code NOT x}, {@code 'x}, {@code !x}; binds as tightly as a sign, so that {@code Not(x)} is the same. */
    private boolean acceptNot() {
        return tokens.accept("'") || tokens.accept("!") || tokens.acceptWord("NOT");
    }

    /** The values in brackets, the first of which has been read. */
    List<Expression> arguments() {
        List<Expression> given = new ArrayList<>();
        if (!tokens.accept(")")) {
            do {
                boolean isLeftOut = tokens.startsWith(",") || (!given.isEmpty() && nextIs(",", ")"));
                given.add(isLeftOut ? Constant.text("") : whole());
            } while (tokens.accept(","));
            tokens.expect(")");
        }
        return given;
    }

    private boolean nextIs(String... some) {
        tokens.space();
        for (String one : some) {
            if (tokens.startsWith(one)) {
                return true;
            }
        }
        return false;
    }
}
