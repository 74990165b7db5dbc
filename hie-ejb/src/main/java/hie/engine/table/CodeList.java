package hie.engine.table;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A list of codes: what in IRIS is a text file that rules ask for values. Case counts; an empty value is in no list. Immutable; used by any number
 * of threads.
 */
public final class CodeList {

    /** So many different values may one column of a list have. */
    public static final int MOST_VALUES = 500_000;

    private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);
    private static final Pattern ENDING = Pattern.compile("(?i)\\.txt$");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String text;
    private final Map<ListColumn, Set<String>> columns = new ConcurrentHashMap<>();

    private CodeList(String text) {
        this.text = text;
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException when it has more different rows than it may
     */
    public static CodeList parse(String text) {
        CodeList list = new CodeList(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        list.values(ListColumn.ROW);
        return list;
    }

    /** The name of the list that stands for a file: folders, of any system, and {@code .txt} do not count. */
    public static String nameOf(String file) {
        String last = FOLDERS.matcher(file.strip()).replaceFirst("");
        return ENDING.matcher(last).replaceFirst("");
    }

    /**
     * The values in a column, read when they are asked for first.
     *
     * @throws IllegalArgumentException when there are more than there may be
     */
    public Set<String> values(ListColumn column) {
        return columns.computeIfAbsent(column, this::read);
    }

    private Set<String> read(ListColumn column) {
        Set<String> values = new HashSet<>();
        column.rows(text).map(column::value).filter(value -> !value.isEmpty()).forEach(value -> {
            if (values.add(value) && values.size() > MOST_VALUES) {
                throw new IllegalArgumentException("it has more than " + MOST_VALUES + " different values");
            }
        });
        return Set.copyOf(values);
    }

    /** The size only. */
    @Override
    public String toString() {
        return "CodeList[" + text.length() + " characters]";
    }
}
