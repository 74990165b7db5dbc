package hie.engine.expression;

import hie.engine.schedule.NamedSchedule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** {@code Schedule(specification, time)}: whether what has this schedule is on then; without a time, now. */
final class ScheduleFunction {

    private ScheduleFunction() {}

    static Expression make(List<Expression> given, Names names) {
        NamedSchedule schedule =
                NamedSchedule.of(FunctionTable.literal(given.get(0), "Schedule: the schedule"), names::table);
        return FunctionTable.call(
                given.subList(1, given.size()),
                (scope, g) -> Numbers.text(schedule.isOn(g.isEmpty() ? scope.now() : moment(g.get(0), scope.now()))));
    }

    /** The time zone is that of now. */
    private static ZonedDateTime moment(String text, ZonedDateTime now) {
        String time = text.strip().replace(' ', 'T');
        try {
            return time.isEmpty()
                    ? now
                    : (time.length() == 10 ? LocalDate.parse(time).atStartOfDay() : LocalDateTime.parse(time))
                            .atZone(now.getZone());
        } catch (DateTimeParseException e) {
            throw new EvaluationException("Schedule: its time is none (expected: YYYY-MM-DD hh:mm:ss)");
        }
    }
}
