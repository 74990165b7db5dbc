package hie.engine.running;

/** An item cannot take a step now; the message says why. */
public final class StepRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepRefusedException(String why) {
        super(why);
    }
}
