package hie.engine.rule;

import hie.engine.expression.Expression;
import hie.engine.expression.Scope;
import java.util.ArrayList;
import java.util.List;

/** Finds the rule sets that another one delegates to or asks, and sees to it that none leads back to itself. */
final class OtherRules {

    /** So deep may rule sets delegate, and so deep may they ask. */
    private static final int MOST = 20;

    private final RuleLibrary library;
    private final List<String> callers;
    private int deepest;

    /** @param callers the rule sets that name each other so far, outermost first, the one at hand last */
    OtherRules(RuleLibrary library, List<String> callers) {
        this.library = library;
        this.callers = List.copyOf(callers);
    }

    /** The same behind one more. */
    OtherRules of(String name) {
        List<String> longer = new ArrayList<>(callers);
        longer.add(name);
        return new OtherRules(library, longer);
    }

    RuleLibrary library() {
        return library;
    }

    /** Whether the rules at hand decide as part of others. */
    boolean isNested() {
        return callers.size() > 1;
    }

    /** How deep those that were asked ask others: 0 when none was asked. */
    int deepest() {
        return deepest;
    }

    /**
     * The rules that are delegated to.
     *
     * @throws IllegalArgumentException saying why there are none that could be
     */
    CompiledRules delegated(String name) {
        require(name, "delegate to", MOST);
        try {
            return library.compile(name, callers);
        } catch (RuleTextException e) {
            throw new IllegalArgumentException("delegates to rule set '" + name + "', which cannot run", e);
        }
    }

    /**
     * The value that other rules return for the message at hand.
     *
     * @param purpose what for, for the rule log; may be empty
     * @throws IllegalArgumentException saying why they cannot be asked
     */
    Expression returned(String name, String purpose) {
        require(name, "ask", 2 * MOST);
        AskedRules asked = library.asked(name, callers);
        CompiledRules rules = asked.rules()
                .orElseThrow(() -> new IllegalArgumentException(
                        "asks rule set '" + name + "', which cannot answer: " + asked.fault()));
        if (asked.depth() > MOST) {
            throw new IllegalArgumentException("rule sets ask each other more than " + MOST + " deep");
        }
        deepest = Math.max(deepest, asked.depth());
        return scope -> answer(rules, purpose, scope);
    }

    private static String answer(CompiledRules rules, String purpose, Scope scope) {
        scope.spend(purpose.length());
        return RuleRun.of(scope).ask(rules, purpose);
    }

    private void require(String name, String verb, int most) {
        if (!library.hasRules(name)) {
            throw new IllegalArgumentException(
                    "there is no rule set '" + name + "' to " + verb + " (expected: rules/" + name + ".yaml)");
        }
        if (callers.contains(name) || callers.size() > most) {
            throw new IllegalArgumentException(
                    "rule sets " + verb + " each other in a circle: " + String.join(" -> ", callers) + " -> " + name);
        }
    }
}
