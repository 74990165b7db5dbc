package hie.api.message;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes message identities: UUIDs of version 7 (RFC 9562, section 5.7), so that ids made later sort later and the
 * warehouse's indexes grow at their end. Identities, not secrets: they are unique, not unguessable.
 */
public final class MessageIds {

    private MessageIds() {}

    /** A new identity. Safe for use by any thread. */
    public static UUID next() {
        return at(System.currentTimeMillis());
    }

    static UUID at(long epochMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (epochMillis << 16) | 0x7000L | (random.nextInt() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
