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

    /** Takes every text. */
    final class Any implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            return Optional.empty();
        }
    }
}
