package hie.store.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class WarehouseOnH2Test {

    private static JdbcConnectionPool pool;

    @BeforeAll
    static void open() {
        pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:warehouse;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
                "hie",
                "hie");
    }

    @AfterAll
    static void close() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
        pool.dispose();
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
