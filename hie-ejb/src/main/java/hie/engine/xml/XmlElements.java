package hie.engine.xml;

import hie.engine.document.DocumentException;
import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Step;
import java.util.List;
import java.util.stream.IntStream;
import org.w3c.dom.Element;

/** The elements of one name in an element: a list when there are several, else what the one is. There may be none yet. */
final class XmlElements implements Node {

    /** So many elements of a name are made at most where one is put behind the last. */
    private static final int LARGEST_GAP = 10_000;

    private final XmlElement parent;
    private final String name;

    XmlElements(XmlElement parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    /** The only one; {@code null} when there are none or several. */
    Element one() {
        List<Element> all = parent.all(name);
        return all.size() == 1 ? all.getFirst() : null;
    }

    @Override
    public String text() {
        List<Element> all = parent.all(name);
        return all.isEmpty() ? "" : new XmlElement(all.getFirst()).text();
    }

    @Override
    public boolean isObject() {
        List<Element> all = parent.all(name);
        return all.size() > 1 || (all.size() == 1 && new XmlElement(all.getFirst()).isObject());
    }

    @Override
    public boolean isList() {
        return parent.all(name).size() > 1;
    }

    @Override
    public List<String> keys() {
        Element one = one();
        return one == null ? items() : new XmlElement(one).keys();
    }

    @Override
    public List<String> items() {
        int count = parent.all(name).size();
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
    }

    @Override
    public Node at(Step step) {
        List<Element> all = parent.all(name);
        if (step.isItem()) {
            int number = number(step);
            return number > all.size() ? null : new XmlElement(all.get(number - 1));
        }
        return all.isEmpty() ? null : new XmlElement(all.getFirst()).at(step);
    }

    private static int number(Step step) {
        try {
            int number = Integer.parseInt(step.key());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new DocumentException("elements are counted by numbers from 1");
    }

    @Override
    public Node make(Step step) {
        return step.isItem() ? element(number(step)) : element(1).make(step);
    }

    private XmlElement element(int number) {
        List<Element> all = parent.all(name);
        if (number <= all.size()) {
            return new XmlElement(all.get(number - 1));
        }
        if (number - all.size() > LARGEST_GAP) {
            throw new DocumentException("an element is put more than " + LARGEST_GAP + " places behind the last one");
        }
        XmlElement made = null;
        for (int count = all.size(); count < number; count++) {
            made = parent.append(name);
        }
        return made;
    }

    @Override
    public void put(Step step, Node value) {
        if (!step.isItem()) {
            element(1).put(step, value);
        } else if (value == Leaf.NOTHING) {
            Node there = at(step);
            if (there instanceof XmlElement element) {
                element.remove();
            }
        } else {
            element(number(step)).fill(value);
        }
    }

    /** Of a list as many elements as it has items, of nothing none, else one. */
    void put(Node value) {
        List<Node> items = value == Leaf.NOTHING
                ? List.of()
                : value.isList()
                        ? value.keys().stream()
                                .map(key -> value.at(Step.item(key)))
                                .toList()
                        : List.of(value);
        parent.all(name).stream().skip(items.size()).forEach(left -> new XmlElement(left).remove());
        for (int i = 0; i < items.size(); i++) {
            element(i + 1).fill(items.get(i));
        }
    }

    @Override
    public String toString() {
        return "XmlElements[" + name + "]";
    }
}
