package hie.engine.messaging;

/**
 * The order keys of an item whose messages its worker processes are not to get now. Called by threads of the broker, which hold locks of
 * the item's queue meanwhile: nothing here waits or asks the queue.
 */
public interface KeyGate {

    /**
     * Whether messages of a key are kept from the workers.
     *
     * @param key {@code null} for messages without one
     */
    boolean isHeld(String key);

    /** A message was put on the error queue by a worker, and holds its key back from now on. */
    void hold(HeldKey key);

    /** A message that is kept from the workers waits in the queue. */
    void cameBy();
}
