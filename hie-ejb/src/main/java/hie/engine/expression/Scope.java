package hie.engine.expression;

import hie.engine.hl7.Hl7Document;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What expressions see while one message is worked on, and what they may still cost. Used by one thread.
 *
 * <p>The budget counts a unit for each part of an expression that is evaluated, and one for each eight characters of text that is made
 * or searched: {@value #BUDGET} units, some seconds at most, are far more than any honest rule needs.
 */
public final class Scope {

    static final long BUDGET = 20_000_000;

    private final Function<String, Hl7Document> documents;
    private final ZonedDateTime now;
    private final Map<String, String> variables = new HashMap<>();
    private long left = BUDGET;

    /**
     * @param documents gives the HL7 message by the name that paths give it, for example {@code HL7}; {@code null} for a message that
     *     is not HL7
     */
    public Scope(Function<String, Hl7Document> documents, ZonedDateTime now) {
        this.documents = documents;
        this.now = now;
    }

    ZonedDateTime now() {
        return now;
    }

    /** {@code null} when the message is not HL7. */
    public Hl7Document document(String root) {
        return documents.apply(root);
    }

    /** A variable's value; empty when it has none yet. */
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    public void set(String name, String value) {
        variables.put(name, value);
    }

    public void remove(String name) {
        variables.remove(name);
    }

    /** The occurrence that a key stands for; 0 for none. */
    public int occurrence(String key) {
        return Numbers.whole(variable(key));
    }

    /** Takes from the budget; other steps of a rule do so too. */
    public void spend(long characters) {
        left -= 1 + characters / 8;
        if (left < 0) {
            throw new EvaluationException("the expressions of this message cost more than they may");
        }
    }

    /** Takes from the budget what it costs to read a text from a message, which may mean to go through all of it. */
    String read(Hl7Document document, String text) {
        spend(text.length() + document.message().size() / 32);
        return text;
    }

    /** Takes from the budget what a text costs. */
    String made(String text) {
        spend(text.length());
        return text;
    }
}
