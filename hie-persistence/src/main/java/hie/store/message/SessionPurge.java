package hie.store.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Deletes old sessions, oldest first, a chunk in a transaction. A session goes whole or not at all: it stays while one of its
 * messages is young, waits, or is being tried.
 */
final class SessionPurge {

    private static final int CHUNK = 500;

    private final DataSource database;
    private final Instant before;
    private final String kept;

    SessionPurge(DataSource database, Instant before, boolean evenTroubled) {
        this.database = database;
        this.before = before;
        this.kept = evenTroubled ? "'QUEUED', 'RETRYING'" : "'QUEUED', 'RETRYING', 'SUSPENDED', 'ERROR'";
    }

    int purge(int maxMessages) throws SQLException {
        int deleted = 0;
        Cursor position = null;
        try (Connection connection = database.getConnection()) {
            while (deleted < maxMessages) {
                Chunk chunk = next(connection, position, Math.min(CHUNK, maxMessages - deleted));
                if (chunk.end() == null) {
                    break;
                }
                Set<UUID> sessions = chunk.sessions();
                sessions.removeAll(staying(connection, sessions));
                UUID[] messages = messages(connection, sessions);
                if (messages.length > 0) {
                    delete(connection, messages);
                }
                deleted += messages.length;
                position = chunk.end();
            }
        } catch (SQLException e) {
            throw SqlFailure.withoutContent("The warehouse could not be purged", e);
        }
        return deleted;
    }

    /** The sessions of the next oldest messages, and where these end; the end is {@code null} after the last. */
    private record Chunk(Set<UUID> sessions, Cursor end) {}

    private Chunk next(Connection connection, Cursor after, int limit) throws SQLException {
        String condition = after == null ? "" : " and created_at >= ? and (created_at > ? or id > ?)";
        Set<UUID> sessions = new HashSet<>();
        Cursor end = null;
        try (PreparedStatement statement =
                connection.prepareStatement("select session_id, created_at, id from message where created_at < ?"
                        + condition + " order by created_at, id limit " + limit)) {
            Parameters parameters = new Parameters(statement).time(before);
            if (after != null) {
                parameters.time(after.created()).time(after.created()).id(after.id());
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sessions.add(row.getObject(1, UUID.class));
                    end = new Cursor(SessionReader.time(row, 2), row.getObject(3, UUID.class));
                }
            }
        }
        return new Chunk(sessions, end);
    }

    private Set<UUID> staying(Connection connection, Set<UUID> sessions) throws SQLException {
        String young = "select session_id from message where " + ofSessions("") + " and created_at >= ?";
        String open = "select m.session_id from message m join hop h on h.message_id = m.id where " + ofSessions("m.")
                + " and h.status in (" + kept + ")";
        Set<UUID> staying = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(young)) {
            UUID[] ids = sessions.toArray(UUID[]::new);
            new Parameters(statement).ids(ids).ids(ids).time(before);
            staying.addAll(ids(statement));
        }
        try (PreparedStatement statement = connection.prepareStatement(open)) {
            UUID[] ids = sessions.toArray(UUID[]::new);
            new Parameters(statement).ids(ids).ids(ids);
            staying.addAll(ids(statement));
        }
        return staying;
    }

    private static UUID[] messages(Connection connection, Set<UUID> sessions) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id from message where " + ofSessions(""))) {
            UUID[] ids = sessions.toArray(UUID[]::new);
            new Parameters(statement).ids(ids).ids(ids);
            return ids(statement).toArray(UUID[]::new);
        }
    }

    /** The messages of sessions (two parameters, both the sessions), in a way that finds the indexes of both databases. */
    private static String ofSessions(String prefix) {
        return prefix + "id in (select s.id from message s where s.id = any(?)"
                + " union all select s.id from message s where s.session_id = any(?) and s.session_id <> s.id)";
    }

    private static List<UUID> ids(PreparedStatement statement) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static void delete(Connection connection, UUID... messages) throws SQLException {
        Transactions.run(connection, () -> {
            for (String table : List.of(
                    "attempt where message_id",
                    "hop where message_id",
                    "message_content where message_id",
                    "message where id")) {
                try (PreparedStatement statement = connection.prepareStatement("delete from " + table + " = any(?)")) {
                    new Parameters(statement).ids(messages);
                    statement.executeUpdate();
                }
            }
        });
    }
}
