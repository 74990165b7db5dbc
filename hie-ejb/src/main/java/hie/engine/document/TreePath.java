package hie.engine.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A path through objects and lists: {@code Patient.Names(1).Family}, {@code Names.(k).Given}, {@code Codes("home")}. Brackets hold a number from 1, a
 * text in quotes, or something whose value is the key; {@code ()} stands for each, {@code (*)} for how many. {@code GetAt(k)} is the
 * same as {@code (k)}, {@code Count()} as {@code (*)}. Odd names are quoted. Immutable.
 */
public final class TreePath implements Place {

    /** What a part does. */
    enum Kind {
        MEMBER,
        ITEM,
        KEYED,
        EACH,
        COUNT
    }

    /** @param text a name, a number or key, or what the key is made of */
    record Part(Kind kind, String text) {}

    /** No more is read for {@code ()}. */
    private static final int MOST_CHARS = 1_000_000;

    /** The whole document. */
    public static final TreePath WHOLE = new TreePath("", List.of());

    private final String text;
    private final List<Part> parts;

    private TreePath(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException naming what is not understood
     */
    public static TreePath parse(String text) {
        TreePathReader reader = new TreePathReader(text, 0, TreePathReader.ANY_NAME);
        List<Part> parts = reader.parts();
        if (reader.end() < text.length()) {
            throw TreePathReader.fault(text, "not understood from '" + text.substring(reader.end()) + "'");
        }
        return new TreePath(text, parts);
    }

    /** Where a path ends that begins in the middle of an expression. */
    public static int end(String text, int begin) {
        TreePathReader reader = new TreePathReader(text, begin, TreePathReader.PLAIN_NAME);
        reader.parts();
        return reader.end();
    }

    /** The same path, one step further. */
    public TreePath item(String key) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(new Part(Kind.ITEM, key));
        return new TreePath(text + "(" + key + ")", longer);
    }

    @Override
    public List<String> keys() {
        return parts.stream()
                .filter(part -> part.kind == Kind.KEYED)
                .map(Part::text)
                .toList();
    }

    @Override
    public boolean isSingle() {
        return parts.stream().allMatch(part -> part.kind.compareTo(Kind.EACH) < 0);
    }

    @Override
    public boolean isEach() {
        return !parts.isEmpty()
                && parts.getLast().kind == Kind.EACH
                && parts.stream()
                                .filter(part -> part.kind.compareTo(Kind.EACH) >= 0)
                                .count()
                        == 1;
    }

    @Override
    public boolean mayBeObject() {
        return isSingle();
    }

    private static Step step(Part part, UnaryOperator<String> keys) {
        return switch (part.kind) {
            case MEMBER -> Step.member(part.text);
            case KEYED -> Step.item(keys.apply(part.text));
            default -> Step.item(part.text);
        };
    }

    /** What it leads to; several as {@code <first><second>}, a number for {@code (*)}, {@link Leaf#NOTHING} for nothing. */
    public Node find(Node root, UnaryOperator<String> keys) {
        if (isSingle()) {
            Node found = find(root, parts.size(), keys);
            return found == null ? Leaf.NOTHING : found;
        }
        if (parts.getLast().kind == Kind.COUNT) {
            return Leaf.number(
                    String.valueOf(keys(find(root, parts.size() - 1, keys)).size()));
        }
        StringBuilder all = new StringBuilder();
        all(root, 0, keys, all);
        return Leaf.of(all.toString());
    }

    private Node find(Node root, int depth, UnaryOperator<String> keys) {
        Node node = root;
        for (int i = 0; i < depth && node != null; i++) {
            node = node.at(step(parts.get(i), keys));
        }
        return node;
    }

