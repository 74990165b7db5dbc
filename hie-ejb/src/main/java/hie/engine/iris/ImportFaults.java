package hie.engine.iris;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Why elements of a rule definition are not taken as they stand. */
final class ImportFaults {

    private final Map<XmlNode, String> refused = new IdentityHashMap<>();
    private final Map<XmlNode, String> waiting = new IdentityHashMap<>();

    /**
     * Notes why an element is not taken. A transform that is not there, or that cannot be run, only has the step wait for it.
     *
     * @return whether that was not known
     */
    boolean add(XmlNode node, String why) {
        boolean waits = why.startsWith("transform '") || why.startsWith("there is no transform '");
        return (waits ? waiting : refused).putIfAbsent(node, why) == null;
    }

    /** Notes that a step only waits for something that is not there. */
    void addWaiting(XmlNode node, String why) {
        waiting.putIfAbsent(node, why);
    }

    Optional<String> of(XmlNode node) {
        return Optional.ofNullable(refused.get(node));
    }

    /** Why a step that is translated does nothing yet. */
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
