package hie.engine.document;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A message that is a tree of named parts. It is read when it is first asked for something. */
public final class TreeDocument implements Document {

    private final Supplier<? extends Node> reader;
    private Node root;

    /**
     * @param reader gives the tree; called once at most
     */
    public TreeDocument(Supplier<? extends Node> reader) {
        this.reader = reader;
    }

    /** The whole of it. */
    public Node root() {
        if (root == null) {
            root = reader.get();
        }
        return root;
    }

    @Override
    public String text(Place place, UnaryOperator<String> keys) {
        return node(place, keys).text();
    }

    @Override
    public Node node(Place place, UnaryOperator<String> keys) {
        return place instanceof TreePath path ? path.find(root(), keys) : Leaf.NOTHING;
    }

    @Override
    public List<String> each(Place place, UnaryOperator<String> keys) {
        return place instanceof TreePath path ? path.each(root(), keys) : List.of();
    }

    @Override
    public int size() {
        return 0;
    }
}
