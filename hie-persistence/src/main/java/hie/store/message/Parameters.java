package hie.store.message;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Fills a statement's parameters from left to right with what both databases store without complaint. */
final class Parameters {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final PreparedStatement statement;
    private int index;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters id(UUID value) throws SQLException {
        if (value == null) {
            statement.setNull(++index, Types.OTHER);
        } else {
            statement.setObject(++index, value);
        }
        return this;
    }

    Parameters time(Instant value) throws SQLException {
        statement.setObject(++index, OffsetDateTime.ofInstant(storable(value), ZoneOffset.UTC));
        return this;
    }

    /** A text, cut to a length in characters; {@code null} becomes the empty text. */
    Parameters text(String value, int length) throws SQLException {
        statement.setString(++index, storable(value, length));
        return this;
    }

    Parameters number(int value) throws SQLException {
        statement.setInt(++index, value);
        return this;
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    Parameters truth(boolean value) throws SQLException {
        statement.setBoolean(++index, value);
        return this;
    }

    Parameters bytes(byte[] value) throws SQLException {
        statement.setBytes(++index, value);
        return this;
    }

    Parameters ids(UUID[] values) throws SQLException {
        statement.setArray(++index, statement.getConnection().createArrayOf("uuid", values));
        return this;
    }

    /** Adds what was filled in to the statement's batch. */
    void addBatch() throws SQLException {
        statement.addBatch();
        index = 0;
    }

    /** A time in the precision (microseconds) and range that is stored. */
    static Instant storable(Instant value) {
        Instant time = value.truncatedTo(ChronoUnit.MICROS);
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time;
    }

    /** PostgreSQL has no NUL in texts; its place is taken by the replacement character. A pair of surrogates is not cut. */
    static String storable(String value, int length) {
        if (value == null) {
            return "";
        }
        String text = value;
        if (text.length() > length) {
            text = text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
        }
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
