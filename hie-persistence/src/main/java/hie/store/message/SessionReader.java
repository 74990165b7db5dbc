package hie.store.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads messages with what became of them. */
final class SessionReader {

    /** The messages of a session (two parameters, both the session): its first one has its id. */
    static final String IDS =
            "select id from message where id = ? union all select message_id from session_member where session_id = ?";

    private static final String DETAILS =
            "select id, session_id, correlation_id, causation_id, created_at, project, source, accepted, reason, priority,"
                    + " content_type, schema_name, schema_version, control_id, patient_id, peer, properties, size from message";

    private final Connection connection;

    SessionReader(Connection connection) {
        this.connection = connection;
    }

    /** The statuses that occur among the hops of each message. */
    Map<UUID, Set<HopStatus>> statuses(UUID... messages) throws SQLException {
        Map<UUID, Set<HopStatus>> found = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select message_id, status from hop where message_id = any(?) union all"
                        + " select id, 'COMPLETED' from message where id = any(?) and completed_items <> ''")) {
            new Parameters(statement).ids(messages).ids(messages);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getObject(1, UUID.class), id -> EnumSet.noneOf(HopStatus.class))
                            .add(HopStatus.valueOf(rows.getString(2)));
                }
            }
        }
        return found;
    }

    /** The messages that exist of those named, in the order of time. */
    List<MessageDetail> details(UUID... messages) throws SQLException {
        Map<UUID, Set<HopStatus>> statuses = statuses(messages);
        List<MessageDetail> found = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(DETAILS + " where id = any(?) order by created_at, id")) {
            new Parameters(statement).ids(messages);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(detail(row, statuses));
                }
            }
        }
        return found;
    }

    SessionTrace trace(UUID session, int limit) throws SQLException {
        List<UUID> ids = ids(session, limit + 1);
        boolean complete = ids.size() <= limit;
        UUID[] shown = ids.subList(0, Math.min(limit, ids.size())).toArray(UUID[]::new);
        return new SessionTrace(session, details(shown), hops(shown), attempts(shown), complete);
    }

    private List<UUID> ids(UUID session, int limit) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select id from message where id in (" + IDS + ") order by created_at, id limit " + limit)) {
            new Parameters(statement).id(session).id(session);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return ids;
    }

    private List<Hop> hops(UUID... messages) throws SQLException {
        List<Hop> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select message_id, session_id, project, item, from_item, status, at, took_micros, attempts, detail, reply"
                        + " from hop where message_id = any(?)")) {
            new Parameters(statement).ids(messages);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Hop(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            HopStatus.valueOf(row.getString(6)),
                            time(row, 7),
                            row.getLong(8),
                            row.getInt(9),
                            row.getString(10),
                            row.getBytes(11)));
                }
            }
        }
        new KeptHops(connection).read(messages).values().forEach(found::addAll);
        found.sort(Comparator.comparing(Hop::at).thenComparing(Hop::message).thenComparing(Hop::item));
        return found;
    }

    private List<Attempt> attempts(UUID... messages) throws SQLException {
        List<Attempt> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select message_id, item, number, at, detail, reply from attempt where message_id = any(?)")) {
            new Parameters(statement).ids(messages);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Attempt(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getInt(3),
                            time(row, 4),
                            row.getString(5),
                            row.getBytes(6)));
                }
            }
        }
        found.sort(Comparator.comparing(Attempt::at).thenComparingInt(Attempt::number));
        return found;
    }

    private static MessageDetail detail(ResultSet row, Map<UUID, Set<HopStatus>> statuses) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        boolean accepted = row.getBoolean(8);
        return new MessageDetail(
                id,
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                time(row, 5),
                row.getString(6),
                row.getString(7),
                accepted,
                row.getString(9),
                row.getInt(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                row.getString(16),
                row.getString(17),
                row.getInt(18),
                MessageStatus.of(accepted, statuses.getOrDefault(id, Set.of())));
    }

    static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
