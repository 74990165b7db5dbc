package hie.store.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Inserts messages, each with the hops that are completed already, within somebody's transaction. */
final class MessageWriter {

    private static final String INSERT_MESSAGE =
            "insert into message (id, session_id, correlation_id, causation_id, created_at, project, source, accepted, reason,"
                    + " priority, content_type, schema_name, schema_version, control_id, patient_id, peer, properties, size,"
                    + " completed_items) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict do nothing";
    private static final String INSERT_CONTENT =
            "insert into message_content (message_id, body, reply, completed_hops) values (?, ?, ?, ?) on conflict do nothing";
    private static final String INSERT_MEMBER =
            "insert into session_member (session_id, message_id) values (?, ?) on conflict do nothing";
    private static final String KNOWN =
            "select id from message where id = any(?) union all select message_id from hop where message_id = any(?)";

    private final Connection connection;
    private final Runnable breath;

    /** @param breath run between two slices */
    MessageWriter(Connection connection, Runnable breath) {
        this.connection = connection;
        this.breath = breath;
    }

    /** Of these messages, those of which the warehouse has nothing yet, not even a hop. */
    Set<UUID> unknown(Set<UUID> messages) throws SQLException {
        Set<UUID> unknown = new HashSet<>(messages);
        UUID[] ids = messages.toArray(UUID[]::new);
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            new Parameters(statement).ids(ids).ids(ids);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    unknown.remove(row.getObject(1, UUID.class));
                }
            }
        }
        return unknown;
    }

    /** @param completed the hops to be kept with their messages */
    void insert(Collection<ArchivedMessage> messages, Map<UUID, List<Hop>> completed) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement(INSERT_MESSAGE);
                PreparedStatement contents = connection.prepareStatement(INSERT_CONTENT)) {
            Parameters row = new Parameters(rows);
            Parameters content = new Parameters(contents);
            int waiting = 0;
            for (ArchivedMessage message : messages) {
                List<Hop> hops = completed.getOrDefault(message.id(), List.of());
                fill(row, message, hops);
                content.id(message.id())
                        .bytes(message.body())
                        .bytes(message.reply())
                        .bytes(CompletedHops.encode(hops))
                        .addBatch();
                if (++waiting == TraceWriter.SLICE) {
                    rows.executeBatch();
                    contents.executeBatch();
                    breath.run();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                rows.executeBatch();
                contents.executeBatch();
            }
        }
        insertMembers(messages);
    }

    /** The first message of a session has its id; the others are found by their session. */
    private void insertMembers(Collection<ArchivedMessage> messages) throws SQLException {
        if (messages.stream().allMatch(message -> message.session().equals(message.id()))) {
            return;
        }
        try (PreparedStatement members = connection.prepareStatement(INSERT_MEMBER)) {
            Parameters member = new Parameters(members);
            for (ArchivedMessage message : messages) {
                if (!message.session().equals(message.id())) {
                    member.id(message.session()).id(message.id()).addBatch();
                }
            }
            members.executeBatch();
        }
    }

    private static void fill(Parameters row, ArchivedMessage m, List<Hop> completed) throws SQLException {
        row.id(m.id())
                .id(m.session())
                .id(m.correlation())
                .id(m.causation())
                .time(m.created())
                .text(m.project(), Warehouse.PROJECT_LENGTH)
                .text(m.source(), Warehouse.ITEM_LENGTH)
                .truth(m.accepted())
                .text(m.reason(), 1000)
                .number(m.priority())
                .text(m.contentType(), 128)
                .text(m.schemaName(), 64)
                .text(m.schemaVersion(), 32)
                .text(m.controlId(), Warehouse.IDENTIFIER_LENGTH)
                .text(m.patientId(), Warehouse.IDENTIFIER_LENGTH)
                .text(m.peer(), 500)
                .text(m.properties(), 10_000)
                .number(m.body().length)
                .text(CompletedHops.names(completed), CompletedHops.NAMES_LENGTH)
                .addBatch();
    }
}
