package hie.engine.item;

/** The item is stopping: the message goes back to its place in the queue. No error. */
public final class ItemStoppingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ItemStoppingException(ItemKey item) {
        super("Item " + item + " is stopping; the message goes back to its queue");
    }
}
