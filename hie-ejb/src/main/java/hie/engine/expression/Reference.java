package hie.engine.expression;

import hie.engine.document.Document;
import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Place;
import java.util.Map;

/**
 * A place in a message.
 *
 * @param root the name of the message
 * @param keys what the keys in the place's brackets are made of
 */
record Reference(String root, Place place, Map<String, Expression> keys) implements Expression {

    @Override
    public String value(Scope scope) {
        Document document = scope.document(root);
        return document == null ? "" : scope.read(document, document.text(place, scope.keys(keys)));
    }

    @Override
    public Node node(Scope scope) {
        Document document = scope.document(root);
        if (document == null) {
            return Leaf.NOTHING;
        }
        scope.spend(document.size() / 32);
        return document.node(place, scope.keys(keys));
    }

    @Override
    public boolean holds(Scope scope) {
        if (!mayBeObject()) {
            return Numbers.isTrue(value(scope));
        }
        Node node = node(scope);
        return node.isObject() || Numbers.isTrue(node.text());
    }

    @Override
    public boolean mayBeObject() {
        return place.mayBeObject();
    }
}
