package hie.engine.script;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.Assignment;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.BreakStatement;
import org.mozilla.javascript.ast.CatchClause;
import org.mozilla.javascript.ast.ContinueStatement;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NodeVisitor;
import org.mozilla.javascript.ast.ObjectProperty;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.StringLiteral;
import org.mozilla.javascript.ast.UnaryExpression;
import org.mozilla.javascript.ast.VariableInitializer;
import org.mozilla.javascript.ast.XmlDotQuery;
import org.mozilla.javascript.ast.XmlMemberGet;
import org.mozilla.javascript.ast.XmlRef;

/** The names in a script's text: what it declares, what it includes, what it takes from outside. Found without running it. */
final class ScriptNames implements NodeVisitor {

    private static final String INCLUDE = "include";

    private final Map<String, Integer> included = new LinkedHashMap<>();
    private final Map<String, Integer> declared = new LinkedHashMap<>();

    /** What is declared, or set, anywhere in it. */
    private final Set<String> hidden = new HashSet<>();

    private final Set<String> used = new TreeSet<>();

    private ScriptNames() {}

    /** The names in a text; none when it is no script. */
    static ScriptNames in(String text) {
        ScriptNames names = new ScriptNames();
        try {
            CompilerEnvirons environs = new CompilerEnvirons();
            environs.setLanguageVersion(org.mozilla.javascript.Context.VERSION_ES6);
            environs.setXmlAvailable(true);
            environs.setReservedKeywordAsIdentifier(true);
            AstRoot root = new Parser(environs).parse("(function () {" + text + "\n})()", "", 1);
            root.visit(names);
        } catch (RuntimeException | StackOverflowError e) {
            // What is wrong with it is said where it is compiled.
        }
        return names;
    }

    /** The names that a text declares which is no function's body. */
    static Set<String> declaredAtTop(String text) {
        return in(text).declared();
    }

    Set<String> declared() {
        return Set.copyOf(declared.keySet());
    }

    List<String> included() {
        return List.copyOf(included.keySet());
    }

    int lineOf(String library) {
        return included.getOrDefault(library, 1);
    }

    /** The line in which the script's outermost function declares a name. */
    Optional<Integer> declared(String name) {
        return Optional.ofNullable(declared.get(name));
    }

    Set<String> free(Set<String> known) {
        Set<String> free = new TreeSet<>(used);
        free.removeAll(hidden);
        free.removeAll(known);
        return free;
    }

    @Override
    public boolean visit(AstNode node) {
        if (node instanceof FunctionCall call
                && call.getTarget() instanceof Name name
                && name.getIdentifier().equals(INCLUDE)
                && call.getArguments().size() == 1
                && call.getArguments().getFirst() instanceof StringLiteral literal) {
            included.putIfAbsent(literal.getValue(), Math.max(1, node.getLineno()));
        }
        if (node instanceof Name name && !isMember(name)) {
            name(name);
        }
        return !(node instanceof XmlDotQuery);
    }

    /** The name of a property, of an element, of a label, or of something that is only asked for. */
    private static boolean isMember(Name name) {
        return switch (name.getParent()) {
            case PropertyGet get -> get.getProperty() == name;
            case ObjectProperty property -> property.getKey() == name && property.getValue() != name;
            case UnaryExpression unary -> unary.getType() == Token.TYPEOF;
            case XmlRef reference -> true;
            case XmlMemberGet get -> get.getRight() == name;
            case BreakStatement leave -> true;
            case ContinueStatement next -> true;
            case null -> true;
            default -> false;
        };
    }

    private void name(Name name) {
        String text = name.getIdentifier();
        AstNode parent = name.getParent();
        boolean isFunction = parent instanceof FunctionNode function && function.getFunctionName() == name;
        boolean isDeclared = parent instanceof FunctionNode
                || parent instanceof CatchClause
                || parent instanceof VariableInitializer variable && variable.getTarget() == name
                || name.getDefiningScope() != null;
        if (!isDeclared) {
            used.add(text);
            if (parent instanceof Assignment assignment && assignment.getLeft() == name) {
                hidden.add(text);
            }
            return;
        }
        hidden.add(text);
        boolean isVariable = parent instanceof VariableInitializer variable && variable.getTarget() == name;
        FunctionNode around = isFunction
                ? ((FunctionNode) parent).getEnclosingFunction()
                : isVariable ? name.getEnclosingFunction() : null;
        if (around != null && around.getEnclosingFunction() == null) {
            declared.putIfAbsent(text, Math.max(1, name.getLineno()));
        }
    }
}
