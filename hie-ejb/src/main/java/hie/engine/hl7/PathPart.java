package hie.engine.hl7;

import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One name or number of a {@link VirtualPath}, with what stands in brackets behind it.
 *
 * @param index which occurrence, from 1, or one of the constants
 * @param key what is asked for the occurrence; {@code null} for none
 */
record PathPart(String name, int index, String key) {

    /** What no brackets stand for. */
    static final int FIRST = 1;

    private static final int EACH = -1;
    private static final int COUNT = -2;
    private static final int KEYED = -3;
    private static final Pattern TEXT =
            Pattern.compile("\\s*([A-Za-z][A-Za-z0-9]*|[1-9]\\d{0,3})\\s*(?:\\(([^()]*)\\))?\\s*");
    private static final Pattern KEY = Pattern.compile("[A-Za-z%][A-Za-z0-9]*");

    /**
     * Reads one part.
     *
     * @param path the whole, for what is said of a fault
     * @throws IllegalArgumentException naming the path and what was expected
     */
    static PathPart parse(String text, String path) {
        Matcher part = TEXT.matcher(text);
        if (!part.matches()) {
            throw VirtualPath.fault(path, "'" + text + "' is neither a name nor a number");
        }
        String index = part.group(2);
        if (index == null) {
            return new PathPart(part.group(1), FIRST, null);
        }
        String inside = index.strip();
        if (inside.isEmpty()) {
            return new PathPart(part.group(1), EACH, null);
        }
        if (inside.equals("*")) {
            return new PathPart(part.group(1), COUNT, null);
        }
        if (inside.matches("[1-9]\\d{0,5}")) {
            return new PathPart(part.group(1), Integer.parseInt(inside), null);
        }
        if (KEY.matcher(inside).matches()) {
            return new PathPart(part.group(1), KEYED, inside);
        }
        throw VirtualPath.fault(
                path, "'(" + inside + ")' is no occurrence (expected: a number from 1, a key, () or (*))");
    }

    /** Whether it stands for all occurrences: {@code ()}. */
    boolean isEach() {
        return index == EACH;
    }

    /** Whether it stands for how many there are: {@code (*)}. */
    boolean isCount() {
        return index == COUNT;
    }

    boolean isSingle() {
        return index > 0 || index == KEYED;
    }

    /** The occurrence that it names; less than 1 for none. */
    int occurrence(ToIntFunction<String> keys) {
        return key == null ? index : keys.applyAsInt(key);
    }
}
