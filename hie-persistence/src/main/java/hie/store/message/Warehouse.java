package hie.store.message;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Every message, with what became of it. The archiver writes, the console and the REST API read. Safe for use by any thread.
 *
 * <p>Reading runs in its caller's JTA transaction, where there is one, and gives up after {@value #QUERY_SECONDS} seconds.
 * Writing and purging commit by themselves and are called outside any JTA transaction. No exception of this class holds
 * content of a message.
 */
@ApplicationScoped
public class Warehouse {

    /** The most messages of a session that {@link #session} shows. */
    public static final int TRACE_LIMIT = 1000;

    /** The largest page of a search. */
    public static final int PAGE_LIMIT = 1000;

    static final int PROJECT_LENGTH = 160;
    static final int ITEM_LENGTH = 64;
    static final int IDENTIFIER_LENGTH = 200;

    private static final int QUERY_SECONDS = 30;

    @Resource(lookup = "java:/hie/database")
    DataSource database;

    /** For the container, which sets the database. */
    protected Warehouse() {}

    /** A warehouse in a database whose schema is up to date. */
    public Warehouse(DataSource database) {
        this.database = database;
    }

    /**
     * Writes records, in one transaction if the database takes them all. A record that was written before changes nothing;
     * hops may come in any order. Texts that are too long are cut, NUL characters in them replaced.
     *
     * @return the records that the database does not take, whatever is tried; all others are written
     * @throws SQLException when the database is in trouble; some of the records may have been written, and all should be
     *     written again later
     */
    public List<RejectedRecord> write(List<TraceRecord> batch) throws SQLException {
        return write(batch, () -> {});
    }

    /**
     * As {@link #write(List)}, in slices of some rows.
     *
     * @param breath run between two slices, within the transaction; it may wait a little, so that others get the processor
     */
    public List<RejectedRecord> write(List<TraceRecord> batch, Runnable breath) throws SQLException {
        return new TraceWriter(database, breath).write(batch);
    }

    /**
     * Searches for messages, newest first.
     *
     * @param cursor where the page before ended ({@link MessagePage#next}), or {@code null} for the first page
     * @param limit the most messages wanted, 1 to {@value #PAGE_LIMIT}
     * @throws IllegalArgumentException when the limit or the cursor is none
     */
    public MessagePage search(MessageQuery query, String cursor, int limit) {
        if (limit < 1 || limit > PAGE_LIMIT) {
            throw new IllegalArgumentException("A page holds 1 to " + PAGE_LIMIT + " messages, not " + limit);
        }
        SearchStatement search = SearchStatement.of(query, cursor == null ? null : Cursor.parse(cursor));
        return read(connection -> {
            List<MessageSummary> found = new ArrayList<>();
            try (PreparedStatement statement = search.prepare(connection, limit + 1)) {
                statement.setQueryTimeout(QUERY_SECONDS);
                List<Boolean> accepted = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(summary(row));
                        accepted.add(row.getBoolean(10));
                    }
                }
                Map<UUID, Set<HopStatus>> statuses = new SessionReader(connection)
                        .statuses(found.stream().map(MessageSummary::id).toArray(UUID[]::new));
                for (int i = 0; i < found.size(); i++) {
                    MessageSummary message = found.get(i);
                    found.set(i, withStatus(message, accepted.get(i), statuses.getOrDefault(message.id(), Set.of())));
                }
            }
            return page(found, limit);
        });
    }

    private static MessageSummary summary(ResultSet row) throws SQLException {
        return new MessageSummary(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                SessionReader.time(row, 3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getInt(9),
                MessageStatus.COMPLETED);
    }

    private static MessageSummary withStatus(MessageSummary m, boolean accepted, Set<HopStatus> hops) {
        return new MessageSummary(
                m.id(),
                m.session(),
                m.created(),
                m.project(),
                m.source(),
                m.type(),
                m.controlId(),
                m.patientId(),
                m.size(),
                MessageStatus.of(accepted, hops));
    }

    private static MessagePage page(List<MessageSummary> found, int limit) {
        if (found.size() <= limit) {
            return new MessagePage(found, Optional.empty());
        }
        MessageSummary last = found.get(limit - 1);
        return new MessagePage(found.subList(0, limit), Optional.of(new Cursor(last.created(), last.id()).text()));
    }

    /** A message without its body and reply; empty when the warehouse does not have it (yet, or any more). */
    public Optional<MessageDetail> find(UUID id) {
        return read(
                connection -> new SessionReader(connection).details(id).stream().findFirst());
    }

    /** The bytes of a message as they came in; empty when the warehouse does not have it. */
    public Optional<byte[]> body(UUID id) {
        return content("body", id);
    }

    /** What the sender of a message was told; empty when it was told nothing, or the warehouse does not have it. */
    public Optional<byte[]> reply(UUID id) {
        return content("reply", id);
    }

    private Optional<byte[]> content(String column, UUID id) {
        return read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select " + column + " from message_content where message_id = ?")) {
                new Parameters(statement).id(id);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.ofNullable(row.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    /** All that one inbound message gave rise to; of a session that does not exist, nothing. */
    public SessionTrace session(UUID session) {
        return read(connection -> new SessionReader(connection).trace(session, TRACE_LIMIT));
    }

    /** Like {@link #purge(Instant, int, boolean)}; messages that failed at an item are kept. */
    public int purge(Instant before, int maxMessages) throws SQLException {
        return purge(before, maxMessages, false);
    }

    /**
     * Deletes the oldest sessions whose messages are all older than a time, with their hops and attempts; never one with a
     * message that still waits or is tried again. Sessions that stay are passed over each time anew.
     *
     * @param maxMessages when to stop; the last session may exceed it
     * @param evenTroubled whether to delete also what failed at an item or was suspended
     * @return how many messages were deleted
     * @throws SQLException when the database is in trouble; what was deleted until then stays deleted
     */
    public int purge(Instant before, int maxMessages, boolean evenTroubled) throws SQLException {
        return new SessionPurge(database, before, evenTroubled).purge(maxMessages);
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = database.getConnection()) {
            return reading.from(connection);
        } catch (SQLException e) {
            throw new WarehouseException(
                    "The warehouse could not be read: " + SqlFailure.describe(e), SqlFailure.keepable(e));
        }
    }
}
