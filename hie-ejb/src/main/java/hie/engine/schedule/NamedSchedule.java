package hie.engine.schedule;

import hie.engine.table.LookupTable;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
     * Reads a schedule, or all rows of {@code @NAME}. The days of {@code EXCEPT:@NAME} are those in effect now.
     *
     * @param tables gives the table of a name
     * @throws IllegalArgumentException when one cannot be read, or there is none of that name
     */
    public static NamedSchedule of(String text, Function<String, Optional<LookupTable>> tables) {
        Optional<LookupTable> table = tables.apply(Schedule.TABLE);
        UnaryOperator<String> days = Schedule.table(table, LocalDateTime.now());
        if (!Schedule.isNamed(text)) {
            return new NamedSchedule(List.of(new Dated(Optional.empty(), Schedule.parse(text, days))));
        }
        String name = Schedule.nameIn(text);
        List<Dated> schedules = new ArrayList<>();
        for (LookupTable.Entry row :
                table.map(rows -> rows.entries().get(name)).orElseThrow(() -> Schedule.missing(name))) {
            schedules.add(new Dated(Optional.of(row), Schedule.named(text, row.value(), days)));
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
