package hie.engine.hl7;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes control ids (MSH-10, at most 20 characters) for messages of the engine's own: the process's start and a running number,
 * so that they do not repeat after a restart. Safe for use by any thread.
 */
final class ControlIds {

    private final String prefix =
            "H" + Long.toString(Instant.now().toEpochMilli(), 36).toUpperCase(Locale.ROOT);
    private final AtomicLong last = new AtomicLong();

    String next() {
        return prefix + "-" + Long.toString(last.incrementAndGet(), 36).toUpperCase(Locale.ROOT);
    }
}
