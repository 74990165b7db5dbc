package hie.engine.expression;

import hie.engine.document.Place;
import hie.engine.table.CodeList;
import hie.engine.table.LookupTable;
import java.util.List;
import java.util.Optional;

/** What the names in expressions stand for, where an expression is compiled. */
public interface Names {

    /** The names under which paths find messages, for example {@code HL7} in {@code HL7.{PID:3}}; the first is that of a bare path. */
    List<String> roots();

    /**
     * The place that a path means.
     *
     * @param inBraces whether it stands in braces, or behind a point
     * @throws IllegalArgumentException saying why it cannot lead anywhere
     */
    Place place(String root, String path, boolean inBraces);

    /** Whether a name is that of a variable or a key here. */
    boolean isVariable(String name);

    /** The lookup table of that name. */
    Optional<LookupTable> table(String name);

    /** The list of that name. */
    default Optional<CodeList> list(String name) {
        return Optional.empty();
    }

    /**
     * The value that another rule set returns.
     *
     * @param purpose what it is asked for, for the rule log; may be empty
     * @throws IllegalArgumentException saying why it cannot be asked
     */
    default Expression returned(String rules, String purpose) {
        throw new IllegalArgumentException("only rule sets ask other rule sets");
    }

    /** The message whose properties need no name before them; empty when none does. */
    default Optional<String> properties() {
        return Optional.empty();
    }

    default Syntax syntax() {
        return Syntax.RULES;
    }

    /** Whether there is a transform of that name. */
    default boolean hasTransform(String name) {
        return false;
    }
}
