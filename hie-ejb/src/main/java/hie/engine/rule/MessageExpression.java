package hie.engine.rule;

import hie.api.host.ProjectDocuments;
import hie.api.message.Message;
import hie.api.setting.SettingSyntax;
import hie.engine.document.DocumentException;
import hie.engine.expression.EvaluationException;
import hie.engine.expression.Expression;
import hie.engine.expression.ExpressionParser;
import hie.engine.expression.Scope;
import hie.engine.format.Formats;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * An expression of the rules' language as an item's setting: it sees a message of any format, and no documents of the project, so that
 * whoever sends to the item can evaluate it. Immutable; used by any number of threads.
 */
public final class MessageExpression {

    private static final RuleLibrary NO_DOCUMENTS = new RuleLibrary(ProjectDocuments.NONE);

    private final Expression expression;

    private MessageExpression(Expression expression) {
        this.expression = expression;
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException saying what is not understood, not known or leads nowhere
     */
    public static MessageExpression parse(String text) {
        return new MessageExpression(ExpressionParser.parse(
                text, new RulePlaces(NO_DOCUMENTS, "", new OtherRules(NO_DOCUMENTS, List.of())::returned)));
    }

    /** Whether its value is the same for every message. */
    public boolean isConstant() {
        return expression.isConstant();
    }

    /** Its value for a message; empty when that is no text, or the message cannot be read. */
    public Optional<String> value(Message message) {
        Scope scope = new Scope(root -> Formats.STANDARD.read(message).orElse(null), ZonedDateTime.now());
        try {
            return Optional.of(expression.value(scope)).filter(value -> !value.isEmpty());
        } catch (DocumentException | EvaluationException e) {
            return Optional.empty();
        }
    }

    /** The grammar of settings that are such expressions. */
    public static final class Syntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            try {
                parse(value);
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of("'" + value + "' is no expression: " + e.getMessage());
            }
        }
    }
}
