package hie.store.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs work in a transaction of its own connection, outside JTA, and makes it last. */
final class Transactions {

    /** A step of work on the database. */
    interface Work {
        void run() throws SQLException;
    }

    private Transactions() {}

    static void run(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            work.run();
            connection.commit();
            done = true;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
        persist(connection);
    }

    /**
     * H2 writes what is committed to its file a moment later, or when asked to; PostgreSQL has done so when it returns from
     * the commit.
     */
    private static void persist(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }
    }
}
