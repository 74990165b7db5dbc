package hie.engine.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** Dates as ObjectScript counts them: days since 31 December 1840, and behind a comma seconds since midnight. */
final class Horolog {

    private static final LocalDate FIRST = LocalDate.of(1840, 12, 31);
    private static final int SECONDS = 86_400;

    private Horolog() {}

    static String of(LocalDateTime moment) {
        return FIRST.until(moment.toLocalDate(), ChronoUnit.DAYS) + ","
                + moment.toLocalTime().toSecondOfDay();
    }

    /** A text cannot be such a moment: IRIS ends with an error there. */
    private static EvaluationException illegal(String function) {
        return new EvaluationException(function + ": a value is no date or time of this format");
    }

    private static LocalDate day(String function, String horolog) {
        String day = horolog.split(",", 2)[0];
        if (!day.matches("\\d{1,7}")) {
            throw illegal(function);
        }
        return FIRST.plusDays(Integer.parseInt(day));
    }

    private static LocalTime second(String function, String second) {
        if (!second.matches("\\d{1,5}(?:\\.\\d*)?") || Numbers.whole(second) >= SECONDS) {
            throw illegal(function);
        }
        return LocalTime.ofSecondOfDay(Numbers.whole(second));
    }

    /** 3 is YYYY-MM-DD, 8 is YYYYMMDD. What others mean hangs on where and how an IRIS is set up. */
    private static DateTimeFormatter dates(String function, Expression format) {
        return switch (FunctionTable.literal(format, function + ": the format")) {
            case "3" -> formatter("uuuu-MM-dd");
            case "8" -> formatter("uuuuMMdd");
            default ->
                throw new IllegalArgumentException(function + ": this format of dates is not taken (expected: 3 or 8)");
        };
    }

    /** 1 is hh:mm:ss, 2 is hh:mm. */
    private static DateTimeFormatter times(String function, List<Expression> given, int at) {
        return switch (given.size() > at ? FunctionTable.literal(given.get(at), function + ": the format") : "1") {
            case "1" -> formatter("HH:mm:ss");
            case "2" -> formatter("HH:mm");
            default ->
                throw new IllegalArgumentException(function + ": this format of times is not taken (expected: 1 or 2)");
        };
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }

    private static Expression call(String function, List<Expression> given, Function<String, String> body) {
        return FunctionTable.call(given.subList(0, 1), (scope, g) -> {
            try {
                return scope.made(body.apply(g.get(0)));
            } catch (DateTimeException e) {
                throw illegal(function);
            }
        });
    }

    static Expression date(List<Expression> given, Names names) {
        DateTimeFormatter format = dates("$ZDATE", given.get(1));
        return call("$ZDATE", given, text -> format.format(day("$ZDATE", text)));
    }

    static Expression dateBack(List<Expression> given, Names names) {
        DateTimeFormatter format = dates("$ZDATEH", given.get(1));
        return call("$ZDATEH", given, text -> days(LocalDate.parse(text, format)));
    }

    private static String days(LocalDate date) {
        if (date.isBefore(FIRST)) {
            throw illegal("$ZDATEH");
        }
        return String.valueOf(FIRST.until(date, ChronoUnit.DAYS));
    }

    static Expression time(List<Expression> given, Names names) {
        DateTimeFormatter format = times("$ZTIME", given, 1);
        return call("$ZTIME", given, text -> format.format(second("$ZTIME", text)));
    }

    static Expression timeBack(List<Expression> given, Names names) {
        DateTimeFormatter format = times("$ZTIMEH", given, 1);
        return call(
                "$ZTIMEH",
                given,
                text -> String.valueOf(LocalTime.parse(text, format).toSecondOfDay()));
    }

    static Expression dateTime(List<Expression> given, Names names) {
        DateTimeFormatter days = dates("$ZDATETIME", given.get(1));
        DateTimeFormatter times = times("$ZDATETIME", given, 2);
        return call("$ZDATETIME", given, text -> {
            int comma = text.indexOf(',');
            String date = days.format(day("$ZDATETIME", text));
            return comma < 0 ? date : date + " " + times.format(second("$ZDATETIME", text.substring(comma + 1)));
        });
    }

    static Expression dateTimeBack(List<Expression> given, Names names) {
        DateTimeFormatter days = dates("$ZDATETIMEH", given.get(1));
        DateTimeFormatter times = times("$ZDATETIMEH", given, 2);
        return call("$ZDATETIMEH", given, text -> {
            String[] parts = text.replace('T', ' ').split(" ", 2);
            String date = days(LocalDate.parse(parts[0], days));
            return parts.length == 1
                    ? date
                    : date + "," + LocalTime.parse(parts[1], times).toSecondOfDay();
        });
    }
}
