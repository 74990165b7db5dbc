package hie.engine.document;

/**
 * One step into a document.
 *
 * @param key a member's name, or what stands in brackets: a number from 1, or a key
 */
public record Step(String key, boolean isItem) {

    private static final int NUMBER_LENGTH = 9;

    public static Step member(String name) {
        return new Step(name, false);
    }

    public static Step item(String key) {
        return new Step(key, true);
    }

    /** The number that it is; 0 for none. */
    int number() {
        boolean isNumber = isItem
                && !key.isEmpty()
                && key.length() <= NUMBER_LENGTH
                && key.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(key) : 0;
    }
}
