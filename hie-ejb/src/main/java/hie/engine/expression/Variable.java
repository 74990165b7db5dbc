package hie.engine.expression;

import hie.engine.document.Node;
import hie.engine.document.TreePath;
import java.util.Map;

/**
 * A variable, or a part of the object in it.
 *
 * @param path what leads to the part; the whole path for the variable itself
 * @param keys what the keys in the path's brackets are made of
 */
record Variable(String name, TreePath path, Map<String, Expression> keys) implements ObjectValue {

    @Override
    public Node node(Scope scope) {
        scope.spend(0);
        return path.isWhole() ? scope.node(name) : path.find(scope.node(name), scope.keys(keys));
    }
}
