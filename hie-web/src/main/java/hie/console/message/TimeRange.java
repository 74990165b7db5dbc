package hie.console.message;

import java.time.Duration;
import java.time.Instant;

/** How far back a search looks. */
public enum TimeRange {
    LAST_15_MINUTES(Duration.ofMinutes(15)),
    LAST_HOUR(Duration.ofHours(1)),
    LAST_DAY(Duration.ofDays(1)),
    LAST_WEEK(Duration.ofDays(7)),
    /** As far as the warehouse reaches. */
    ALL(null),
    /** Two times of the user's choice. */
    BETWEEN(null);

    private final Duration length;

    TimeRange(Duration length) {
        this.length = length;
    }

    /** The earliest time; {@code null} when this range sets none. */
    public Instant from(Instant now) {
        return length == null ? null : now.minus(length);
    }
}
