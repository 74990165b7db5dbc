package hie.engine.item;

/** Where an operation's circuit breaker stands. */
public enum BreakerState {
    /** Deliveries are tried. */
    CLOSED,
    /** Too many attempts in a row failed: nothing is tried, messages wait. */
    OPEN,
    /** The wait is over: one attempt finds out whether the destination is back. */
    HALF_OPEN;

    /** The state as written in REST. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
