package hie.engine.order;

import hie.api.message.Message;
import hie.api.message.MessageHeader;
import hie.api.setting.SettingSyntax;
import hie.engine.rule.MessageExpression;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The setting MessagePriority: how urgent a message is that brings no priority of its own. Immutable. */
public final class MessagePriority {

    private static final String NUMBER = "[0-9]";

    private final ToIntFunction<Message> read;

    private MessagePriority(ToIntFunction<Message> read) {
        this.read = read;
    }

    /**
     * A number from 0 to 9, or an expression over messages.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static MessagePriority parse(String text) {
        if (text.matches(NUMBER)) {
            int same = Integer.parseInt(text);
            return new MessagePriority(message -> same);
        }
        MessageExpression expression = MessageExpression.parse(text);
        return new MessagePriority(message -> expression
                .value(message)
                .filter(value -> value.matches(NUMBER))
                .map(Integer::parseInt)
                .orElse(MessageHeader.NORMAL_PRIORITY));
    }

    /** A message's priority; that of messages which are given none when the expression makes none of it. */
    public int of(Message message) {
        return read.applyAsInt(message);
    }

    /** The grammar of MessagePriority. */
    public static final class Syntax implements SettingSyntax {

        @Override
        public Optional<String> fault(String value) {
            if (value.matches("[+-]?\\d+")) {
                return value.matches(NUMBER)
                        ? Optional.empty()
                        : Optional.of(value + " is no priority (expected: 0 to 9, or an expression)");
            }
            return new MessageExpression.Syntax().fault(value);
        }
    }
}
