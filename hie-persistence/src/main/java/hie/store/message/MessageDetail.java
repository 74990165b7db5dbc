package hie.store.message;

import java.time.Instant;
import java.util.UUID;

/**
 * Everything kept about a message but its body and the reply, which are asked for by themselves.
 *
 * @param correlation the message it answers, or {@code null}
 * @param causation the message whose processing created it, or {@code null}
 * @param reason why it was refused; empty when accepted
 * @param properties further header values, a line each: {@code name=value}
 * @param size of the body, in bytes
 * @param status where it stands as a whole
 */
public record MessageDetail(
        UUID id,
        UUID session,
        UUID correlation,
        UUID causation,
        Instant created,
        String project,
        String source,
        boolean accepted,
        String reason,
        int priority,
        String contentType,
        String schemaName,
        String schemaVersion,
        String controlId,
        String patientId,
        String peer,
        String properties,
        int size,
        MessageStatus status) {

    /** Identity, type and size only. */
    @Override
    public String toString() {
        return "MessageDetail[" + id + " " + schemaName + " " + size + " bytes " + status + "]";
    }
}
