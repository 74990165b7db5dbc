package hie.api.host;

import hie.api.setting.SettingSyntax;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of a project's topics, as the setting {@code Topics} lists them. */
public final class Topics implements SettingSyntax {

    /** Letters, digits and {@code . _ -}, at most 64. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");

    /** Whether a text may be the name of a topic. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * The names of a list that is parted by commas.
     *
     * @throws IllegalArgumentException naming the one that cannot be
     */
    public static Set<String> parse(String list) {
        Set<String> names = new LinkedHashSet<>();
        for (String part : parts(list)) {
            if (!isName(part)) {
                throw new IllegalArgumentException(
                        "'" + part + "' is no name of a topic (expected: letters, digits and . _ -, at most 64)");
            }
            names.add(part);
        }
        return names;
    }

    private static List<String> parts(String list) {
        List<String> parts = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            parts.add(part.strip());
        }
        return parts;
    }

    @Override
    public Optional<String> fault(String value) {
        return SettingSyntax.faultOf(() -> parse(value));
    }
}
