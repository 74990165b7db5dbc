package hie.store.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Set<HopStatus> kept;

    SessionPurge(DataSource database, Instant before, boolean evenTroubled) {
        this.database = database;
        this.before = before;
        this.kept = evenTroubled
                ? EnumSet.of(HopStatus.QUEUED, HopStatus.RETRYING)
                : EnumSet.of(HopStatus.QUEUED, HopStatus.RETRYING, HopStatus.SUSPENDED, HopStatus.ERROR);
    }

    int purge(int maxMessages) throws SQLException {
        int deleted = 0;
        UUID position = new UUID(0, 0);
        try (Connection connection = database.getConnection()) {
            while (deleted < maxMessages) {
                Chunk chunk = next(connection, position, Math.min(CHUNK, maxMessages - deleted));
                if (chunk.end() == null) {
                    break;
                }
                Map<UUID, UUID> messages = removable(connection, chunk.sessions());
                if (!messages.isEmpty()) {
                    delete(connection, messages);
                }
                deleted += messages.size();
                position = chunk.end();
            }
        } catch (SQLException e) {
            throw SqlFailure.withoutContent("The warehouse could not be purged", e);
        }
        return deleted;
    }

    /** The sessions of the next oldest messages, and where these end; the end is {@code null} after the last. */
    private record Chunk(Set<UUID> sessions, UUID end) {}

    /** Goes along the key, which grows with time: it is the one index that both databases read from old to new. */
    private Chunk next(Connection connection, UUID after, int limit) throws SQLException {
        Set<UUID> sessions = new HashSet<>();
        UUID end = null;
        try (PreparedStatement statement = connection.prepareStatement("select session_id, id from message"
                + " where id > ? and id < ? and created_at < ? order by id limit " + limit)) {
            new Parameters(statement)
                    .id(after)
                    .id(MessageTimes.firstIdAt(before))
                    .time(before);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sessions.add(row.getObject(1, UUID.class));
                    end = row.getObject(2, UUID.class);
                }
            }
        }
        return new Chunk(sessions, end);
    }

    /** The messages of those of the sessions that may go, each with its session. */
    private Map<UUID, UUID> removable(Connection connection, Set<UUID> sessions) throws SQLException {
        Map<UUID, UUID> sessionOf = new HashMap<>();
        Set<UUID> staying = new HashSet<>();
        for (String condition :
                List.of("id = any(?)", "id in (select message_id from session_member where session_id = any(?))")) {
            try (PreparedStatement statement =
                    connection.prepareStatement("select id, session_id, created_at from message where " + condition)) {
                new Parameters(statement).ids(sessions.toArray(UUID[]::new));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        UUID session = row.getObject(2, UUID.class);
                        sessionOf.put(row.getObject(1, UUID.class), session);
                        if (!SessionReader.time(row, 3).isBefore(before)) {
                            staying.add(session);
                        }
                    }
                }
            }
        }
        new SessionReader(connection)
                .statuses(sessionOf.keySet().toArray(UUID[]::new))
                .forEach((message, statuses) -> {
                    if (statuses.stream().anyMatch(kept::contains)) {
                        staying.add(sessionOf.get(message));
                    }
                });
        sessionOf.values().removeIf(session -> staying.contains(session) || !sessions.contains(session));
        return sessionOf;
    }

    private static void delete(Connection connection, Map<UUID, UUID> sessionOf) throws SQLException {
        UUID[] messages = sessionOf.keySet().toArray(UUID[]::new);
        UUID[] sessions = Set.copyOf(sessionOf.values()).toArray(UUID[]::new);
        Transactions.run(connection, () -> {
            delete(connection, "attempt where message_id", messages);
            delete(connection, "hop where message_id", messages);
            delete(connection, "message_content where message_id", messages);
            delete(connection, "session_member where session_id", sessions);
            delete(connection, "message where id", messages);
        });
    }

    private static void delete(Connection connection, String rows, UUID... ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from " + rows + " = any(?)")) {
            new Parameters(statement).ids(ids);
            statement.executeUpdate();
        }
    }
}
