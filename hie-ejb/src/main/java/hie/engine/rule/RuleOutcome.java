package hie.engine.rule;

import hie.api.message.Message;
import java.util.List;

/**
 * What rules decided about a message.
 *
 * @param sendings in the order in which the rules named them; empty for nowhere
 * @param log which rules did what and why, without content of the message
 * @param returned the value that ended the rule set; empty for none
 */
public record RuleOutcome(List<Sending> sendings, List<String> log, String returned) {

    public RuleOutcome {
        sendings = List.copyOf(sendings);
        log = List.copyOf(log);
    }

    /**
     * Where the message goes.
     *
     * @param message the one that came, or one that transforms have made of it
     */
    public record Sending(String target, Message message) {}
}
