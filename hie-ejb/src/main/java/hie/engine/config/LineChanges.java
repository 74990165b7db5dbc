package hie.engine.config;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** How a value of several lines changes, for people to read: only the lines that do, each place with its line number. */
final class LineChanges {

    private LineChanges() {}

    /** Whether the value has a line end, and thus is shown by lines. */
    static boolean isLong(String value) {
        return value != null && value.indexOf('\n') >= 0;
    }

    /**
     * The lines that make {@code after} of {@code before}: under a line that says where, first what goes, then what comes.
     *
     * @param before {@code null} for the default
     * @param after {@code null} for the default
     */
    static List<String> between(String what, String before, String after) {
        List<String> shown = new ArrayList<>();
        if (before == null || after == null) {
            shown.add(what + ": " + (before == null ? "(default) -> as follows" : "as follows -> (default)"));
            lines(before).forEach(line -> shown.add("  - " + line));
            lines(after).forEach(line -> shown.add("  + " + line));
            return shown;
        }
        if (lines(before).equals(lines(after))) {
            return List.of(what + ": only the end of the last line changes");
        }
        for (AbstractDelta<String> delta :
                DiffUtils.diff(lines(before), lines(after)).getDeltas()) {
            shown.add(what + ", line " + (delta.getTarget().getPosition() + 1) + ":");
            delta.getSource().getLines().forEach(line -> shown.add("  - " + line));
            delta.getTarget().getLines().forEach(line -> shown.add("  + " + line));
        }
        return shown;
    }

    /** A carriage return is shown, because it may be all that differs; a last line without an end counts as ended. */
    private static List<String> lines(String value) {
        if (value == null || value.isEmpty()) {
            return List.of();
        }
        String ended = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
        return List.of(ended.replace("\r", "\\r").split("\n", -1));
    }
}
