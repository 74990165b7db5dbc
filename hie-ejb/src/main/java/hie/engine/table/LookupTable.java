package hie.engine.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A lookup table: a value for each key. Its text is CSV (RFC 4180) with two columns, key and value, and no heading; empty lines do
 * not count. Case and blanks do. Immutable.
 */
public final class LookupTable {

    private final Map<String, String> values;

    private LookupTable(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException naming the line that cannot be taken, without its content
     */
    public static LookupTable parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        try (CSVParser rows = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord row : rows) {
                long line = rows.getCurrentLineNumber();
                if (row.size() != 2) {
                    throw new IllegalArgumentException(
                            "line " + line + ": has " + row.size()
                                    + " columns (expected: 2, key and value, parted by a comma; in double quotes where they hold one)");
                }
                if (values.put(row.get(0), row.get(1)) != null) {
                    throw new IllegalArgumentException("line " + line + ": its key is in the table already");
                }
            }
        } catch (UncheckedIOException | IOException e) {
            throw new IllegalArgumentException("is no CSV: a quote is missing, or stands where none may", e);
        }
        return new LookupTable(values);
    }

    /** The value of a key. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** All keys with their values, in the order in which they were written. */
    public Map<String, String> entries() {
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
