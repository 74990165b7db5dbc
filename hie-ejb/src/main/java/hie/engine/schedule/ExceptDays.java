package hie.engine.schedule;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** Moments that come again, but for those on certain days: holidays. */
record ExceptDays(Recurrence moments, List<CalendarRecurrence.Days> days) implements Recurrence {

    /** Eleven years of days, one after the other, on which nothing happens, are for ever. */
    private static final int MOST_DAYS = 4000;

    ExceptDays {
        days = List.copyOf(days);
    }

    @Override
    public Optional<ZonedDateTime> from(ZonedDateTime moment) {
        ZonedDateTime begin = moment;
        for (int skipped = 0; skipped < MOST_DAYS; skipped++) {
            Optional<ZonedDateTime> found = moments.from(begin);
            if (found.isEmpty() || !isExcepted(found.get().toLocalDate())) {
                return found;
            }
            begin = found.get().toLocalDate().plusDays(1).atStartOfDay(moment.getZone());
        }
        return Optional.empty();
    }

    private boolean isExcepted(LocalDate day) {
        return days.stream().anyMatch(excepted -> excepted.include(day));
    }
}
