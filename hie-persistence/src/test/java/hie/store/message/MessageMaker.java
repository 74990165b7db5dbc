package hie.store.message;

import java.time.Instant;
import java.util.UUID;

/** A message of no importance, but for what is set. */
final class MessageMaker {

    private final UUID id;
    private UUID session;
    private Instant created;
    private String project = WarehouseContract.PROJECT;
    private String source = "In";
    private boolean accepted = true;
    private String schemaName = "ADT_A01";
    private String controlId = "C";
    private String patientId = "P";
    private byte[] body = WarehouseContract.bytes("MSH|");
    private byte[] reply;

    MessageMaker(UUID id, Instant created) {
        this.id = id;
        this.session = id;
        this.created = created;
    }

    MessageMaker session(UUID value) {
        session = value;
        return this;
    }

    MessageMaker created(Instant value) {
        created = value;
        return this;
    }

    MessageMaker project(String value) {
        project = value;
        return this;
    }

    MessageMaker source(String value) {
        source = value;
        return this;
    }

    MessageMaker refused() {
        accepted = false;
        return this;
    }

    MessageMaker schemaName(String value) {
        schemaName = value;
        return this;
    }

    MessageMaker controlId(String value) {
        controlId = value;
        return this;
    }

    MessageMaker patientId(String value) {
        patientId = value;
        return this;
    }

    MessageMaker body(byte[] value) {
        body = value;
        return this;
    }

    MessageMaker reply(byte[] value) {
        reply = value;
        return this;
    }

    ArchivedMessage build() {
        return new ArchivedMessage(
                id,
                session,
                null,
                null,
                created,
                project,
                source,
                accepted,
                "",
                4,
                "x-application/hl7-v2+er7",
                schemaName,
                "2.5",
                controlId,
                patientId,
                "",
                "",
                body,
                reply);
    }
}
