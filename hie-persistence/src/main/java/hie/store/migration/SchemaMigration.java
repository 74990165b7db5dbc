package hie.store.migration;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Applies the migrations under {@code db/migration}, on PostgreSQL and on H2. */
public final class SchemaMigration {

    private final DataSource database;

    public SchemaMigration(DataSource database) {
        this.database = database;
    }

    /** Brings the schema up to date; does nothing when it is. Outside any JTA transaction. */
    public void run() {
        Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .loggers("slf4j")
                .load()
                .migrate();
    }
}
