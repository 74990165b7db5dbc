package hie.engine.item;

/** An item cannot be started; the message names the item and the reason, for an operator to act on. */
public final class ItemStartException extends Exception {

    private static final long serialVersionUID = 1L;

    public ItemStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
