package hie.store.message;

import static org.assertj.core.api.Assertions.assertThat;

import hie.store.migration.SchemaMigration;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

abstract class WarehouseContract {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");
    static final String PROJECT = "default/sample";

    DataSource database;
    Warehouse warehouse;
    private int made;

    /** The database under test; the same for all tests of a class. */
    abstract DataSource database();

    @BeforeEach
    void emptyWarehouse() throws SQLException {
        database = database();
        new SchemaMigration(database).run();
        for (String table : List.of("message", "message_content", "session_member", "hop", "attempt")) {
            execute("delete from " + table);
        }
        warehouse = new Warehouse(database);
    }

    final void write(TraceRecord... records) throws SQLException {
        assertThat(warehouse.write(List.of(records))).isEmpty();
    }

    final void assertFinds(MessageQuery.Builder query, ArchivedMessage... expected) {
        assertThat(warehouse.search(query.build(), null, 100).messages())
                .extracting(MessageSummary::id)
                .containsExactly(
                        Arrays.stream(expected).map(ArchivedMessage::id).toArray(UUID[]::new));
    }

    final void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    final int rows(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                java.sql.ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getInt(1);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Ids that grow in the order they are made, within a millisecond as well. */
    final UUID id(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000L, 0x8000000000000000L | ++made);
    }

    final MessageMaker message(Instant created) {
        return new MessageMaker(id(created), created);
    }

    static Hop hop(ArchivedMessage message, String item, HopStatus status, int millis) {
        return new Hop(
                message.id(), message.session(), PROJECT, item, "In", status, NOW.plusMillis(millis), 10, 1, "", null);
    }

    static Attempt attempt(ArchivedMessage message, int number, int millis) {
        return new Attempt(message.id(), "Out", number, NOW.plusMillis(millis), "no answer", bytes("NAK"));
    }

    static TraceRecord trace(ArchivedMessage message) {
        return new TraceRecord(List.of(message), List.of(), List.of());
    }

    static TraceRecord trace(Hop hop) {
        return new TraceRecord(List.of(), List.of(hop), List.of());
    }
}