    private void all(Node node, int depth, UnaryOperator<String> keys, StringBuilder all) {
        if (all.length() > MOST_CHARS) {
            return;
        }
        if (depth == parts.size()) {
            if (node != null && !node.isObject()) {
                all.append('<').append(node.text()).append('>');
            }
            return;
        }
        Part part = parts.get(depth);
        if (node == null || part.kind == Kind.COUNT) {
            return;
        }
        if (part.kind != Kind.EACH) {
            all(node.at(step(part, keys)), depth + 1, keys, all);
            return;
        }
        for (String key : keys(node)) {
            all(node.at(Step.item(key)), depth + 1, keys, all);
        }
    }

    private static List<String> keys(Node node) {
        return node == null ? List.of() : node.items();
    }

    /** The keys of what its last brackets, which are empty, stand for. */
    List<String> each(Node root, UnaryOperator<String> keys) {
        return keys(find(root, parts.size() - 1, keys));
    }

    /**
     * Puts a value to where it leads.
     *
     * @throws DocumentException when it leads through a value
     */
    public void put(Node root, UnaryOperator<String> keys, Node value) {
        if (value == Leaf.NOTHING) {
            Node parent = find(root, parts.size() - 1, keys);
            if (parent != null && parent.isObject()) {
                parent.put(step(parts.getLast(), keys), value);
            }
            return;
        }
        Node parent = root;
        for (Part part : parts.subList(0, parts.size() - 1)) {
            parent = parent.make(step(part, keys));
        }
        parent.put(step(parts.getLast(), keys), value);
    }

    /**
     * Puts a value before what it leads to in a list; that, and all behind it, moves on by one.
     *
     * @throws DocumentException when it does not end in the number of an item, or one behind the last
     */
    public void insert(Node root, UnaryOperator<String> keys, Node value) {
        Node list = root;
        for (Part part : parts.isEmpty() ? parts : parts.subList(0, parts.size() - 1)) {
            list = list.make(step(part, keys));
        }
        int count = list.items().size();
        int at = parts.isEmpty() ? 0 : number(step(parts.getLast(), keys));
        if (at < 1 || at > count + 1) {
            throw new DocumentException("a value is inserted before an item that the list does not have");
        }
        for (int i = count; i >= at; i--) {
            list.put(Step.item(String.valueOf(i + 1)), list.at(Step.item(String.valueOf(i))));
        }
        list.put(Step.item(String.valueOf(at)), value);
    }

    /** 0 for what is no number of an item. */
    private static int number(Step step) {
        return step.isItem() && step.key().matches("[1-9]\\d{0,6}") ? Integer.parseInt(step.key()) : 0;
    }

    /** What it leads to, made when it is not there. */
    public Node make(Node root, UnaryOperator<String> keys) {
        Node node = root;
        for (Part part : parts) {
            node = node.make(step(part, keys));
        }
        return node;
    }

    /** Takes away what it leads to. */
    void remove(Node root, UnaryOperator<String> keys) {
        Node parent = find(root, parts.size() - 1, keys);
        Step last = step(parts.getLast(), keys);
        if (parent instanceof Tree tree) {
            tree.remove(last);
        } else if (parent != null) {
            parent.put(last, Leaf.NOTHING);
        }
    }

    /**
     * The path that this one means.
     *
     * @throws IllegalArgumentException what the guide throws
     */
    public TreePath guided(Guide guide) {
        List<Part> through = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.kind != Kind.MEMBER) {
                through.add(part);
                continue;
            }
            boolean isCounted = i + 1 < parts.size() && parts.get(i + 1).kind != Kind.MEMBER;
            boolean isLast = parts.subList(i + 1, parts.size()).stream().noneMatch(later -> later.kind == Kind.MEMBER);
            guide.members(part.text, isCounted, isLast).forEach(name -> through.add(new Part(Kind.MEMBER, name)));
        }
        return new TreePath(text, through);
    }

    /** Whether it is the whole document. */
    public boolean isWhole() {
        return parts.isEmpty();
    }

    /** Whether any of its parts is in brackets. */
    public boolean hasBrackets() {
        return parts.stream().anyMatch(part -> part.kind != Kind.MEMBER);
    }

    @Override
    public String toString() {
        return text;
    }
}
