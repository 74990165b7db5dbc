package hie.console.message;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;

/** When messages were made, as a form asks for it: since so long, or between two times. Not for several threads. */
public class TimeSpan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TimeRange usual;
    private TimeRange range;
    private LocalDateTime from;
    private LocalDateTime to;

    /** @param usual what it is until something else is chosen */
    public TimeSpan(TimeRange usual) {
        this.usual = usual;
        this.range = usual;
    }

    /**
     * The earliest time; {@code null} for none.
     *
     * @param clock tells now, and the time zone in which the two times are meant
     */
    public Instant earliest(Clock clock) {
        return range == TimeRange.BETWEEN ? instant(from, clock) : range.from(clock.instant());
    }

    /**
     * The latest time; {@code null} for none.
     *
     * @param clock tells the time zone in which the two times are meant
     */
    public Instant latest(Clock clock) {
        return range == TimeRange.BETWEEN ? instant(to, clock) : null;
    }

    private static Instant instant(LocalDateTime local, Clock clock) {
        return local == null ? null : local.atZone(clock.getZone()).toInstant();
    }

    public TimeRange getRange() {
        return range;
    }

    /** No range counts as the usual one. */
    public void setRange(TimeRange range) {
        this.range = range == null ? usual : range;
    }

    public LocalDateTime getFrom() {
        return from;
    }

    public void setFrom(LocalDateTime from) {
        this.from = from;
    }

    public LocalDateTime getTo() {
        return to;
    }

    public void setTo(LocalDateTime to) {
        this.to = to;
    }
}
