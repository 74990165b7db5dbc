package hie.engine.document;

import java.util.List;

/** A value. Its text does not tell whether it is a number; its kind is how JSON writes it. */
public record Leaf(Kind kind, String text) implements Node {

    /** What a value is. */
    public enum Kind {
        /** There is none. */
        NOTHING,
        NULL,
        TEXT,
        NUMBER,
        TRUE,
        FALSE
    }

    /** There is no value. */
    public static final Leaf NOTHING = new Leaf(Kind.NOTHING, "");

    public static final Leaf NULL = new Leaf(Kind.NULL, "");
    public static final Leaf TRUE = new Leaf(Kind.TRUE, "1");
    public static final Leaf FALSE = new Leaf(Kind.FALSE, "0");

    /** A text; an empty one is no value. */
    public static Leaf of(String text) {
        return text.isEmpty() ? NOTHING : new Leaf(Kind.TEXT, text);
    }

    /** A number, as it is written. */
    public static Leaf number(String text) {
        return new Leaf(Kind.NUMBER, text);
    }

    @Override
    public boolean isObject() {
        return false;
    }

    @Override
    public boolean isList() {
        return false;
    }

    @Override
    public List<String> keys() {
        return List.of();
    }

    @Override
    public Node at(Step step) {
        return null;
    }

    @Override
    public Node make(Step step) {
        throw noParts();
    }

    @Override
    public void put(Step step, Node value) {
        throw noParts();
    }

    private static DocumentException noParts() {
        return new DocumentException("a value has no parts");
    }

    /** Its kind only: the text may tell who the patient is. */
    @Override
    public String toString() {
        return "Leaf[" + kind + "]";
    }
}
