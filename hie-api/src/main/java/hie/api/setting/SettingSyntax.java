package hie.api.setting;

import java.util.Optional;

/**
 * The grammar of a setting's text. Named by {@link Setting#syntax}, so that a faulty text is refused where it is written, and
 * not only when the item starts. Implementations have a public no-argument constructor and no state.
 */
public interface SettingSyntax {

    /**
     * What is wrong with a text, in a sentence that says where; empty when nothing is.
     *
     * @param value not empty, its references resolved
     */
    Optional<String> fault(String value);

    /**
     * What the reader of a text says of one that it refuses; for a grammar that has a reader.
     *
     * @param reading reads the text; throws an {@link IllegalArgumentException} that says what is wrong
     */
    static Optional<String> faultOf(Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Takes every text. */
    final class Any implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return Optional.empty();
        }
    }
}
