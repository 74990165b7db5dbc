package hie.engine.schedule;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as IRIS writes it: {@code YYYY-MM-DDThh:mm:ss}, or {@code WEEK-nn-dd} for the date: the nn-th dd of the month, 00
 * being Sunday. Where a field is {@code *}, every field to the left of it is, too.
 *
 * @param first the day's first moment, in seconds
 * @param step seconds between the day's moments; a whole day for one a day
 */
record CalendarRecurrence(Days days, int first, int step) implements Recurrence {

    private static final int DAY = 24 * 60 * 60;

    /** Leap days may be eight years apart. */
    private static final int LONGEST_WAIT = 9 * 366;

    private static final Pattern MOMENT =
            Pattern.compile("(WEEK|\\d{4}|\\*)-(\\d\\d|\\*)-(\\d\\d|\\*)T(\\d\\d|\\*):(\\d\\d|\\*):(\\d\\d|\\*)");

    /** Which days are meant. */
    sealed interface Days {

        boolean include(LocalDate day);

        /** Where a search may begin, rather than here. */
        default LocalDate earliest(LocalDate day) {
            return day;
        }
    }

    private record Dates(OptionalInt year, OptionalInt month, OptionalInt day) implements Days {

        @Override
        public boolean include(LocalDate date) {
            return fits(year, date.getYear()) && fits(month, date.getMonthValue()) && fits(day, date.getDayOfMonth());
        }

        @Override
        public LocalDate earliest(LocalDate date) {
            return year.isPresent() && year.getAsInt() > date.getYear() ? LocalDate.of(year.getAsInt(), 1, 1) : date;
        }
    }

    private record Weekdays(OptionalInt occurrence, OptionalInt weekday) implements Days {

        @Override
        public boolean include(LocalDate date) {
            return fits(occurrence, (date.getDayOfMonth() + 6) / 7)
                    && fits(weekday, date.getDayOfWeek().getValue() % 7);
        }
    }

    private static boolean fits(OptionalInt wanted, int found) {
        return wanted.isEmpty() || wanted.getAsInt() == found;
    }

    /**
     * Reads a moment.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    static CalendarRecurrence parse(String text) {
        Matcher fields = MOMENT.matcher(text);
        if (!fields.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no moment (expected: YYYY-MM-DDThh:mm:ss or WEEK-nn-ddThh:mm:ss, any field * for all)");
        }
        boolean week = fields.group(1).equals("WEEK");
        requireOrder(text, fields, week ? 2 : 1);
        Days days = week
                ? new Weekdays(
                        number(text, "occurrence in the month", fields.group(2), 1, 5),
                        number(text, "weekday", fields.group(3), 0, 6))
                : new Dates(
                        number(text, "year", fields.group(1), 1900, 9999),
                        number(text, "month", fields.group(2), 1, 12),
                        number(text, "day", fields.group(3), 1, 31));
        return daily(
                days,
                number(text, "hour", fields.group(4), 0, 23),
                number(text, "minute", fields.group(5), 0, 59),
                number(text, "second", fields.group(6), 0, 59));
    }

    /**
     * Reads days: {@code YYYY-MM-DD} or {@code WEEK-nn-dd}, with the rules of a moment's.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    static Days days(String text) {
        try {
            return parse(text + "T00:00:00").days();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no day (expected: YYYY-MM-DD or WEEK-nn-dd, any field * for all)", e);
        }
    }

    private static CalendarRecurrence daily(Days days, OptionalInt hour, OptionalInt minute, OptionalInt second) {
        int step = hour.isPresent() ? DAY : minute.isPresent() ? 3600 : second.isPresent() ? 60 : 1;
        return new CalendarRecurrence(days, hour.orElse(0) * 3600 + minute.orElse(0) * 60 + second.orElse(0), step);
    }

    /** IRIS takes a field for * when one to the right of it is; a text that says otherwise would not do what it says. */
    private static void requireOrder(String text, Matcher fields, int leftmost) {
        boolean given = false;
        for (int field = leftmost; field <= 6; field++) {
            boolean any = fields.group(field).equals("*");
            if (any && given && !(leftmost == 2 && field == 3)) {
                throw new IllegalArgumentException("'" + text
                        + "' has a * with a number to the left of it, which would not count (expected: * there, too)");
            }
            given |= !any && !(leftmost == 2 && field == 2);
        }
    }

    private static OptionalInt number(String text, String what, String field, int least, int greatest) {
        if (field.equals("*")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(field);
        if (number < least || number > greatest) {
            throw new IllegalArgumentException("'" + text + "': " + what + " " + field
                    + " is not acceptable (expected: " + least + " to " + greatest + ")");
        }
        return OptionalInt.of(number);
    }

    @Override
    public Optional<ZonedDateTime> from(ZonedDateTime moment) {
        ZonedDateTime whole = moment.truncatedTo(ChronoUnit.SECONDS);
        ZonedDateTime begin = whole.equals(moment) ? moment : whole.plusSeconds(1);
        LocalDate today = days.earliest(begin.toLocalDate());
        for (int i = 0; i < LONGEST_WAIT; i++) {
            LocalDate day = today.plusDays(i);
            if (days.include(day)) {
                Optional<ZonedDateTime> found = on(day, begin);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** A time that the day does not have, because clocks go forward, comes by the same amount later. */
    private Optional<ZonedDateTime> on(LocalDate day, ZonedDateTime begin) {
        long least = day.equals(begin.toLocalDate()) ? begin.toLocalTime().toSecondOfDay() : 0;
        OptionalLong second = atOrAfter(least);
        while (second.isPresent()) {
            ZonedDateTime found =
                    day.atTime(LocalTime.ofSecondOfDay(second.getAsLong())).atZone(begin.getZone());
            if (!found.isBefore(begin)) {
                return Optional.of(found);
            }
            second = atOrAfter(second.getAsLong() + 1);
        }
        return Optional.empty();
    }

    private OptionalLong atOrAfter(long second) {
        long steps = Math.max(0, Math.ceilDiv(second - first, step));
        long found = first + steps * step;
        return found < DAY ? OptionalLong.of(found) : OptionalLong.empty();
    }
}
