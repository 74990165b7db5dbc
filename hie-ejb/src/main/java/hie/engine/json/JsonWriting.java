package hie.engine.json;

import hie.engine.document.DocumentException;
import hie.engine.document.Leaf;
import hie.engine.document.Node;
import hie.engine.document.Step;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Map;

/** Writes a tree as JSON, in UTF-8. */
final class JsonWriting {

    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

    private final JsonGenerator generator;
    private int nodes;

    private JsonWriting(JsonGenerator generator) {
        this.generator = generator;
    }

    /**
     * Writes.
     *
     * @throws DocumentException when it breaks a limit, as an object does that holds itself
     */
    static byte[] write(Node root) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = GENERATORS.createGenerator(bytes)) {
            JsonWriting writing = new JsonWriting(generator);
            writing.count(root, 0);
            writing.value(root);
        }
        return bytes.toByteArray();
    }

    /** Before the first byte is written: a generator that is not brought to its end complains about that instead. */
    private void count(Node node, int depth) {
        if (depth > JsonReading.MAX_DEPTH || ++nodes > JsonReading.MAX_NODES) {
            throw new DocumentException("the message would be nested more than " + JsonReading.MAX_DEPTH
                    + " deep, or have more than " + JsonReading.MAX_NODES + " values; an object may hold itself");
        }
        if (node.isObject()) {
            node.keys().forEach(key -> count(node.at(new Step(key, node.isList())), depth + 1));
        } else if (node instanceof Leaf leaf && leaf.kind() == Leaf.Kind.NUMBER) {
            number(leaf.text());
        }
    }

    private void value(Node node) {
        if (node.isList()) {
            generator.writeStartArray();
            node.keys().forEach(key -> value(node.at(Step.item(key))));
            generator.writeEnd();
        } else if (node.isObject()) {
            generator.writeStartObject();
            for (String key : node.keys()) {
                generator.writeKey(key);
                value(node.at(Step.member(key)));
            }
            generator.writeEnd();
        } else {
            leaf((Leaf) node);
        }
    }

    private void leaf(Leaf leaf) {
        switch (leaf.kind()) {
            case NOTHING, NULL -> generator.writeNull();
            case TRUE -> generator.write(true);
            case FALSE -> generator.write(false);
            case NUMBER -> generator.write(number(leaf.text()));
            case TEXT -> generator.write(leaf.text());
        }
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new DocumentException("a number is too large to be written as JSON", e);
        }
    }
}
