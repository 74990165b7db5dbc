package hie.store.message;

import static org.assertj.core.api.Assertions.assertThat;

import hie.store.migration.SchemaMigration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 keeps what was committed in memory for a while, unless told otherwise. */
class H2DurabilityTest {

    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

    @TempDir
    Path directory;

    @Test
    void shouldHaveWrittenToDiskWhenTheProcessDiesRightAfterwards() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("victim.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Victim.DIED);

        JdbcConnectionPool pool = database(directory.toString());
        try {
            assertThat(new Warehouse(pool).find(ID)).isPresent();
        } finally {
            pool.dispose();
        }
    }

    private static JdbcConnectionPool database(String directory) {
        return JdbcConnectionPool.create(
                "jdbc:h2:file:" + directory + "/hie;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "hie",
                "hie");
    }

    /** Writes a message and dies without a farewell. */
    static final class Victim {

        static final int DIED = 77;

        private Victim() {}

        public static void main(String[] arguments) throws Exception {
            DataSource database = database(arguments[0]);
            new SchemaMigration(database).run();
            ArchivedMessage message = new ArchivedMessage(
                    ID,
                    ID,
                    null,
                    null,
                    Instant.now(),
                    "w/p",
                    "In",
                    true,
                    "",
                    4,
                    "text/plain",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    new byte[1000],
                    null);
            new Warehouse(database).write(List.of(new TraceRecord(List.of(message), List.of(), List.of())));
            Runtime.getRuntime().halt(DIED);
        }
    }
}
