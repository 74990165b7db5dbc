package hie.engine.rule;

import hie.api.message.Message;

/** Makes another message of one. Immutable; used by any number of threads. */
public interface MessageTransform {

    /**
     * The message made of one; its header is that of the one it was made of.
     *
     * @throws RuntimeException when it cannot be made; without content of the message in its text
     */
    Message apply(Message message);
}
