package hie.engine.document;

import java.util.function.UnaryOperator;

/** A message that is being made. Used by one thread. */
public interface Draft {

    /** What has been made so far. */
    Document document();

    /**
     * Puts a value to a place and makes what is around it; {@link Leaf#NOTHING} takes away what is there.
     *
     * @return whether the message can have such a place
     * @throws IllegalArgumentException when the value cannot stand there; without the value in its text
     */
    boolean set(Place place, UnaryOperator<String> keys, Node value);

    /**
     * Puts a value behind the last of a list.
     *
     * @return whether the message can have such a place
     */
    boolean append(Place place, UnaryOperator<String> keys, Node value);

    /**
     * Puts a value before what is at a place of a list.
     *
     * @return whether the message can have such a place
     */
    boolean insert(Place place, UnaryOperator<String> keys, Node value);

    /** Takes away what is at a place. */
    boolean remove(Place place, UnaryOperator<String> keys);

    /**
     * The message.
     *
     * @throws IllegalArgumentException when it cannot be written
     */
    byte[] bytes();
}
