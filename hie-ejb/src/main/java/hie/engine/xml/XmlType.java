package hie.engine.xml;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What stands in an element, as a schema says it.
 *
 * @param children by name, in the order in which they are written
 * @param attributes by name
 * @param odd what there is besides elements in a fixed order, in words; empty when there is nothing
 */
record XmlType(Map<String, Child> children, Set<String> attributes, String odd) {

    /** Text, and nothing else. */
    static final XmlType TEXT = new XmlType(Map.of(), Set.of(), "");

    /**
     * An element in an element.
     *
     * @param declared where the schema says what is in it
     */
    record Child(String name, boolean repeats, Element declared) {}

    /** The only element of one that is nothing but a list: paths do not name it. */
    Optional<Child> listed() {
        return children.size() == 1 && attributes.isEmpty() && odd.isEmpty()
                ? children.values().stream().filter(Child::repeats).findFirst()
                : Optional.empty();
    }
}
