package hie.store.message;

import java.time.Instant;
import java.util.UUID;

/**
 * A message in a list.
 *
 * @param type the schema's name; may be empty
 * @param size of the body, in bytes
 */
public record MessageSummary(
        UUID id,
        UUID session,
        Instant created,
        String project,
        String source,
        String type,
        String controlId,
        String patientId,
        int size,
        MessageStatus status) {

    /** Identity, type and size only. */
    @Override
    public String toString() {
        return "MessageSummary[" + id + " " + type + " " + size + " bytes " + status + "]";
    }
}
