package hie.engine.json;

import hie.engine.document.DocumentException;
import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Step;
import hie.engine.document.Tree;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Reads JSON to a tree; numbers stay as they are written, and of two members of a name the last counts. */
final class JsonReading {

    static final int MAX_DEPTH = 200;
    static final int MAX_NODES = 1_000_000;

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private final JsonParser parser;
    private final Deque<Tree> open = new ArrayDeque<>();
    private final Deque<Integer> counts = new ArrayDeque<>();
    private String name;
    private int nodes;

    private JsonReading(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads an object or a list.
     *
     * @throws DocumentException when it is neither, or breaks a limit
     */
    static Node read(byte[] bytes) {
        try (JsonParser parser = PARSERS.createParser(new ByteArrayInputStream(bytes))) {
            return new JsonReading(parser).read();
        } catch (JsonParsingException e) {
            throw new DocumentException(
                    "the message is no JSON: line " + e.getLocation().getLineNumber() + ", column "
                            + e.getLocation().getColumnNumber(),
                    e);
        } catch (JsonException | IllegalStateException e) {
            throw new DocumentException("the message is no JSON", e);
        }
    }

    private Node read() {
        Tree root = null;
        while (parser.hasNext()) {
            switch (parser.next()) {
                case START_OBJECT -> open(new Tree());
                case START_ARRAY -> open(Tree.list());
                case END_OBJECT, END_ARRAY -> {
                    root = open.pop();
                    counts.pop();
                }
                case KEY_NAME -> name = parser.getString();
                case VALUE_STRING -> put(new Leaf(Leaf.Kind.TEXT, parser.getString()));
                case VALUE_NUMBER -> put(Leaf.number(parser.getString()));
                case VALUE_TRUE -> put(Leaf.TRUE);
                case VALUE_FALSE -> put(Leaf.FALSE);
                case VALUE_NULL -> put(Leaf.NULL);
            }
        }
        if (root == null) {
            throw new DocumentException("the message is neither an object nor a list of JSON");
        }
        return root;
    }

    private void open(Tree tree) {
        if (open.size() >= MAX_DEPTH) {
            throw new DocumentException("the message is nested more than " + MAX_DEPTH + " deep");
        }
        if (!open.isEmpty()) {
            put(tree);
        }
        open.push(tree);
        counts.push(0);
    }

    private void put(Node node) {
        if (++nodes > MAX_NODES) {
            throw new DocumentException("the message has more than " + MAX_NODES + " values");
        }
        if (open.isEmpty()) {
            throw new DocumentException("the message is neither an object nor a list of JSON");
        }
        Tree parent = open.peek();
        if (parent.isList()) {
            int number = counts.pop() + 1;
            counts.push(number);
            parent.put(Step.item(String.valueOf(number)), node);
        } else {
            parent.put(Step.member(name), node);
        }
    }
}
