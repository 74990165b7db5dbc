package hie.engine.expression;

import hie.engine.document.Document;
import hie.engine.document.Leaf;
import hie.engine.document.Node;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What expressions see while one message is worked on, and what they may still cost. Used by one thread.
 *
 * <p>The budget counts a unit for each part of an expression that is evaluated, and one for each eight characters of text that is made
 * or searched: {@value #BUDGET} units, some seconds at most, are far more than any honest rule needs.
 */
public class Scope {

    static final long BUDGET = 20_000_000;

    private final Function<String, Document> documents;
    private final ZonedDateTime now;
    private final Map<String, Node> variables = new HashMap<>();
    private final long[] left;

    /**
     * @param documents gives the message by the name that paths give it, for example {@code HL7}; {@code null} for a message that
     *     cannot be read
     */
    public Scope(Function<String, Document> documents, ZonedDateTime now) {
        this(documents, now, new long[] {BUDGET});
    }

    private Scope(Function<String, Document> documents, ZonedDateTime now, long[] left) {
        this.documents = documents;
        this.now = now;
        this.left = left;
    }

    /** Other messages and no variables, on another's budget. */
    protected Scope(Function<String, Document> documents, Scope budget) {
        this(documents, budget.now, budget.left);
    }

    /** Other messages and no variables, on the same budget. */
    public final Scope over(Function<String, Document> others) {
        return new Scope(others, this);
    }

    ZonedDateTime now() {
        return now;
    }

    /** {@code null} when the message cannot be read. */
    public Document document(String root) {
        return documents.apply(root);
    }

    /** A variable's value; empty when it has none yet. */
    public String variable(String name) {
        return node(name).text();
    }

    /** A variable's value; {@link Leaf#NOTHING} when it has none yet. */
    public Node node(String name) {
        return variables.getOrDefault(name, Leaf.NOTHING);
    }

    public void set(String name, String value) {
        variables.put(name, Leaf.of(value));
    }

    public void set(String name, Node value) {
        variables.put(name, value);
    }

    public void remove(String name) {
        variables.remove(name);
    }

    /** What keys in brackets stand for. */
    public UnaryOperator<String> keys(Map<String, Expression> keys) {
        return keys.isEmpty() ? UnaryOperator.identity() : key -> keys.get(key).value(this);
    }

    /** Takes from the budget; other steps of a rule do so too. */
    public void spend(long characters) {
        left[0] -= 1 + characters / 8;
        if (left[0] < 0) {
            throw new EvaluationException("the expressions of this message cost more than they may");
        }
    }

    /** Takes from the budget what it costs to read a text from a message, which may mean to go through all of it. */
    String read(Document document, String text) {
        spend(text.length() + document.size() / 32);
        return text;
    }

    /** Takes from the budget what a text costs. */
    String made(String text) {
        spend(text.length());
        return text;
    }
}
