package hie.engine.script;

import java.util.Set;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Node;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.ScriptNode;

/**
 * Rewrites a script's tree, so that the few operators that make much of little ask the budget: {@code +} joins texts, an assignment
 * copies XML, {@code ...} copies lists. Between these and a loop's or a call's end, which the interpreter counts itself, a script
 * can only double what there is, or write XML out, which takes some ten bytes for each character that was put into it. What cannot be
 * bounded is refused.
 */
final class GuardedTree {

    /** A name that no script can write as a variable; the scope of each message has it, fixed. */
    static final String ADD = " add";

    static final String JOINED = " joined";
    static final String KEPT = " kept";
    static final String SPREAD = " spread";

    private static final Set<Integer> ADDITIONS = Set.of(Token.ADD, Token.STRING_CONCAT);
    private static final Set<Integer> ASSIGNMENTS =
            Set.of(Token.SETPROP, Token.SETELEM, Token.SET_REF, Token.SETPROP_OP, Token.SETELEM_OP, Token.SET_REF_OP);
    private static final Set<Integer> SMALL = Set.of(
            Token.NUMBER,
            Token.STRING,
            Token.TRUE,
            Token.FALSE,
            Token.NULL,
            Token.FUNCTION,
            Token.REGEXP,
            Token.SUB,
            Token.MUL,
            Token.DIV,
            Token.MOD,
            Token.NOT);

    private static final int SHORT = 16;

    private GuardedTree() {}

    static void rewrite(ScriptNode script) {
        children(script, 1);
        for (int i = 0; i < script.getFunctionCount(); i++) {
            rewrite(script.getFunctionNode(i));
        }
    }

    private static void children(Node parent, int outer) {
        int line = parent.getLineno() > 0 ? parent.getLineno() : outer;
        Node child = parent.getFirstChild();
        while (child != null) {
            Node next = child.getNext();
            if (child.getType() != Token.FUNCTION) {
                children(child, line);
                node(child, line);
            }
            child = next;
        }
    }

    private static void node(Node node, int line) {
        int type = node.getType();
        if (type == Token.BIGINT) {
            throw refused(line, "big integers are not there; they can take any time");
        } else if (type == Token.ENTERWITH && node.getFirstChild().getType() != Token.LOCAL_LOAD) {
            // What a catch catches is given its name in the same way.
            throw refused(line, "'with' is not taken; name the object each time");
        } else if (ADDITIONS.contains(type)) {
            addition(node);
        } else if (ASSIGNMENTS.contains(type)) {
            Node value = node.getLastChild();
            if (!SMALL.contains(value.getType())) {
                wrap(node, value, KEPT);
            }
        } else if (type == Token.DOTDOTDOT) {
            wrap(node, node.getLastChild(), SPREAD);
        }
    }

    /** A short text or a number makes another value longer by little. */
    private static void addition(Node node) {
        Node left = node.getFirstChild();
        Node right = node.getLastChild();
        if (isConstant(left) || isConstant(right)) {
            return;
        }
        if (node.getType() == Token.STRING_CONCAT || left.getType() == Token.USE_STACK) {
            wrap(node, right, JOINED);
            return;
        }
        node.setType(Token.CALL);
        node.addChildToFront(Node.newString(Token.NAME, ADD));
    }

    /** The rope that holds it takes more room than the text itself. */
    private static boolean isConstant(Node node) {
        return node.getType() == Token.NUMBER
                || node.getType() == Token.STRING && node.getString().length() <= SHORT;
    }

    private static void wrap(Node parent, Node value, String guard) {
        if (value == null) {
            return;
        }
        Node call = new Node(Token.CALL);
        call.setLineColumnNumber(value.getLineno(), value.getColumn());
        parent.replaceChild(value, call);
        call.addChildToBack(Node.newString(Token.NAME, guard));
        call.addChildToBack(value);
    }

    private static EvaluatorException refused(int line, String why) {
        return new EvaluatorException(why, null, line);
    }
}
