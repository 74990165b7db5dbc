package hie.engine.golden;

import java.util.List;

/**
 * Paths whose values do not count, with all that is below them: {@code MSH-7}, {@code PID-5.1}, {@code NTE}, {@code identifier.value}. A path without
 * numbers in brackets stands for every repetition.
 */
record Ignored(List<String> paths) {

    static final Ignored NOTHING = new Ignored(List.of());

    Ignored {
        paths = paths.stream().map(Ignored::plain).toList();
    }

    /** The manner of IRIS is the same, and the first is meant where no number is. */
    private static String plain(String path) {
        String stripped = path.strip();
        boolean isIris = stripped.matches("[A-Z][A-Z0-9]{2}(\\(\\d+\\))?:.*");
        return (isIris ? stripped.replaceFirst(":", "-") : stripped).replace("(1)", "");
    }

    /** Whether a value does not count. */
    boolean covers(String path) {
        if (paths.isEmpty()) {
            return false;
        }
        String first = path.replace("(1)", "");
        String any = path.replaceAll("\\(\\d+\\)", "");
        return paths.stream().anyMatch(ignored -> isBelow(first, ignored) || isBelow(any, ignored));
    }

    private static boolean isBelow(String path, String ignored) {
        return path.startsWith(ignored)
                && (path.length() == ignored.length() || ".-(".indexOf(path.charAt(ignored.length())) >= 0);
    }
}
