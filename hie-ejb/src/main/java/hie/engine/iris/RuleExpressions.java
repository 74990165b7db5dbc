package hie.engine.iris;

import java.util.Optional;

/** Which expressions of rules HIE reads; all others are refused where they stand. */
final class RuleExpressions {

    private RuleExpressions() {}

    /** Why the expression is not taken; empty when it is. */
    static Optional<String> fault(String expression) {
        if (expression.isBlank()) {
            return Optional.of("there is no expression");
        }
        if (expression.contains("##") || expression.matches("(?s).*\\$[A-Za-z$].*")) {
            return Optional.of("it calls ObjectScript");
        }
        return Optional.empty();
    }
}
