package hie.engine.messaging;

import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;

/**
 * Why a message is on the error queue. It travels with the message as {@code hie_error_…} properties, so that the queue can be
 * read, counted and picked from by them.
 *
 * @param id of this very stay on the error queue; time-ordered
 * @param project {@code workspace/project} of the item that gave the message up
 * @param status {@code SUSPENDED} when the destination refused it, {@code ERROR} when it failed
 * @param at when it was given up
 * @param attempts how often its delivery was tried; 0 for a process
 * @param why in words; no content of the message
 */
public record Suspension(UUID id, String project, HopStatus status, Instant at, int attempts, String why) {

    static final String ID = "hie_error_id";
    static final String PROJECT = "hie_error_project";
    static final String STATUS = "hie_error_status";
    static final String AT = "hie_error_at";
    private static final String ATTEMPTS = "hie_error_attempts";
    private static final String WHY = "hie_error_why";

    public Suspension {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(why, "why");
        if (status != HopStatus.SUSPENDED && status != HopStatus.ERROR) {
            throw new IllegalArgumentException("status: " + status + " (expected: SUSPENDED or ERROR)");
        }
    }

    void write(CoreMessage core) {
        core.putStringProperty(ID, id.toString());
        core.putStringProperty(PROJECT, project);
        core.putStringProperty(STATUS, status.name());
        core.putLongProperty(AT, at.toEpochMilli());
        core.putLongProperty(ATTEMPTS, attempts);
        core.putStringProperty(WHY, why);
    }

    static Suspension read(jakarta.jms.Message jms) throws JMSException {
        return new Suspension(
                UUID.fromString(jms.getStringProperty(ID)),
                jms.getStringProperty(PROJECT),
                HopStatus.valueOf(jms.getStringProperty(STATUS)),
                Instant.ofEpochMilli(jms.getLongProperty(AT)),
                Math.toIntExact(jms.getLongProperty(ATTEMPTS)),
                jms.getStringProperty(WHY));
    }

    /** Identity only. */
    @Override
    public String toString() {
        return "Suspension[" + id + " " + status + "]";
    }
}
