package hie.engine.document;

import java.util.List;

/**
 * A part of a document: a value, an object with named members, or a list. An object may stand at several places, and is the same at all
 * of them. Used by one thread.
 */
public interface Node {

    /**
     * Its value.
     *
     * @throws DocumentException when it is an object or list
     */
    String text();

    /** Whether it is an object or a list. */
    boolean isObject();

    /** Whether it is a list. */
    boolean isList();

    /** The names of its members, or the numbers of its items from 1. */
    List<String> keys();

    /** What empty brackets behind it stand for. */
    default List<String> items() {
        return keys();
    }

    /** A part of it; {@code null} when there is none. */
    Node at(Step step);

    /** A part of it that can have parts; made when there is none. */
    Node make(Step step);

    /** Puts a part; {@link Leaf#NOTHING} takes it away. */
    void put(Step step, Node value);
}
