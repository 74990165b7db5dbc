package hie.engine.golden;

import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Step;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every value of a tree by its path, as JSON would write it, so that a number is told from a text. */
final class TreeValues {

    private final Map<String, String> values = new LinkedHashMap<>();

    private TreeValues() {}

    static Map<String, String> of(Node root) {
        TreeValues all = new TreeValues();
        all.add("", root);
        return all.values;
    }

    private void add(String path, Node node) {
        if (!node.isObject()) {
            values.put(path, written(node));
        } else if (node.keys().isEmpty()) {
            values.put(path, node.isList() ? "[]" : "{}");
        }
        for (String key : node.keys()) {
            Node part = node.at(new Step(key, node.isList()));
            if (part != null) {
                add(below(path, key, node.isList()), part);
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
