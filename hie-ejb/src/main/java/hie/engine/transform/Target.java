package hie.engine.transform;

import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Place;
import hie.engine.document.Step;
import hie.engine.document.Tree;
import hie.engine.document.TreePath;
import hie.engine.expression.Expression;
import java.util.Map;

/** Where an assignment goes. Each answers whether the message can have such a place. */
sealed interface Target {

    boolean set(Run run, Node value);

    boolean append(Run run, Node value);

    boolean insert(Run run, Node value);

    boolean remove(Run run);

    /** What is there; made when there is nothing, and {@code null} where there cannot be an object. */
    Node make(Run run);

    /** A place in the message that is being made. */
    record InMessage(Place place, Map<String, Expression> keys) implements Target {

        @Override
        public boolean set(Run run, Node value) {
            return run.target().set(place, run.scope().keys(keys), value);
        }

        @Override
        public boolean append(Run run, Node value) {
            return run.target().append(place, run.scope().keys(keys), value);
        }

        @Override
        public boolean insert(Run run, Node value) {
            return run.target().insert(place, run.scope().keys(keys), value);
        }

        @Override
        public boolean remove(Run run) {
            return run.target().remove(place, run.scope().keys(keys));
        }

        @Override
        public Node make(Run run) {
            Node there = run.target().document().node(place, run.scope().keys(keys));
            if (there.isObject()) {
                return there;
            }
            set(run, new Tree());
            return run.target().document().node(place, run.scope().keys(keys));
        }
    }

    /** A variable, or a part of the object in it. */
    record InVariable(String name, TreePath path, Map<String, Expression> keys) implements Target {

        @Override
        public boolean set(Run run, Node value) {
            if (path.isWhole()) {
                run.scope().set(name, value);
            } else {
                path.put(object(run), run.scope().keys(keys), value);
            }
            return true;
        }

        private Node object(Run run) {
            Node there = run.scope().node(name);
            if (there.isObject() || there != Leaf.NOTHING) {
                return there;
            }
            Tree made = new Tree();
            run.scope().set(name, made);
            return made;
        }

        @Override
        public boolean append(Run run, Node value) {
            Node list = make(run);
            list.put(Step.item(String.valueOf(list.items().size() + 1)), value);
            return true;
        }

        @Override
        public boolean insert(Run run, Node value) {
            path.insert(object(run), run.scope().keys(keys), value);
            return true;
        }

        @Override
        public boolean remove(Run run) {
            return set(run, Leaf.NOTHING);
        }

        @Override
        public Node make(Run run) {
            return path.make(object(run), run.scope().keys(keys));
        }
    }
}
