package hie.engine.messaging;

import hie.api.message.Message;
import java.util.Objects;

/** A message on the error queue, with why it is there. */
public record SuspendedMessage(Suspension suspension, Message message) {

    public SuspendedMessage {
        Objects.requireNonNull(suspension, "suspension");
        Objects.requireNonNull(message, "message");
    }

    /** Identity only. */
    @Override
    public String toString() {
        return "SuspendedMessage[" + suspension.id() + " " + message.header().id() + "]";
    }
}
