package hie.api.host;

import hie.api.message.Message;
import java.util.Objects;

/**
 * One of several questions that are asked at once.
 *
 * @param target the item asked, of the same project
 * @param message what it is asked
 */
public record Call(String target, Message message) {

    public Call {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(message, "message");
    }
}
