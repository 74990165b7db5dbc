package hie.store.message;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells failures of the database apart, and says them in words without the values that drivers put into their texts: a row's
 * content, a statement's parameters.
 */
final class SqlFailure {

    /** SQLSTATE classes by which the database says that it does not like the data. */
    private static final Set<String> DATA = Set.of("22", "23", "54");

    /**
     * Classes by which it says that it is not there or cannot write: no connection, no right to connect, no such database, no room,
     * shutting down, trouble with its disk.
     */
    private static final Set<String> AWAY = Set.of("08", "28", "3D", "53", "57", "58");

    /** States by which H2 says the same: trouble with its file, which it closes upon that, and opens again when asked the next time. */
    private static final Set<String> AWAY_OF_H2 = Set.of("90028", "90031", "90098", "90121");

    private SqlFailure() {}

    /** Whether the record itself is at fault. */
    static boolean isOfData(Exception failure) {
        return failure instanceof SQLException e && DATA.contains(stateClass(e));
    }

    /** Whether the database is away, so that no other record would fare better. */
    static boolean isAway(Exception failure) {
        return failure instanceof SQLException e
                && (AWAY.contains(stateClass(e))
                        || AWAY_OF_H2.contains(String.valueOf(innermost(e).getSQLState())));
    }

    /** The failure in words that may be logged. */
    static String describe(Exception failure) {
        if (!(failure instanceof SQLException sql)) {
            return failure.getClass().getSimpleName();
        }
        SQLException e = innermost(sql);
        String state = e.getSQLState();
        String text = e.getMessage();
        boolean mayTell = !DATA.contains(stateClass(e)) && !(e instanceof BatchUpdateException) && text != null;
        return (mayTell ? text.lines().findFirst().orElse("") : e.getClass().getSimpleName())
                + (state == null ? "" : " (SQLSTATE " + state + ")");
    }

    /** The same failure without what it may tell of a message. */
    static SQLException withoutContent(String what, Exception failure) {
        String state = failure instanceof SQLException e ? innermost(e).getSQLState() : null;
        return new SQLException(what + ": " + describe(failure), state, keepable(failure));
    }

    /** The failure as a cause for logs, or {@code null} when its text may hold values. */
    static Exception keepable(Exception failure) {
        return isOfData(failure) || failure instanceof BatchUpdateException ? null : failure;
    }

    private static String stateClass(SQLException failure) {
        String state = innermost(failure).getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }

    /** A driver wraps what failed a batch; what it wraps is the reason. */
    private static SQLException innermost(SQLException failure) {
        if (failure instanceof BatchUpdateException batch) {
            if (batch.getNextException() != null) {
                return batch.getNextException();
            }
            if (batch.getCause() instanceof SQLException cause) {
                return cause;
            }
        }
        return failure;
    }
}
