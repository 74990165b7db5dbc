package hie.engine.routing;

import java.util.List;

/**
 * One routing rule.
 *
 * @param line its line in the rules' text, from 1
 * @param text as it was written
 * @param targets where a message goes for which the condition holds; none: nowhere
 */
record Rule(int line, String text, Condition condition, List<String> targets) {

    Rule {
        targets = List.copyOf(targets);
    }
}
