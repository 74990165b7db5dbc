package hie.engine.order;

import hie.api.hl7.Hl7Path;
import hie.api.message.Message;
import hie.engine.rule.MessageExpression;
import java.util.Optional;
import java.util.function.Function;

/** The setting OrderKey: messages of one key keep their order. Immutable. */
public final class OrderKey {

    private final Function<Message, Optional<String>> read;

    private OrderKey(Function<Message, Optional<String>> read) {
        this.read = read;
    }

    /**
     * A path of HL7 v2, which costs no more than to find the value, or else an expression over messages of any format.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static OrderKey parse(String text) {
        if (!Hl7Path.isPath(text)) {
            return new OrderKey(MessageExpression.parse(text)::value);
        }
        Hl7Path path = Hl7Path.parse(text);
        return new OrderKey(message -> Message.HL7_V2.equals(message.header().contentType())
                ? message.body().hl7().get(path)
                : Optional.empty());
    }

    /** A message's key; {@code null} when it has none. */
    public String of(Message message) {
        return read.apply(message).orElse(null);
    }
}
