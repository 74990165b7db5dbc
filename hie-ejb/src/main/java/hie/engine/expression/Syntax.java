package hie.engine.expression;

/** How operators bind. */
public enum Syntax {
    /** As in IRIS' rules, and everywhere else: products before sums, sums before comparisons, AND before OR. */
    RULES,
    /** As in ObjectScript, and so in DTL: from left to right, none before the other. */
    OBJECTSCRIPT
}
