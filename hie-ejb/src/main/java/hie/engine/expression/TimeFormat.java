package hie.engine.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** A format of times as IRIS writes it, with {@code %}: {@code %Y%m%d%H%M%S}. Immutable. */
final class TimeFormat {

    /** What {@code %Q} stands for. */
    private static final String ODBC = "%Y-%m-%d %H:%M:%S.%N";

    private final DateTimeFormatter formatter;

    private TimeFormat(DateTimeFormatter formatter) {
        this.formatter = formatter;
    }

    /**
     * Reads a format.
     *
     * @throws IllegalArgumentException naming what is not known in it
     */
    static TimeFormat parse(String text) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        String format = text.isEmpty() ? ODBC : text.replace("%Q", ODBC).replace("%q", "%Y%m%d%H%M%S%N");
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                builder.appendLiteral(c);
                continue;
            }
            append(builder, format.charAt(++i), text);
        }
        return new TimeFormat(builder.toFormatter(Locale.ENGLISH));
    }

    private static void append(DateTimeFormatterBuilder builder, char letter, String text) {
        switch (letter) {
            case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
            case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(1950, 1, 1));
            case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 2);
            case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 2);
            case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 2);
            case 'I' -> builder.appendValue(ChronoField.CLOCK_HOUR_OF_AMPM, 2);
            case 'M' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 2);
            case 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 2);
            case 'N' -> builder.appendValue(ChronoField.MILLI_OF_SECOND, 3);
            case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 3);
            case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
            case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
            case 'B' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
            case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
            case 'A' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
            case '%' -> builder.appendLiteral('%');
            default ->
                throw new IllegalArgumentException("'%" + letter + "' in the time format '" + text
                        + "' is not known (expected: %Y %y %m %d %H %I %M %S %N %j %p %b %B %a %A %Q %q %%)");
        }
    }

    String write(LocalDateTime moment) {
        return formatter.format(moment);
    }

    String write(ZonedDateTime moment) {
        return formatter.format(moment.truncatedTo(ChronoUnit.MILLIS));
    }

    /** The moment that a text says; empty when it is none in this format. A part that the format lacks is the first of its kind. */
    Optional<LocalDateTime> read(String text) {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            if (date == null) {
                if (!parsed.isSupported(ChronoField.YEAR)) {
                    return Optional.empty();
                }
                int month = parsed.isSupported(ChronoField.MONTH_OF_YEAR) ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1;
                date = LocalDate.of(parsed.get(ChronoField.YEAR), month, 1);
            }
            if (time == null && parsed.isSupported(ChronoField.HOUR_OF_DAY)) {
                int minute =
                        parsed.isSupported(ChronoField.MINUTE_OF_HOUR) ? parsed.get(ChronoField.MINUTE_OF_HOUR) : 0;
                time = LocalTime.of(parsed.get(ChronoField.HOUR_OF_DAY), minute);
            }
            return Optional.of(date.atTime(time == null ? LocalTime.MIDNIGHT : time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
