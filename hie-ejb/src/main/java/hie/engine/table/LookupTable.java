package hie.engine.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A lookup table: a value for each key. Its text is CSV (RFC 4180) and has no heading; a line has a key and a value, or a key, a value, and from when and
 * until when the key has it: {@code YYYY-MM-DD}, which stands for its beginning, {@code YYYY-MM-DDThh:mm:ss}, or nothing. A key may have several values one after the
 * other. Empty lines do not count. Case and blanks do. Immutable.
 */
public final class LookupTable {

    private final Map<String, List<Entry>> values;

    private LookupTable(Map<String, List<Entry>> values) {
        this.values = values;
    }

    /**
     * A value of a key.
     *
     * @param begin the key has it from then on; {@link LocalDateTime#MIN} for always
     * @param end the key has it no longer; {@link LocalDateTime#MAX} for never
     */
    public record Entry(String value, LocalDateTime begin, LocalDateTime end) {

        /** Whether the key has it at a time. */
        public boolean isInEffect(LocalDateTime now) {
            return !now.isBefore(begin) && now.isBefore(end);
        }

        boolean overlaps(Entry other) {
            return begin.isBefore(other.end) && other.begin.isBefore(end);
        }

        /** Whether the key has it at any time. */
        public boolean isForEver() {
            return begin.equals(LocalDateTime.MIN) && end.equals(LocalDateTime.MAX);
        }

        /** Not the value. */
        @Override
        public String toString() {
            return "Entry[" + begin + " to " + end + "]";
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException naming the line that cannot be taken, without its content
     */
    public static LookupTable parse(String text) {
        Map<String, List<Entry>> values = new LinkedHashMap<>();
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        try (CSVParser rows = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord row : rows) {
                String line = "line " + rows.getCurrentLineNumber() + ": ";
                Entry entry = entry(row, line);
                List<Entry> known = values.computeIfAbsent(row.get(0), key -> new ArrayList<>(1));
                if (known.stream().anyMatch(entry::overlaps)) {
                    throw new IllegalArgumentException(
                            line + "its key is in the table already" + (row.size() == 4 ? ", for the same time" : ""));
                }
                known.add(entry);
            }
        } catch (UncheckedIOException | IOException e) {
            throw new IllegalArgumentException("is no CSV: a quote is missing, or stands where none may", e);
        }
        return new LookupTable(values);
    }

    private static Entry entry(CSVRecord row, String line) {
        if (row.size() != 2 && row.size() != 4) {
            throw new IllegalArgumentException(
                    line + "has " + row.size()
                            + " columns (expected: 2, key and value, or 4, with from when and until when; parted by commas; in double quotes where they hold one)");
        }
        Entry entry = row.size() == 2
                ? new Entry(row.get(1), LocalDateTime.MIN, LocalDateTime.MAX)
                : new Entry(
                        row.get(1),
                        moment(row.get(2), LocalDateTime.MIN, line),
                        moment(row.get(3), LocalDateTime.MAX, line));
        if (!entry.begin.isBefore(entry.end)) {
            throw new IllegalArgumentException(line + "ends before it begins");
        }
        return entry;
    }

    private static LocalDateTime moment(String text, LocalDateTime none, String line) {
        try {
            return text.isBlank()
                    ? none
                    : text.strip().length() == 10
                            ? LocalDate.parse(text.strip()).atStartOfDay()
                            : LocalDateTime.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    line + "from when or until when is no time (expected: YYYY-MM-DD, YYYY-MM-DDThh:mm:ss, or nothing)",
                    e);
        }
    }

    /** The value that a key has at a time. */
    public Optional<String> find(String key, LocalDateTime now) {
        for (Entry entry : values.getOrDefault(key, List.of())) {
            if (entry.isInEffect(now)) {
                return Optional.of(entry.value);
            }
        }
        return Optional.empty();
    }

    /** All keys with their values, in the order in which they were written. */
    public Map<String, List<Entry>> entries() {
        return Collections.unmodifiableMap(values);
    }

    /** How many keys it has. */
    public int size() {
        return values.size();
    }

    /** The size only. */
    @Override
    public String toString() {
        return "LookupTable[" + values.size() + " keys]";
    }
}
