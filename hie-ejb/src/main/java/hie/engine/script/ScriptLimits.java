package hie.engine.script;

import java.time.Duration;

/**
 * What a script may cost for one message.
 *
 * @param time how long it may run
 * @param memory how many bytes it may allocate, those included that it no longer needs
 */
public record ScriptLimits(Duration time, long memory) {

    /** For scripts that are named where no limits can be, as in a rule. */
    public static final ScriptLimits USUAL = new ScriptLimits(Duration.ofSeconds(5), 128L << 20);

    public ScriptLimits {
        if (time.isNegative() || time.isZero() || memory <= 0) {
            throw new IllegalArgumentException("limits must be positive: " + time + ", " + memory + " bytes");
        }
    }
}
