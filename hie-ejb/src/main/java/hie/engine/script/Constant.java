package hie.engine.script;

import java.util.Optional;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.ExpressionStatement;
import org.mozilla.javascript.ast.InfixExpression;
import org.mozilla.javascript.ast.ParenthesizedExpression;
import org.mozilla.javascript.ast.StringLiteral;
import org.mozilla.javascript.ast.XmlFragment;
import org.mozilla.javascript.ast.XmlLiteral;
import org.mozilla.javascript.ast.XmlString;

/** The text that an expression of JavaScript stands for, whatever message there is; found without running it. */
final class Constant {

    private Constant() {}

    /** Of texts in quotes, of several joined, and of XML without values in it; of anything else nothing. */
    static Optional<String> of(String expression) {
        CompilerEnvirons environs = new CompilerEnvirons();
        environs.setLanguageVersion(Context.VERSION_ES6);
        environs.setXmlAvailable(true);
        try {
            AstRoot root = new Parser(environs).parse("(" + expression + "\n)", "", 1);
            StringBuilder text = new StringBuilder();
            boolean isOne = root.getFirstChild() == root.getLastChild();
            return isOne
                            && root.getFirstChild() instanceof ExpressionStatement statement
                            && append(statement.getExpression(), text)
                    ? Optional.of(text.toString())
                    : Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static boolean append(AstNode node, StringBuilder text) {
        return switch (node) {
            case ParenthesizedExpression inner -> append(inner.getExpression(), text);
            case StringLiteral literal -> {
                text.append(literal.getValue());
                yield true;
            }
            case InfixExpression sum ->
                sum.getType() == Token.ADD && append(sum.getLeft(), text) && append(sum.getRight(), text);
            case XmlLiteral xml -> {
                for (XmlFragment fragment : xml.getFragments()) {
                    if (!(fragment instanceof XmlString piece)) {
                        yield false;
                    }
                    text.append(piece.getXml());
                }
                yield true;
            }
            default -> false;
        };
    }
}
