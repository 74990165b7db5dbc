package hie.store.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Applies the migrations under {@code db/migration}, which are the same on PostgreSQL and H2, and those under
 * {@code db/postgresql} or {@code db/h2}: what differs, for example indexes.
 */
public final class SchemaMigration {

    private final DataSource database;

    public SchemaMigration(DataSource database) {
        this.database = database;
    }

    /**
     * Brings the schema up to date; does nothing when it is. Outside any JTA transaction.
     *
     * @throws IllegalStateException when the database cannot be reached or is neither PostgreSQL nor H2
     */
    public void run() {
        Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/" + product())
                .loggers("slf4j")
                .load()
                .migrate();
    }

    private String product() {
        try (Connection connection = database.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            if (!product.equals("postgresql") && !product.equals("h2")) {
                throw new IllegalStateException(
                        "The engine runs on PostgreSQL and H2, not on " + product + "; set HIE_DB_URL to one of these");
            }
            return product;
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached; see HIE_DB_URL", e);
        }
    }
}
