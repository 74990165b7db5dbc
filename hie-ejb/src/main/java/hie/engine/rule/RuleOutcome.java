package hie.engine.rule;

import hie.api.message.Message;
import java.util.List;

/**
 * What rules decided about a message.
 *
 * @param sendings in the order in which the rules named them; empty for nowhere
 * @param fired the rules that did something, in order, by name or number, those that were delegated to with their rule set
 * @param returned the value that they returned; empty for none
 * @param message the message as they have left it
 * @param log which rules did what and why, without content of the message
 */
public record RuleOutcome(
        List<Sending> sendings, List<String> log, List<String> fired, String returned, Message message) {

    public RuleOutcome {
        sendings = List.copyOf(sendings);
        log = List.copyOf(log);
        fired = List.copyOf(fired);
    }

    /**
     * Where the message goes.
     *
     * @param message the one that came, or one that transforms have made of it
     */
    public record Sending(String target, Message message) {}
}
