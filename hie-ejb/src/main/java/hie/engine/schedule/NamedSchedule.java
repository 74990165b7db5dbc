package hie.engine.schedule;

import hie.engine.table.LookupTable;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A schedule that may be called by its name, whose rows in the project's table say what it is from when until when. Immutable. */
public final class NamedSchedule {

    private record Dated(Optional<LookupTable.Entry> row, Schedule schedule) {
        boolean isInEffect(ZonedDateTime moment) {
            return row.filter(dated -> !dated.isInEffect(moment.toLocalDateTime()))
                    .isEmpty();
        }
    }

    private final List<Dated> schedules;

    private NamedSchedule(List<Dated> schedules) {
        this.schedules = List.copyOf(schedules);
    }

    /**
     * Reads a schedule, or all rows of {@code @NAME}.
     *
     * @param tables gives the table of a name
     * @throws IllegalArgumentException when one cannot be read, or there is none of that name
     */
    public static NamedSchedule of(String text, Function<String, Optional<LookupTable>> tables) {
        if (!Schedule.isNamed(text)) {
            return new NamedSchedule(List.of(new Dated(Optional.empty(), Schedule.parse(text))));
        }
        String name = Schedule.nameIn(text);
        List<Dated> schedules = new ArrayList<>();
        for (LookupTable.Entry row : tables.apply(Schedule.TABLE)
                .map(table -> table.entries().get(name))
                .orElseThrow(() -> Schedule.missing(name))) {
            schedules.add(new Dated(Optional.of(row), Schedule.named(text, row.value())));
        }
        return new NamedSchedule(schedules);
    }

    /** Whether what has this schedule is on at a moment; it is not while no row is in effect. */
    public boolean isOn(ZonedDateTime moment) {
        return schedules.stream()
                .filter(dated -> dated.isInEffect(moment))
                .findFirst()
                .filter(dated -> dated.schedule().isOn(moment))
                .isPresent();
    }
}
