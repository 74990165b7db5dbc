package hie.store.message;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One attempt to deliver that did not settle the matter: the destination was not reached, did not answer, or asked for a
 * retry. The attempt that settles it is in the {@link Hop} itself.
 *
 * @param number which attempt, from 1
 * @param detail what happened; no content of the message
 * @param reply what the destination answered, or {@code null}
 */
public record Attempt(UUID message, String item, int number, Instant at, String detail, byte[] reply) {

    public Attempt {
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String toString() {
        return "Attempt[" + message + " at " + item + " #" + number + "]";
    }
}
