package hie.engine.iris;

/** How routers name their rule set. */
final class RuleNames {

    /** The setting of a {@code RoutingProcess} that names a rule set among the project's documents. */
    static final String SETTING = "BusinessRuleName";

    /** The rule set of a router that names none: it has no rule. */
    static final String NONE = "none";

    private RuleNames() {}
}
