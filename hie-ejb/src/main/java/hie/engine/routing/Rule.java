package hie.engine.routing;

import java.util.List;

/**
 * One routing rule.
 *
 * @param line its line in the rules' text, from 1
 * @param text as it was written
 * @param targets where a message goes for which the condition holds; with no topics either: nowhere
 * @param topics where it is published
 */
record Rule(int line, String text, Condition condition, List<String> targets, List<String> topics) {

    Rule {
        targets = List.copyOf(targets);
        topics = List.copyOf(topics);
    }
}
