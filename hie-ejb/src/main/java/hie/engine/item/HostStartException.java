package hie.engine.item;

/** An item's host cannot be built or started; the message says which item, at which step and why. */
public final class HostStartException extends Exception {

    private static final long serialVersionUID = 1L;

    public HostStartException(ItemKey item, String why) {
        super("Item " + item + ": " + why);
    }

    public HostStartException(ItemKey item, String step, Throwable cause) {
        super("Item " + item + ": " + step + ": " + describe(cause), cause);
    }

    private static String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
