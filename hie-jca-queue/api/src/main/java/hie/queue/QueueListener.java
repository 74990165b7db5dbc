package hie.queue;

/** A message-driven bean that works on the messages of a queue of the broker in the same virtual machine. */
public interface QueueListener {

    /**
     * Works on one message, on a thread of its own; the next one comes when this returns.
     *
     * <p>A normal return lets the broker forget the message, unless the bean has acknowledged it in a transaction before. After
     * an exception it comes again before those behind it, at once, or when the endpoint is next activated; so a bean in trouble waits before it throws. What was acknowledged in a transaction stays with the transaction,
     * whatever is thrown. A bean that works on several messages at a time takes those after it from {@link TakenMessage#feed}.
     */
    void onMessage(TakenMessage taken);
}
