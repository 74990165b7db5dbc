package hie.engine.expression;

/** Text functions whose meaning is IRIS' and not Java's. Positions begin at 1. */
final class Texts {

    private static final int MOST_PAD = 100_000;

    private Texts() {}

    /** Pieces {@code from} to {@code to} of a text, with the separators between them; none for an empty separator. */
    static String piece(String text, String separator, int from, int to) {
        if (separator.isEmpty() || to < from || to < 1) {
            return "";
        }
        int begin = -1;
        int at = 0;
        for (int number = 1; ; number++) {
            if (number == Math.max(from, 1)) {
                begin = at;
            }
            int end = text.indexOf(separator, at);
            if (number == to || end < 0) {
                return begin < 0 ? "" : text.substring(begin, end < 0 ? text.length() : end);
            }
            at = end + separator.length();
        }
    }

    static int pieces(String text, String separator) {
        int count = 1;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + separator.length())) {
            count++;
        }
        return count;
    }

    /** Characters {@code from} to {@code to}; to the end when {@code to} is -1. */
    static String part(String text, int from, int to) {
        int begin = Math.max(from, 1) - 1;
        int end = to == -1 ? text.length() : Math.min(to, text.length());
        return begin < end ? text.substring(begin, end) : "";
    }

    /** Each character of {@code from} becomes the one at its place in {@code to}, or nothing when there is none. */
    static String translate(String text, String from, String to) {
        StringBuilder translated = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int at = from.indexOf(text.charAt(i));
            if (at < 0) {
                translated.append(text.charAt(i));
            } else if (at < to.length()) {
                translated.append(to.charAt(at));
            }
        }
        return translated.toString();
    }

    /** Filled up to a width: behind the text, or before it when the width is negative. */
    static String pad(String text, int width, String filler) {
        int wanted = Math.abs(Math.max(width, -Integer.MAX_VALUE));
        if (wanted > MOST_PAD) {
            throw new EvaluationException("Pad: a text is filled up to " + MOST_PAD + " characters at most");
        }
        if (filler.isEmpty() || text.length() >= wanted) {
            return text;
        }
        StringBuilder fill = new StringBuilder();
        while (fill.length() < wanted - text.length()) {
            fill.append(filler);
        }
        fill.setLength(wanted - text.length());
        return width < 0 ? fill + text : text + fill;
    }

    /**
     * Takes characters away, as $ZSTRIP does.
     *
     * @param action where: {@code <} before the text, {@code >} behind it, {@code <>} both, {@code *} everywhere, {@code =} all but one
     *     of several alike in a row; then which: letters of A N P W C U L E
     * @param more further characters to take away
     * @param keep characters to keep in any case
     */
    static String strip(String text, String action, String more, String keep) {
        String kinds = action.replaceAll("[<>*=]", "");
        boolean everywhere = action.indexOf('*') >= 0;
        boolean begin = action.indexOf('<') >= 0;
        boolean end = action.indexOf('>') >= 0;
        boolean runs = action.indexOf('=') >= 0;
        StringBuilder kept = new StringBuilder(text.length());
        int first = 0;
        int last = text.length();
        while (begin && first < last && goes(text.charAt(first), kinds, more, keep)) {
            first++;
        }
        while (end && last > first && goes(text.charAt(last - 1), kinds, more, keep)) {
            last--;
        }
        for (int i = first; i < last; i++) {
            char c = text.charAt(i);
            boolean goes = (everywhere || (runs && i > first && text.charAt(i - 1) == c)) && goes(c, kinds, more, keep);
            if (!goes) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean goes(char c, String kinds, String more, String keep) {
        return keep.indexOf(c) < 0 && (more.indexOf(c) >= 0 || kinds.chars().anyMatch(kind -> isOf(c, (char) kind)));
    }

    private static boolean isOf(char c, char kind) {
        return switch (Character.toUpperCase(kind)) {
            case 'A' -> Character.isLetter(c);
            case 'N' -> c >= '0' && c <= '9';
            case 'U' -> Character.isUpperCase(c);
            case 'L' -> Character.isLowerCase(c);
            case 'W' -> Character.isWhitespace(c) || c == '\u00A0';
            case 'C' -> Character.isISOControl(c);
            case 'P' -> !Character.isLetterOrDigit(c) && !Character.isISOControl(c);
            default -> Character.toUpperCase(kind) == 'E';
        };
    }
}
