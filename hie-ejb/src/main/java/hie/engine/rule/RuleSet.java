package hie.engine.rule;

import java.util.List;

/**
 * Rules that are in effect for a time, in order.
 *
 * @param name may be empty
 * @param begin when it comes into effect, {@code YYYY-MM-DD} or {@code YYYY-MM-DDThh:mm:ss} in the server's time zone; a date alone
 *     stands for its beginning; empty for always
 * @param end when it is in effect no longer, written likewise; empty for never
 * @param line where it begins in its document, from 1; 0 when it was not read from one
 */
public record RuleSet(String name, String begin, String end, List<Rule> rules, int line) {

    public RuleSet {
        rules = List.copyOf(rules);
    }
}
