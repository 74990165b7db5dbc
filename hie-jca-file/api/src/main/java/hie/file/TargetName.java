package hie.file;

import java.util.Objects;

/**
 * A file name and the way to make it unique: candidate 0 is the name as wanted, 1, 2, … carry a counting suffix.
 *
 * <p>Immutable. Never contains a path separator or a control character, and is neither {@code .} nor {@code ..}, so it
 * cannot lead out of the directory it is resolved against.
 */
public final class TargetName {
    private final String before;
    private final String separator;
    private final Count count;
    private final String after;

    enum Count {
        NUMBER,
        LOWER_CASE,
        UPPER_CASE;

        String write(int n) {
            if (this == NUMBER) {
                return Integer.toString(n);
            }
            StringBuilder letters = new StringBuilder();
            for (int rest = n; rest > 0; rest = (rest - 1) / 26) {
                letters.insert(0, (char) ((this == LOWER_CASE ? 'a' : 'A') + (rest - 1) % 26));
            }
            return letters.toString();
        }
    }

    TargetName(String before, String separator, Count count, String after) {
        this.before = Objects.requireNonNull(before, "before");
        this.separator = Objects.requireNonNull(separator, "separator");
        this.count = Objects.requireNonNull(count, "count");
        this.after = Objects.requireNonNull(after, "after");
        requireSafe(before + separator + after);
        requireSafe(before + after);
    }

    /**
     * A fixed name, made unique before its extension: {@code x.hl7}, {@code x_1.hl7}, {@code x_2.hl7}, …
     *
     * @throws IllegalArgumentException if the name is empty, {@code .} or {@code ..}, or has a path separator or a
     *     control character in it
     */
    public static TargetName of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        int cut = dot > 0 ? dot : fileName.length();
        return new TargetName(fileName.substring(0, cut), "_", Count.NUMBER, fileName.substring(cut));
    }

    /** The {@code n}-th name to try; 0 is the one without suffix. */
    public String candidate(int n) {
        return n == 0 ? before + after : before + separator + count.write(n) + after;
    }

    /** The name without suffix. */
    @Override
    public String toString() {
        return candidate(0);
    }

    private static void requireSafe(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("Not a file name: \"" + name + "\"");
        }
        if (!SafeNames.isSafe(name)) {
            throw new IllegalArgumentException("A file name must not have path separators or control characters in it");
        }
    }
}
