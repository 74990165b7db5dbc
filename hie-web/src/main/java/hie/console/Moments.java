package hie.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the pages write them: in the server's time zone, to the millisecond, sortable. */
@Named("moments")
@ApplicationScoped
public class Moments {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final Clock clock;

    /** For the container. */
    public Moments() {
        this(Clock.systemDefaultZone());
    }

    Moments(Clock clock) {
        this.clock = clock;
    }

    /** Date and time; empty for {@code null}. */
    public String at(Instant moment) {
        return moment == null ? "" : FORMAT.format(moment.atZone(clock.getZone()));
    }

    /** How long ago, in the largest unit that fits: {@code 12 s}, {@code 5 min}, {@code 3 h}, {@code 2 d}; empty for {@code null}. */
    public String since(Instant moment) {
        if (moment == null) {
            return "";
        }
        Duration age = Duration.between(moment, clock.instant());
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 1 ? age.toHours() + " h" : age.toDays() + " d";
    }

    /** A length of time given in microseconds: {@code 0.4 ms}, {@code 12 ms}, {@code 3.2 s}. */
    public String took(long micros) {
        if (micros < 10_000) {
            return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
        }
        return micros < 1_000_000 ? micros / 1000 + " ms" : String.format(Locale.ROOT, "%.1f s", micros / 1_000_000.0);
    }

    /** The time zone of all times shown. */
    public ZoneId getZone() {
        return clock.getZone();
    }
}
