package hie.engine.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An object or a list in memory. A new one is neither, until its first part says which: a number in brackets makes it a list. */
public final class Tree implements Node {

    /** So far beyond its end may an item be put to a list. */
    private static final int LARGEST_GAP = 10_000;

    /** An object that holds itself would be copied for ever. */
    private static final int MAX_DEPTH = 200;

    private static final int MAX_NODES = 1_000_000;

    private Map<String, Node> members;
    private List<Node> items;

    public static Tree list() {
        Tree list = new Tree();
        list.items = new ArrayList<>();
        return list;
    }

    /** The same parts once more, with all that is in them. */
    public static Node copyOf(Node node) {
        return copyOf(node, 0, new int[1]);
    }

    private static Node copyOf(Node node, int depth, int[] count) {
        if (!node.isObject()) {
            return node instanceof Leaf ? node : Leaf.of(node.text());
        }
        if (depth > MAX_DEPTH || ++count[0] > MAX_NODES) {
            throw new DocumentException("an object is nested more than " + MAX_DEPTH + " deep, or has more than "
                    + MAX_NODES + " parts, or holds itself");
        }
        Tree copy = node.isList() ? list() : new Tree();
        for (String key : node.keys()) {
            Step step = new Step(key, node.isList());
            copy.put(step, copyOf(node.at(step), depth + 1, count));
        }
        return copy;
    }

    @Override
    public String text() {
        throw new DocumentException("there is an object or a list where a text is expected");
    }

    @Override
    public boolean isObject() {
        return true;
    }

    @Override
    public boolean isList() {
        return items != null;
    }

    @Override
    public List<String> keys() {
        if (items != null) {
            return IntStream.rangeClosed(1, items.size())
                    .mapToObj(String::valueOf)
                    .toList();
        }
        return members == null ? List.of() : List.copyOf(members.keySet());
    }

    @Override
    public Node at(Step step) {
        if (items != null) {
            int number = step.number();
            return number < 1 || number > items.size() ? null : items.get(number - 1);
        }
        return members == null ? null : members.get(step.key());
    }

    @Override
    public Node make(Step step) {
        Node there = at(step);
        if (there != null && (there.isObject() || !there.text().isEmpty())) {
            return there;
        }
        Tree made = new Tree();
        put(step, made);
        return made;
    }

    @Override
    public void put(Step step, Node value) {
        Node own = value instanceof Leaf || value instanceof Tree ? value : copyOf(value);
        if (items != null || (members == null && step.number() > 0)) {
            putItem(step, own);
        } else if (own == Leaf.NOTHING) {
            if (members != null) {
                members.remove(step.key());
            }
        } else {
            if (members == null) {
                members = new LinkedHashMap<>();
            }
            members.put(step.key(), own);
        }
    }

    private void putItem(Step step, Node value) {
        int number = step.number();
        if (number < 1) {
            throw new DocumentException("a list has items, by numbers from 1, and no members");
        }
        int size = items == null ? 0 : items.size();
        if (value == Leaf.NOTHING && number > size) {
            return;
        }
        if (number - size > LARGEST_GAP) {
            throw new DocumentException(
                    "an item is put more than " + LARGEST_GAP + " places behind the last one of a list");
        }
        if (items == null) {
            items = new ArrayList<>();
        }
        while (items.size() < number) {
            items.add(Leaf.NULL);
        }
        items.set(number - 1, value == Leaf.NOTHING ? Leaf.NULL : value);
    }

    /** Takes an item out of a list, so that those behind it move up; of an object, a member. */
    public void remove(Step step) {
        if (items == null) {
            put(step, Leaf.NOTHING);
        } else if (at(step) != null) {
            items.remove(step.number() - 1);
        }
    }

    /** What kind of node it is, and how many parts it has: what they hold may tell who the patient is. */
    @Override
    public String toString() {
        return "Tree[" + keys().size() + "]";
    }
}
