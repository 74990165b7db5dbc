package hie.store.message;

import static org.assertj.core.api.Assertions.assertThat;

import hie.store.migration.SchemaMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/** What an earlier version has stored is there after an upgrade. */
class UpgradeOnH2Test {

    private static final UUID SESSION = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID CHILD = UUID.fromString("01900000-0000-7000-8000-000000000002");

    private final JdbcConnectionPool database = JdbcConnectionPool.create(
            "jdbc:h2:mem:upgrade;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
            "hie",
            "hie");

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void store(UUID message) throws SQLException {
        execute("insert into message values ('" + message + "', '" + SESSION
                + "', null, null, now(), 'w/p', 'In', true, '', 4,"
                + " 'text/plain', 'ADT_A01', '2.5', 'C', 'P', '', '', 4)");
        execute("insert into message_content values ('" + message + "', X'01', null)");
        execute("insert into hop values ('" + message + "', 'Out', '" + SESSION
                + "', 'w/p', 'In', 'COMPLETED', now(), 7, 1, 'AA', null)");
    }

    @Test
    void shouldFindAndPurgeSessionsOfVersionFour() throws SQLException {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/h2")
                .target("4")
                .load()
                .migrate();
        store(SESSION);
        store(CHILD);

        new SchemaMigration(database).run();

        Warehouse warehouse = new Warehouse(database);
        SessionTrace trace = warehouse.session(SESSION);
        assertThat(trace.messages()).extracting(MessageDetail::id).containsExactly(SESSION, CHILD);
        assertThat(trace.hops())
                .extracting(Hop::status)
                .containsOnly(HopStatus.COMPLETED)
                .hasSize(2);
        MessageQuery atItem = MessageQuery.builder()
                .item("Out")
                .status(MessageStatus.COMPLETED)
                .build();
        assertThat(warehouse.search(atItem, null, 10).messages()).hasSize(2);
        assertThat(warehouse.write(List.of(new TraceRecord(
                        List.of(),
                        List.of(new Hop(
                                CHILD,
                                SESSION,
                                "w/p",
                                "Out",
                                "In",
                                HopStatus.ERROR,
                                Instant.now().plusSeconds(9),
                                1,
                                1,
                                "",
                                null)),
                        List.of()))))
                .isEmpty();
        assertThat(warehouse.session(SESSION).hops())
                .extracting(Hop::status)
                .contains(HopStatus.ERROR)
                .hasSize(2);
        assertThat(warehouse.purge(Instant.now().plusSeconds(60), 10, true)).isEqualTo(2);
        database.dispose();
    }
}
