package hie.engine.acknowledgement;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes control ids (MSH-10, at most 20 characters) for messages of the engine's own: the process's start and a running number,
 * so that they do not repeat after a restart, nor within 268 million. Hexadecimal, so that none can spell a segment's name: there
 * are peers that look for {@code MSA} anywhere. Safe for use by any thread.
 */
final class ControlIds {

    private static final long MASK = 0xFFF_FFFFL;

    private final String prefix = "H" + Long.toHexString(Instant.now().toEpochMilli()) + "-";
    private final AtomicLong last = new AtomicLong();

    String next() {
        return prefix + Long.toHexString(last.incrementAndGet() & MASK);
    }
}
