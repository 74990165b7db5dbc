package hie.engine.golden;

import hie.engine.document.DocumentException;
import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Step;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every value of a tree by its path, as JSON would write it, so that a number is told from a text. */
final class TreeValues {

    /** So much is gone through; of what is larger, lines are compared. */
    private static final int MAX_DEPTH = 200;

    private static final int MAX_VALUES = 20_000;

    private final Map<String, String> values = new LinkedHashMap<>();

    private TreeValues() {}

    /**
     * All values.
     *
     * @throws DocumentException when there are too many, or too deep
     */
    static Map<String, String> of(Node root) {
        TreeValues all = new TreeValues();
        all.add("", root, 0);
        return all.values;
    }

    private void add(String path, Node node, int depth) {
        if (depth > MAX_DEPTH || values.size() > MAX_VALUES) {
            throw new DocumentException("more than " + MAX_VALUES + " values, or more than " + MAX_DEPTH + " deep");
        }
        if (!node.isObject()) {
            values.put(path, written(node));
        } else if (node.keys().isEmpty()) {
            values.put(path, node.isList() ? "[]" : "{}");
        }
        for (String key : node.keys()) {
            Node part = node.at(new Step(key, node.isList()));
            if (part != null) {
                add(below(path, key, node.isList()), part, depth + 1);
            }
        }
    }

    private static String below(String path, String key, boolean isItem) {
        if (isItem) {
            return path + "(" + key + ")";
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String written(Node node) {
        Leaf.Kind kind = node instanceof Leaf leaf ? leaf.kind() : Leaf.Kind.TEXT;
        return switch (kind) {
            case NOTHING -> "";
            case NULL -> "null";
            case TRUE -> "true";
            case FALSE -> "false";
            case NUMBER -> node.text();
            case TEXT -> "\"" + node.text() + "\"";
        };
    }
}
