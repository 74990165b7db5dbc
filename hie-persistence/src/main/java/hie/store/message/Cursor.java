package hie.store.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Where a page of a search ended: at this message, or in terms of time. */
record Cursor(Instant created, UUID id) {

    String text() {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, created), Character.MAX_RADIX) + "_" + id;
    }

    static Cursor parse(String text) {
        int middle = text.indexOf('_');
        try {
            long micros = Long.parseLong(text.substring(0, Math.max(0, middle)), Character.MAX_RADIX);
            return new Cursor(
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS), UUID.fromString(text.substring(middle + 1)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Not a cursor of a message search; begin again without one", e);
        }
    }
}
