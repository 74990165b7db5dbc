package hie.engine.hl7;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What values of HL7's simple data types look like (HL7 v2.5.1 section 2.A): numbers, dates and times; text is anything. */
final class DataTypes {

    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.\\d{1,4})?)?)?)?)?)?([+-]\\d{4})?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.\\d{1,4})?)?)?([+-]\\d{4})?");

    private interface Format {
        boolean takes(String value);
    }

    private record Known(String expected, Format format) {}

    private static final Known TIMESTAMP =
            new Known("YYYYMMDDHHMMSS.SSSS+ZZZZ, from the right as short as wanted", DataTypes::isDateTime);

    private static final Map<String, Known> KNOWN = Map.of(
            "NM", new Known("a number", value -> value.strip().matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)")),
            "SI",
                    new Known(
                            "a whole number of at most four digits",
                            value -> value.strip().matches("\\d{1,4}")),
            "DT",
                    new Known(
                            "YYYYMMDD, from the right as short as wanted",
                            value -> value.length() <= 8 && isDateTime(value)),
            "TM", new Known("HHMMSS.SSSS+ZZZZ, from the right as short as wanted", DataTypes::isTime),
            "TS", TIMESTAMP,
            "TSComponentOne", TIMESTAMP,
            "DTM", TIMESTAMP);

    private DataTypes() {}

    /** Whether values of the type have a format. */
    static boolean isChecked(String type) {
        return KNOWN.containsKey(type);
    }

    /** What is wrong with a value, without the value; empty when nothing is, or nothing can be. */
    static Optional<String> fault(String type, String value) {
        Known known = KNOWN.get(type);
        return known == null || known.format.takes(value)
                ? Optional.empty()
                : Optional.of("is no " + type + " (expected: " + known.expected + ")");
    }

    private static boolean isDateTime(String value) {
        Matcher parts = DATE_TIME.matcher(value.strip());
        return parts.matches()
                && isWithin(parts.group(2), 1, 12)
                && isWithin(parts.group(3), 1, days(parts.group(1), parts.group(2)))
                && isWithin(parts.group(4), 0, 23)
                && isWithin(parts.group(5), 0, 59)
                && isWithin(parts.group(6), 0, 59)
                && isOffset(parts.group(7));
    }

    private static int days(String year, String month) {
        return month == null
                ? 31
                : java.time.YearMonth.of(Integer.parseInt(year), Integer.parseInt(month))
                        .lengthOfMonth();
    }

    private static boolean isTime(String value) {
        Matcher parts = TIME.matcher(value.strip());
        return parts.matches()
                && isWithin(parts.group(1), 0, 23)
                && isWithin(parts.group(2), 0, 59)
                && isWithin(parts.group(3), 0, 59)
                && isOffset(parts.group(4));
    }

    private static boolean isOffset(String offset) {
        return offset == null || isWithin(offset.substring(1, 3), 0, 14) && isWithin(offset.substring(3), 0, 59);
    }

    private static boolean isWithin(String digits, int least, int most) {
        if (digits == null) {
            return true;
        }
        int number = Integer.parseInt(digits);
        return number >= least && number <= most;
    }
}
