package hie.engine.rule;

import java.util.List;

/**
 * One rule: for messages that meet its constraint its steps are taken, in order. Without a {@code return} the next rule goes on.
 *
 * @param name may be empty
 * @param steps {@code when}s that follow each other, and an {@code otherwise} behind them, are one choice: the first that holds
 * @param line where it begins in its document, from 1; 0 when it was not read from one
 */
public record Rule(String name, boolean disabled, Constraint constraint, List<Step> steps, int line) {

    public Rule {
        steps = List.copyOf(steps);
    }
}
