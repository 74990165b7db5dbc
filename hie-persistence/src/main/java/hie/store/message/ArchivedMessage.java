package hie.store.message;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A message as the warehouse keeps it: written once, when it came into being.
 *
 * @param correlation the message it answers, or {@code null}
 * @param causation the message whose processing created it, or {@code null}
 * @param project {@code workspace/project}
 * @param source the item that received or created it
 * @param accepted whether the engine took it over; a refused message has no hops
 * @param reason why it was refused; empty when accepted
 * @param schemaName for HL7 v2 the message type, for example {@code ADT_A01}; may be empty
 * @param controlId MSH-10; may be empty
 * @param patientId PID-3.1, or PID-2.1 where that is empty; may be empty
 * @param peer where it came from: an address, a file's name; may be empty
 * @param properties further header values, as text; may be empty
 * @param body the bytes as they came in
 * @param reply what the sender was told, or {@code null}
 */
public record ArchivedMessage(
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
        byte[] body,
        byte[] reply) {

    public ArchivedMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(body, "body");
    }

    /** Identity, type and size only. */
    @Override
    public String toString() {
        return "ArchivedMessage[" + id + " " + schemaName + " " + body.length + " bytes]";
    }
}
