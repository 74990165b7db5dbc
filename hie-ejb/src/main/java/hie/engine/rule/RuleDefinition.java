package hie.engine.rule;

import java.util.List;

/**
 * A rule document: what IRIS calls a rule definition. One of its sets is in effect at a time.
 *
 * @param alias another name, for people; may be empty
 * @param context the class of the process that runs it, kept as text; may be empty
 * @param assist the class that says what the rules may use, kept as text; may be empty
 * @param production the production it was written for, kept as text; may be empty
 */
public record RuleDefinition(String alias, String context, String assist, String production, List<RuleSet> sets) {

    public RuleDefinition {
        sets = List.copyOf(sets);
    }
}
