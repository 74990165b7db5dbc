package hie.engine.document;

import hie.api.hl7.Hl7Escapes;
import java.util.List;
import java.util.function.UnaryOperator;

/** A message as rules and transforms read it; nothing of it is parsed before it is asked for. Used by one thread. */
public interface Document {

    /**
     * The text at a place; empty when there is none, or when the place is one of another format.
     *
     * @param keys what each of the place's keys stands for
     * @throws DocumentException when an object or list is there, or the message cannot be read
     */
    String text(Place place, UnaryOperator<String> keys);

    /** What is at a place; {@link Leaf#NOTHING} when nothing is. */
    Node node(Place place, UnaryOperator<String> keys);

    /** The key of each part that a place with empty brackets stands for; of a list they are the numbers from 1. */
    List<String> each(Place place, UnaryOperator<String> keys);

    /** How characters that mean something to HL7 stand in its values; as the standard recommends, for what is no HL7. */
    default Hl7Escapes escapes() {
        return Hl7Escapes.STANDARD;
    }

    /** How many bytes may have to be gone through to read one value. */
    int size();
}
