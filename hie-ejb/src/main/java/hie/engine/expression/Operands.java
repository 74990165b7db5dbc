package hie.engine.expression;

import hie.engine.document.Place;
import hie.engine.document.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what stands between operators. */
final class Operands {

    private static final Pattern SHORT_PATH = Pattern.compile(
            "[A-Z][A-Z0-9]{2}(?:\\(\\w*\\))?[-:]\\d{1,3}(?:\\(\\w*\\))?(?:\\.\\d{1,3}){0,2}(?![A-Za-z0-9(])");
    private static final Pattern EACH = Pattern.compile("(?<!Count)\\(\\s*\\)");

    /** Brackets right behind a name are a method's, unless they hold a number and the name is none of a method. */
    private static final Pattern METHOD = Pattern.compile(
            "(?:^|\\.)(?!GetAt\\(|%Get\\(\\s*\"|Count\\(\\))"
                    + "(?:%[A-Za-z]\\w*\\(|[A-Za-z]\\w*\\((?!\\s*[1-9]\\d*\\s*\\))|(?:Get|Set|Is|Find|Read|Write|Insert|Remove|Add|Next|Clear)\\w*\\()|\\(\\s*\\)(?<!Count\\(\\))");

    private static final Pattern DOLLAR = Pattern.compile("\\$[A-Za-z]+");

    private final Tokens tokens;
    private final Names names;
    private final ExpressionParser parser;

    Operands(Tokens tokens, Names names, ExpressionParser parser) {
        this.tokens = tokens;
        this.names = names;
        this.parser = parser;
    }

    Expression next() {
        if (tokens.accept("(")) {
            Expression inner = parser.whole();
            tokens.expect(")");
            return inner;
        }
        Optional<String> literal = tokens.literal();
        if (literal.isPresent()) {
            return Constant.text(literal.get());
        }
        Optional<String> number = tokens.number();
        if (number.isPresent()) {
            return Constant.number(Numbers.text(Numbers.of(number.get())));
        }
        if (tokens.startsWith("{")) {
            return path(names.roots().getFirst(), tokens.enclosed('{', '}'), true);
        }
        if (tokens.startsWith("$")) {
            return dollar();
        }
        if (tokens.accept("##class(")) {
            return classMethod();
        }
        Optional<String> shortPath = tokens.match(SHORT_PATH);
        return shortPath.isPresent() ? path(names.roots().getFirst(), shortPath.get(), false) : named();
    }

    private Expression named() {
        tokens.accept("..");
        int begin = tokens.position();
        String name = tokens.name()
                .orElseThrow(() -> tokens.isAtEnd()
                        ? tokens.fault("it ends where a value is missing")
                        : tokens.fault("not understood from '" + tokens.rest() + "'"));
        if (tokens.startsWith("(")) {
            tokens.expect("(");
            return compiled(name, parser.arguments());
        }
        boolean isMember = tokens.startsWith(".");
        if (names.isVariable(name)) {
            return isMember ? partOf(name) : new Variable(name, TreePath.WHOLE, Map.of());
        }
        Optional<String> root =
                names.roots().stream().filter(name::equalsIgnoreCase).findFirst();
        if (root.isPresent()) {
            return isMember ? member(root.get()) : path(root.get(), "", false);
        }
        Optional<String> around = names.properties();
        if (around.isPresent()) {
            tokens.back(begin);
            return path(around.get(), treePath(), false);
        }
        throw unknown(name, isMember);
    }

    private IllegalArgumentException unknown(String name, boolean isMember) {
        String roots = String.join(", ", names.roots());
        return tokens.fault(
                isMember
                        ? "'" + name + "' is no message here (expected: " + roots + ")"
                        : "'" + name
                                + "' is not known: it is no variable that a step before has assigned, and no path (messages are "
                                + roots + ")");
    }

    private Expression member(String root) {
        tokens.expect(".");
        if (tokens.startsWith("{")) {
            return path(root, tokens.enclosed('{', '}'), true);
        }
        if (tokens.startsWith("[")) {
            return path(root, tokens.enclosed('[', ']'), true);
        }
        Optional<String> shortPath = tokens.match(SHORT_PATH);
        return path(root, shortPath.isPresent() ? shortPath.get() : treePath(), false);
    }

    private Expression partOf(String variable) {
        tokens.expect(".");
        TreePath path = TreePath.parse(treePath());
        return new Variable(variable, path, parser.keys(path));
    }

    /** A path that is not in braces, as far as it goes. */
    private String treePath() {
        String path;
        try {
            path = tokens.take(TreePath.end(tokens.text(), tokens.position()));
        } catch (IllegalArgumentException e) {
            throw tokens.fault("not understood from '" + tokens.rest() + "' (expected: a path or a property)");
        }
        boolean isCall = names.syntax() == Syntax.OBJECTSCRIPT
                ? METHOD.matcher(path).find()
                : EACH.matcher(path).find();
        if (isCall) {
            throw tokens.fault(
                    "'" + path
                            + "': methods of objects are not called here, but for GetAt and Count; () stands for each in braces only");
        }
        return path;
    }

    private Expression path(String root, String written, boolean inBraces) {
        Place place;
        try {
            place = names.place(root, written, inBraces);
        } catch (IllegalArgumentException e) {
            throw tokens.fault(e.getMessage());
        }
        return new Reference(root, place, parser.keys(place));
    }

    private Expression dollar() {
        if (tokens.accept("$$$OK")) {
            return Constant.number("1");
        }
        String name =
                tokens.match(DOLLAR).orElseThrow(() -> tokens.fault("not understood from '" + tokens.rest() + "'"));
        if (!tokens.startsWith("(")) {
            return compiled(name, List.of());
        }
        tokens.expect("(");
        return ObjectScript.hasCases(name) ? cases(name) : compiled(name, arguments(name));
    }

    /** {@code *} as an argument is the last position of a text. */
    private List<Expression> arguments(String name) {
        if (!ObjectScript.takesEnd(name)) {
            return parser.arguments();
        }
        List<Expression> given = new ArrayList<>();
        do {
            given.add(tokens.accept("*") ? ObjectScript.END : parser.whole());
        } while (tokens.accept(","));
        tokens.expect(")");
        return given;
    }

    /** {@code $SELECT(a:b,1:c)} and {@code $CASE(x,a:b,:c)}: pairs, for $CASE behind what is compared. */
    private Expression cases(String name) {
        Expression compared = ObjectScript.isCase(name) ? parser.whole() : null;
        List<Expression> when = new ArrayList<>();
        List<Expression> then = new ArrayList<>();
        if (compared != null) {
            tokens.expect(",");
        }
        do {
            when.add(compared != null && tokens.accept(":") ? null : parser.whole());
            if (when.getLast() != null) {
                tokens.expect(":");
            }
            then.add(parser.whole());
        } while (tokens.accept(","));
        tokens.expect(")");
        return new Cases(name, compared, when, then);
    }

    private Expression classMethod() {
        String className = tokens.className().orElseThrow(() -> tokens.fault("a class is missing"));
        tokens.expect(")");
        tokens.expect(".");
        String method = tokens.name().orElseThrow(() -> tokens.fault("a method is missing"));
        tokens.expect("(");
        try {
            FunctionTable.Function known = ClassMethods.find(className, method);
            return known.compile(className + "." + method, parser.arguments(), names);
        } catch (IllegalArgumentException e) {
            throw tokens.fault(e.getMessage());
        }
    }

    Expression compiled(String name, List<Expression> given) {
        try {
            return Functions.compile(name, given, names);
        } catch (IllegalArgumentException e) {
            throw tokens.fault(e.getMessage());
        }
    }
}
