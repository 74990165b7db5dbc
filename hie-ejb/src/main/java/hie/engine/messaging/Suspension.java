package hie.engine.messaging;

import hie.store.message.HopStatus;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.Message;
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
 * @param key the order key that is held back with it (HoldKeyOnSuspend), or {@code null}
 * @param behind the suspension that it is held behind, or {@code null} when it is held behind none
 */
public record Suspension(
        UUID id, String project, HopStatus status, Instant at, int attempts, String why, String key, UUID behind) {

    static final String ID = "hie_error_id";
    static final String PROJECT = "hie_error_project";
    static final String STATUS = "hie_error_status";
    static final String AT = "hie_error_at";
    private static final String ATTEMPTS = "hie_error_attempts";
    private static final String WHY = "hie_error_why";
    static final String KEY = "hie_error_key";
    static final String BEHIND = "hie_error_behind";

    public Suspension {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(why, "why");
        if (status != HopStatus.SUSPENDED && status != HopStatus.ERROR) {
            throw new IllegalArgumentException("status: " + status + " (expected: SUSPENDED or ERROR)");
        }
    }

    /** A message that holds nothing back. */
    public Suspension(UUID id, String project, HopStatus status, Instant at, int attempts, String why) {
        this(id, project, status, at, attempts, why, null, null);
    }

    /** Whether others of its order key are held back behind it. */
    public boolean holdsItsKey() {
        return key != null && behind == null;
    }

    void write(CoreMessage core) {
        core.putStringProperty(ID, id.toString());
        core.putStringProperty(PROJECT, project);
        core.putStringProperty(STATUS, status.name());
        core.putLongProperty(AT, at.toEpochMilli());
        core.putLongProperty(ATTEMPTS, attempts);
        core.putStringProperty(WHY, why);
        if (key != null) {
            core.putStringProperty(KEY, key);
        }
        if (behind != null) {
            core.putStringProperty(BEHIND, behind.toString());
        }
    }

    /** The key that a message holds back which is on its way to the error queue, if it does. */
    static Optional<HeldKey> heldBy(Message core) {
        String key = core.getStringProperty(KEY);
        return key == null || core.containsProperty(BEHIND)
                ? Optional.empty()
                : Optional.of(new HeldKey(
                        key,
                        UUID.fromString(core.getStringProperty(ID)),
                        JmsEnvelope.header(core).id()));
    }

    static Suspension read(jakarta.jms.Message jms) throws JMSException {
        return new Suspension(
                UUID.fromString(jms.getStringProperty(ID)),
                jms.getStringProperty(PROJECT),
                HopStatus.valueOf(jms.getStringProperty(STATUS)),
                Instant.ofEpochMilli(jms.getLongProperty(AT)),
                Math.toIntExact(jms.getLongProperty(ATTEMPTS)),
                jms.getStringProperty(WHY),
                jms.getStringProperty(KEY),
                jms.propertyExists(BEHIND) ? UUID.fromString(jms.getStringProperty(BEHIND)) : null);
    }

    static Suspension read(Message core) {
        String behind = core.getStringProperty(BEHIND);
        return new Suspension(
                UUID.fromString(core.getStringProperty(ID)),
                core.getStringProperty(PROJECT),
                HopStatus.valueOf(core.getStringProperty(STATUS)),
                Instant.ofEpochMilli(core.getLongProperty(AT)),
                Math.toIntExact(core.getLongProperty(ATTEMPTS)),
                core.getStringProperty(WHY),
                core.getStringProperty(KEY),
                behind == null ? null : UUID.fromString(behind));
    }

    /** Identity only. */
    @Override
    public String toString() {
        return "Suspension[" + id + " " + status + "]";
    }
}
