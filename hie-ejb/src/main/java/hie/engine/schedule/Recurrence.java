package hie.engine.schedule;

import java.time.ZonedDateTime;
import java.util.Optional;

/** Moments that come again, or come once. */
interface Recurrence {

    /** The first moment that is not before this one; empty when there is none any more. */
    Optional<ZonedDateTime> from(ZonedDateTime moment);
}
