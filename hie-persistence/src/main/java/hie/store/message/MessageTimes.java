package hie.store.message;

import java.time.Instant;
import java.util.UUID;

/** The time within message ids: those of version 7 begin with it, in milliseconds, so an index over ids is one over time. */
final class MessageTimes {

    private MessageTimes() {}

    /** The smallest id that may have been made at a time. */
    static UUID firstIdAt(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << 16 | 0x7000L, 0x8000000000000000L);
    }
}
