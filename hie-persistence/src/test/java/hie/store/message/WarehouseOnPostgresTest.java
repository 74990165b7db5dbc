package hie.store.message;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** On a real server, which this test starts. Its binaries are those of Linux on x86-64. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class WarehouseOnPostgresTest {

    private static EmbeddedPostgres server;

    /** Any pool does; this one is at hand. */
    private static JdbcConnectionPool pool;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .start();
        PGConnectionPoolDataSource connections = new PGConnectionPoolDataSource();
        connections.setUrl(server.getJdbcUrl("postgres", "postgres"));
        pool = JdbcConnectionPool.create(connections);
    }

    @AfterAll
    static void stop() throws IOException {
        pool.dispose();
        server.close();
    }

    @Nested
    class Writing extends WarehouseWriteContract {

        @Override
        DataSource database() {
            return pool;
        }
    }

    @Nested
    class KeepingHops extends WarehouseHopContract {

        @Override
        DataSource database() {
            return pool;
        }
    }

    @Nested
    class Reading extends WarehouseReadContract {

        @Override
        DataSource database() {
            return pool;
        }
    }

    @Nested
    class Purging extends WarehousePurgeContract {

        @Override
        DataSource database() {
            return pool;
        }
    }
}
