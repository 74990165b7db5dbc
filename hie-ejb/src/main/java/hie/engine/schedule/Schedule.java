package hie.engine.schedule;

import hie.api.host.ProjectDocuments;
import hie.engine.table.LookupTable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an item is started and stopped: events parted by commas, each {@code START:} or {@code STOP:} and a moment as IRIS writes
 * it ({@link CalendarRecurrence}) or {@code CRON(expression)}. Between events, the latest one holds; of two at the same moment,
 * the one written later. Before the first, the opposite of what comes first holds. {@code EXCEPT:} and days stands among them: on those
 * days no event happens.
 */
public final class Schedule {

    private static final Pattern EVENT =
            Pattern.compile("\\s*(START|STOP):(?:CRON\\(([^()]*)\\)|([^\\s,()]+))\\s*", Pattern.CASE_INSENSITIVE);

    private static final Pattern EXCEPT = Pattern.compile("\\s*EXCEPT:([^\\s,()]+)\\s*", Pattern.CASE_INSENSITIVE);

    /** The past is searched in windows, each longer than the one before, so that frequent events are found at once. */
    private static final List<Duration> WINDOWS = List.of(
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(8),
            Duration.ofDays(32),
            Duration.ofDays(367),
            Duration.ofDays(9 * 366),
            Duration.ofDays(100 * 366));

    private final List<Event> events;

    private record Event(boolean start, Recurrence recurrence) {}

    private record Occurrence(ZonedDateTime moment, boolean start) {}

    private Schedule(List<Event> events) {
        this.events = List.copyOf(events);
    }

    /** The lookup table of a project that has its named specifications: a name and a schedule in each row. */
    public static final String TABLE = "Schedules";

    private static final String NAMED = "@";

    private static final Pattern NAMING = Pattern.compile("@.*|.*EXCEPT:@.*", Pattern.CASE_INSENSITIVE);

    /** Whether an item's setting names a specification, or days, that the project's table has. */
    public static boolean asksTable(String setting) {
        return NAMING.matcher(setting).matches();
    }

    /**
     * Reads what an item's setting says: a schedule, or {@code @NAME} of one in the project's table.
     *
     * @param documents of the item
     * @param now the time at which a row of the table has to be in effect
     * @throws IllegalArgumentException when it cannot be read, or there is none of that name
     */
    public static Schedule of(String setting, ProjectDocuments documents, LocalDateTime now) {
        UnaryOperator<String> table =
                table(documents.made(ProjectDocuments.TABLES, TABLE, LookupTable.class, LookupTable::parse), now);
        return isNamed(setting) ? named(setting, table.apply(nameIn(setting)), table) : parse(setting, table);
    }

    /** What a table says under a name at a time. */
    static UnaryOperator<String> table(Optional<LookupTable> table, LocalDateTime now) {
        return name -> table.flatMap(rows -> rows.find(name, now)).orElseThrow(() -> missing(name));
    }

    /** Whether the whole setting is a name. */
    static boolean isNamed(String setting) {
        return setting.startsWith(NAMED);
    }

    static String nameIn(String setting) {
        return setting.substring(NAMED.length()).strip();
    }

    static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("there is no schedule '" + name + "' in the project's lookup table " + TABLE
                + " (expected: a row with this name and its schedule, or the days of an EXCEPT)");
    }

    /** Reads what the table says under a name. */
    static Schedule named(String setting, String schedule, UnaryOperator<String> table) {
        try {
            return parse(schedule, table);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ", in the lookup table " + TABLE + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException naming the event that cannot be read and what is expected
     */
    public static Schedule parse(String text) {
        return parse(text, name -> {
            throw new IllegalArgumentException(
                    "'@" + name + "' names days of a project's table, which is not known here");
        });
    }

    /** @param table gives the days of a name */
    static Schedule parse(String text, UnaryOperator<String> table) {
        List<Event> events = new ArrayList<>();
        List<CalendarRecurrence.Days> excepted = new ArrayList<>();
        for (String part : text.split(",(?![^(]*\\))", -1)) {
            Matcher except = EXCEPT.matcher(part);
            if (except.matches()) {
                excepted.addAll(days(except.group(1), table));
            } else {
                events.add(event(part));
            }
        }
        if (events.isEmpty()) {
            throw new IllegalArgumentException("there is no event, only an EXCEPT (expected: START: or STOP: as well)");
        }
        return new Schedule(excepted.isEmpty() ? events : without(excepted, events));
    }

    private static List<CalendarRecurrence.Days> days(String text, UnaryOperator<String> table) {
        String all = text.startsWith(NAMED) ? table.apply(text.substring(NAMED.length())) : text;
        return Arrays.stream(all.strip().split("\\s*,\\s*"))
                .map(CalendarRecurrence::days)
                .toList();
    }

    private static List<Event> without(List<CalendarRecurrence.Days> excepted, List<Event> events) {
        return events.stream()
                .map(event -> new Event(event.start(), new ExceptDays(event.recurrence(), excepted)))
                .toList();
    }

    private static Event event(String text) {
        Matcher event = EVENT.matcher(text);
        if (!event.matches()) {
            throw new IllegalArgumentException("'" + text.strip()
                    + "' is no event (expected: START: or STOP: and YYYY-MM-DDThh:mm:ss, WEEK-nn-ddThh:mm:ss or"
                    + " CRON(minute hour day month weekday), or EXCEPT: and a day; events are parted by commas)");
        }
        boolean start = event.group(1).equalsIgnoreCase("START");
        return event.group(2) != null
                ? new Event(start, CronRecurrence.parse(event.group(2).strip()))
                : new Event(start, CalendarRecurrence.parse(event.group(3)));
    }

    /** Whether an item with this schedule is to run at a moment; the moment's zone is the one that the schedule is read in. */
    public boolean isOn(ZonedDateTime moment) {
        Optional<Occurrence> latest = Optional.empty();
        for (Event event : events) {
            Optional<Occurrence> own = latest(event, moment);
            if (own.isPresent()
                    && (latest.isEmpty()
                            || !own.get().moment().isBefore(latest.get().moment()))) {
                latest = own;
            }
        }
        return latest.map(Occurrence::start)
                .orElseGet(() -> !first(moment).map(Occurrence::start).orElse(false));
    }

    private static Optional<Occurrence> latest(Event event, ZonedDateTime moment) {
        for (Duration window : WINDOWS) {
            ZonedDateTime last = null;
            Optional<ZonedDateTime> found = event.recurrence().from(moment.minus(window));
            while (found.isPresent() && !found.get().isAfter(moment)) {
                last = found.get();
                found = event.recurrence().from(last.plusSeconds(1));
            }
            if (last != null) {
                return Optional.of(new Occurrence(last, event.start()));
            }
        }
        return Optional.empty();
    }

    /** When the next event is due, strictly after a moment; empty when there is none any more. */
    public Optional<Instant> next(ZonedDateTime moment) {
        return first(moment).map(occurrence -> occurrence.moment().toInstant());
    }

    private Optional<Occurrence> first(ZonedDateTime moment) {
        return events.stream()
                .flatMap(event -> event.recurrence().from(moment.plusNanos(1)).stream()
                        .map(found -> new Occurrence(found, event.start())))
                .min(Comparator.comparing(Occurrence::moment));
    }
}
