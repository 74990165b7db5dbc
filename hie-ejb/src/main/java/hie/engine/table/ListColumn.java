package hie.engine.table;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where in the rows of a list its values stand, as IRIS' {@code InFileColumn} says it.
 *
 * @param column the number of the column, from 1; where columns have no end, the position of its first character, from 1
 * @param rowEnd the code of the character behind a row, where 10 stands for LF, CR and CRLF; below 0 the length of every row
 * @param columnEnd the code of the character behind a column; 0 for columns that stand at a position
 * @param width how many characters such a column has; of no effect for others
 * @param comment what stands behind it in a row does not count; empty for none
 * @param padding characters that do not count before and behind a value
 */
public record ListColumn(int column, int rowEnd, int columnEnd, int width, String comment, String padding) {

    private static final int LONGEST_ROW = 1_000_000;
    private static final int LF = 10;
    private static final int TAB = 9;
    private static final String BLANKS = " \t";

    /** The first of columns parted by tabs. */
    public static final ListColumn FIRST = new ListColumn(1, LF, TAB, 0, "", BLANKS);

    /** Each row is a value. */
    public static final ListColumn ROW = new ListColumn(1, LF, 0, Integer.MAX_VALUE, "", BLANKS);

    /** @throws IllegalArgumentException when there can be no such column */
    public ListColumn {
        if (column < 1) {
            throw new IllegalArgumentException("there is no column " + column + " (expected: 1 or more)");
        }
        if (rowEnd == 0 || rowEnd > Character.MAX_VALUE || rowEnd < -LONGEST_ROW) {
            throw new IllegalArgumentException("no row ends with " + rowEnd
                    + " (expected: the code of a character, or -1 to -" + LONGEST_ROW + " for its length)");
        }
        if (columnEnd < 0 || columnEnd > Character.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "no column ends with " + columnEnd + " (expected: the code of a character, or 0)");
        }
        if (columnEnd == 0 && width < 1) {
            throw new IllegalArgumentException("a column at a position needs a width");
        }
    }

    Stream<String> rows(String text) {
        if (rowEnd == LF) {
            return text.lines();
        }
        if (rowEnd > 0) {
            return Pattern.compile(Pattern.quote(String.valueOf((char) rowEnd))).splitAsStream(text);
        }
        int length = -rowEnd;
        return IntStream.iterate(0, start -> start < text.length(), start -> start + length)
                .mapToObj(start -> text.substring(start, Math.min(text.length(), start + length)));
    }

    /** The value in a row; empty when the row has no such column. */
    String value(String row) {
        int end = comment.isEmpty() ? -1 : row.indexOf(comment);
        String content = end < 0 ? row : row.substring(0, end);
        return stripped(columnEnd == 0 ? atPosition(content) : numbered(content));
    }

    private String atPosition(String row) {
        return column > row.length()
                ? ""
                : row.substring(column - 1, (int) Math.min(row.length(), column - 1L + width));
    }

    private String numbered(String row) {
        int from = 0;
        for (int number = 1; number < column; number++) {
            from = row.indexOf(columnEnd, from) + 1;
            if (from == 0) {
                return "";
            }
        }
        int to = row.indexOf(columnEnd, from);
        return row.substring(from, to < 0 ? row.length() : to);
    }

    private String stripped(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && padding.indexOf(value.charAt(from)) >= 0) {
            from++;
        }
        while (from < to && padding.indexOf(value.charAt(to - 1)) >= 0) {
            to--;
        }
        return value.substring(from, to);
    }
}
