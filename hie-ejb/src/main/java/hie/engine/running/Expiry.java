package hie.engine.running;

import hie.api.message.Message;
import hie.engine.item.ItemKey;
import hie.store.message.HopStatus;
import java.time.Instant;

/** The end of a message's time to live. */
final class Expiry {

    private Expiry() {}

    /** Whether the message may no longer be delivered. */
    static boolean isOver(Message message) {
        return message.header()
                .expiry()
                .filter(end -> !Instant.now().isBefore(end))
                .isPresent();
    }

    /** Notes that the message was not delivered to the item that its header addresses, and tells whoever waits for its outcome. */
    static void settle(Transmission transmission, ItemKey item, Message message, long begun, int attempts) {
        String why = "not delivered in its time to live of "
                + message.header().timeToLive().toMillis() + " ms";
        transmission
                .trace()
                .hop(item.sibling(message.header().source()), message, HopStatus.EXPIRED, begun, attempts, why, null);
        transmission.answer(item, message, why, null);
    }
}
