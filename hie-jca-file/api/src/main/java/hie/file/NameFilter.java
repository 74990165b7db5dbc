package hie.file;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** File names by patterns with {@code *} (any characters) and {@code ?} (one character); case matters. Immutable. */
public record NameFilter(List<Pattern> patterns) implements Predicate<String> {

    /**
     * @param commaSeparated at least one pattern
     * @throws IllegalArgumentException if there is none, or one has a path separator in it
     */
    public static NameFilter parse(String commaSeparated) {
        List<String> globs = Arrays.stream(commaSeparated.split(",", -1))
                .map(String::strip)
                .filter(glob -> !glob.isEmpty())
                .toList();
        if (globs.isEmpty()) {
            throw new IllegalArgumentException("is empty; give * for all files");
        }
        return new NameFilter(globs.stream().map(NameFilter::pattern).toList());
    }

    @Override
    public boolean test(String fileName) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(fileName).matches());
    }

    private static Pattern pattern(String glob) {
        if (glob.indexOf('/') >= 0 || glob.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("must have names only, without folders: \"" + glob + "\"");
        }
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < glob.length(); at++) {
            char c = glob.charAt(at);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
