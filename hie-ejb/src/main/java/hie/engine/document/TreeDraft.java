package hie.engine.document;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A tree of named parts that is being made. */
public final class TreeDraft implements Draft {

    private final Function<Node, byte[]> writer;
    private Node root;

    public TreeDraft(Node root, Function<Node, byte[]> writer) {
        this.root = root;
        this.writer = writer;
    }

    /** The whole of it. */
    public Node root() {
        return root;
    }

    @Override
    public Document document() {
        return new TreeDocument(() -> root);
    }

    @Override
    public boolean set(Place place, UnaryOperator<String> keys, Node value) {
        if (!(place instanceof TreePath path)) {
            return false;
        }
        if (!path.isWhole()) {
            path.put(root, keys, value);
        } else if (root instanceof Tree && value.isObject()) {
            root = value instanceof Tree ? value : Tree.copyOf(value);
        } else {
            throw new DocumentException("only an object can be put in the place of the whole document");
        }
        return true;
    }

    @Override
    public boolean append(Place place, UnaryOperator<String> keys, Node value) {
        if (!(place instanceof TreePath path)) {
            return false;
        }
        Node list = path.find(root, keys);
        int behind = list.items().size() + 1;
        path.item(String.valueOf(behind)).put(root, keys, value);
        return true;
    }

    @Override
    public boolean insert(Place place, UnaryOperator<String> keys, Node value) {
        if (!(place instanceof TreePath path)) {
            return false;
        }
        path.insert(root, keys, value);
        return true;
    }

    @Override
    public boolean remove(Place place, UnaryOperator<String> keys) {
        if (!(place instanceof TreePath path) || path.isWhole()) {
            return false;
        }
        path.remove(root, keys);
        return true;
    }

    @Override
    public byte[] bytes() {
        return writer.apply(root);
    }
}
