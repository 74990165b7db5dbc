package hie.engine.messaging;

import java.util.UUID;

/**
 * An order key of an item that is held back behind a message on the error queue.
 *
 * @param key the key; empty where all messages of the item are held back
 * @param suspension the stay on the error queue of the message at the head
 * @param message that message's id
 */
public record HeldKey(String key, UUID suspension, UUID message) {

    /** The key may be somebody's number: identities only. */
    @Override
    public String toString() {
        return "HeldKey[" + suspension + "]";
    }
}
