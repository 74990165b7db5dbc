package hie.engine.rule;

import java.util.Optional;

/**
 * Rules that others ask what they return, or why they cannot be asked.
 *
 * @param rules empty when they cannot
 * @param fault why not
 * @param depth how deep they ask others in turn, from 1
 */
record AskedRules(Optional<CompiledRules> rules, String fault, int depth) {

    /** Compiles them, once for all who ask: whether they can answer does not depend on who does. */
    static AskedRules of(String name, String text, OtherRules others) {
        OtherRules own = others.of(name);
        try {
            CompiledRules rules = new RuleCompiler(name, own, true).compile(RuleText.read(text));
            return new AskedRules(Optional.of(rules), "", own.deepest() + 1);
        } catch (RuleTextException e) {
            return new AskedRules(Optional.empty(), e.faults().getFirst(), 1);
        }
    }
}
