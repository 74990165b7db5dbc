package hie.store.message;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On a real server, which this test starts. Its binaries are those of Linux on x86-64. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class WarehouseOnPostgresTest extends WarehouseContract {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    DataSource database() {
        return server.getPostgresDatabase();
    }
}
