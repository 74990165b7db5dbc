package hie.engine.iris;

import hie.engine.imports.XmlNode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why elements of a rule definition are not taken as they stand. */
final class ImportFaults {

    private static final Pattern MISSING = Pattern.compile(
            "transform '|there is no transform '|docCategory '[^',]*' is a schema of a site's own that the project does not have");

    private final Map<XmlNode, String> refused = new IdentityHashMap<>();
    private final Map<XmlNode, String> waiting = new IdentityHashMap<>();

    /**
     * Notes why an element is not taken. A transform that is not there, or that cannot be run, only has the step wait for it, and a schema
     * that is not there the rule.
     *
     * @return whether that was not known
     */
    boolean add(XmlNode node, String why) {
        return (MISSING.matcher(why).lookingAt() ? waiting : refused).putIfAbsent(node, why) == null;
    }

    /** Notes that a step only waits for something that is not there. */
    void addWaiting(XmlNode node, String why) {
        waiting.putIfAbsent(node, why);
    }

    Optional<String> of(XmlNode node) {
        return Optional.ofNullable(refused.get(node));
    }

    /** Why a rule or step that is translated does nothing yet. */
    Optional<String> waitsFor(XmlNode node) {
        return Optional.ofNullable(waiting.get(node));
    }

    int size() {
        return refused.size() + waiting.size();
    }

    /** How many steps are translated and do nothing yet. */
    int waiting() {
        return waiting.size();
    }
}
