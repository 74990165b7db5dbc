package hie.engine.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZonedDateTime;
import java.util.Optional;

/** A cron expression as Unix has it: {@code minute hour day month weekday}. */
record CronRecurrence(ExecutionTime times) implements Recurrence {

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    static CronRecurrence parse(String expression) {
        try {
            return new CronRecurrence(ExecutionTime.forCron(PARSER.parse(expression)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "CRON(" + expression + ") cannot be read: " + e.getMessage()
                            + " (expected: minute hour day month weekday, as in 0 8 * * MON-FRI)",
                    e);
        }
    }

    @Override
    public Optional<ZonedDateTime> from(ZonedDateTime moment) {
        return times.nextExecution(moment.minusNanos(1));
    }
}
