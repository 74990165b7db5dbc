package hie.console.message;

import java.util.List;
import java.util.UUID;

/**
 * What is in a message and in the answers to it; for eyes that may see it.
 *
 * @param answers what its sender was told and what its destinations answered, in the order of time
 */
public record MessageContent(UUID message, ContentText body, List<Answer> answers) {

    /**
     * An answer.
     *
     * @param item the item that gave or got it
     * @param attempt which attempt at delivery, from 1; 0 when it went to the sender of the message
     */
    public record Answer(String item, int attempt, ContentText text) {}

    /** Identity only. */
    @Override
    public String toString() {
        return "MessageContent[" + message + "]";
    }
}
