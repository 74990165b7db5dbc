package hie.store.message;

import java.time.Instant;
import java.util.UUID;

/**
 * What to search the warehouse for. Every criterion may be {@code null}, which leaves it open; all that are given must hold.
 *
 * @param from created at this time or later
 * @param to created before this time
 * @param project {@code workspace/project}
 * @param item an item that received or made the message, or that it was sent to
 * @param status where the message stands as a whole; together with {@code item}: where it stands at that item
 * @param controlId MSH-10, exactly
 * @param patientId the patient's identifier, exactly
 * @param type the schema's name, for example {@code ADT_A01}; with {@code *} at its end, how the name begins
 * @param session the session
 */
public record MessageQuery(
        Instant from,
        Instant to,
        String project,
        String item,
        MessageStatus status,
        String controlId,
        String patientId,
        String type,
        UUID session) {

    /** A query for everything, to be narrowed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Without the identifiers of patient and message. */
    @Override
    public String toString() {
        return "MessageQuery[" + from + " to " + to + " " + project + " " + item + " " + status + " " + type + "]";
    }

    /** Narrows a query. Empty texts count as not given, as they come from forms. */
    public static final class Builder {

        private Instant from;
        private Instant to;
        private String project;
        private String item;
        private MessageStatus status;
        private String controlId;
        private String patientId;
        private String type;
        private UUID session;

        private Builder() {}

        public Builder from(Instant value) {
            from = value;
            return this;
        }

        public Builder to(Instant value) {
            to = value;
            return this;
        }

        public Builder project(String value) {
            project = given(value);
            return this;
        }

        public Builder item(String value) {
            item = given(value);
            return this;
        }

        public Builder status(MessageStatus value) {
            status = value;
            return this;
        }

        public Builder controlId(String value) {
            controlId = given(value);
            return this;
        }

        public Builder patientId(String value) {
            patientId = given(value);
            return this;
        }

        public Builder type(String value) {
            type = given(value);
            return this;
        }

        public Builder session(UUID value) {
            session = value;
            return this;
        }

        public MessageQuery build() {
            return new MessageQuery(from, to, project, item, status, controlId, patientId, type, session);
        }

        private static String given(String value) {
            return value == null || value.isBlank() ? null : value.strip();
        }
    }
}
