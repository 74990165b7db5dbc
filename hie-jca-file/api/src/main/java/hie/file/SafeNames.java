package hie.file;

/** Which characters may stand in a file name, and what becomes of the others. */
final class SafeNames {
    private static final String NEVER_IN_VALUES = ":*?\"<>|";

    private SafeNames() {}

    /** Whether the text can stay inside one directory: no separator, no control character, no half character. */
    static boolean isSafe(String text) {
        return text.codePoints().allMatch(SafeNames::isSafe);
    }

    /**
     * Turns a value from outside into a part of a file name: separators, controls, invisible characters and what other
     * operating systems forbid become {@code _}, and so do leading dots, which would hide the file or point upwards.
     */
    static String clean(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        value.codePoints().forEach(c -> {
            boolean leadingDot = c == '.' && clean.chars().allMatch(before -> before == '_');
            boolean forbidden = !isSafe(c) || NEVER_IN_VALUES.indexOf(c) >= 0 || leadingDot;
            clean.appendCodePoint(forbidden ? '_' : c);
        });
        return clean.toString();
    }

    private static boolean isSafe(int c) {
        int type = Character.getType(c);
        return c != '/'
                && c != '\\'
                && type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
