package hie.store.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Writes trace records: a batch in one transaction, or, when the database refuses that, each by itself. */
final class TraceWriter {

    private static final String INSERT_ATTEMPT =
            "insert into attempt (message_id, item, number, at, detail, reply) values (?, ?, ?, ?, ?, ?) on conflict do nothing";

    /** So many rows are written at a stretch. */
    static final int SLICE = 16;

    private final DataSource database;
    private final Runnable breath;

    /** @param breath run between two slices */
    TraceWriter(DataSource database, Runnable breath) {
        this.database = database;
        this.breath = breath;
    }

    List<RejectedRecord> write(List<TraceRecord> batch) throws SQLException {
        if (batch.isEmpty()) {
            return List.of();
        }
        try (Connection connection = database.getConnection()) {
            try {
                transact(connection, batch);
                return List.of();
            } catch (SQLException | RuntimeException e) {
                if (SqlFailure.isAway(e)) {
                    throw SqlFailure.withoutContent("The warehouse could not be written", e);
                }
            }
        }
        return writeEach(batch);
    }

    /**
     * Finds out which record the database refuses. That it blames the data is enough to reject a record; any other failure
     * is the record's only if another record could be written after it and it fails once more.
     */
    private List<RejectedRecord> writeEach(List<TraceRecord> batch) throws SQLException {
        List<RejectedRecord> rejected = new ArrayList<>();
        List<Integer> suspects = new ArrayList<>();
        Exception reason = null;
        boolean works = false;
        for (int i = 0; i < batch.size(); i++) {
            Exception failure = tryOne(batch.get(i));
            if (failure == null) {
                works = true;
            } else if (SqlFailure.isOfData(failure)) {
                rejected.add(new RejectedRecord(i, SqlFailure.describe(failure)));
            } else {
                suspects.add(i);
                reason = failure;
            }
        }
        for (int i : suspects) {
            Exception failure = tryOne(batch.get(i));
            if (failure != null && !works) {
                throw SqlFailure.withoutContent("The warehouse could not be written", reason);
            } else if (failure != null) {
                rejected.add(new RejectedRecord(i, SqlFailure.describe(failure)));
            } else {
                works = true;
            }
        }
        return rejected;
    }

    /** Writes one record; returns what went wrong with it, or {@code null}. */
    private Exception tryOne(TraceRecord record) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try {
                transact(connection, List.of(record));
                return null;
            } catch (SQLException | RuntimeException e) {
                if (SqlFailure.isAway(e)) {
                    throw SqlFailure.withoutContent("The warehouse could not be written", e);
                }
                return e;
            }
        }
    }

    private void transact(Connection connection, List<TraceRecord> batch) throws SQLException {
        Map<UUID, ArchivedMessage> messages = new LinkedHashMap<>();
        for (TraceRecord trace : batch) {
            trace.messages().forEach(message -> messages.putIfAbsent(message.id(), message));
        }
        HopBatch hops = new HopBatch();
        for (TraceRecord trace : batch) {
            trace.hops().forEach(hop -> hops.add(hop, messages.containsKey(hop.message())));
        }
        Transactions.run(connection, () -> {
            MessageWriter writer = new MessageWriter(connection, breath);
            Set<UUID> fresh = messages.isEmpty() ? Set.of() : writer.unknown(messages.keySet());
            writer.insert(messages.values(), hops.takeCompleted(messages, fresh));
            new HopWriter(connection, breath).write(hops, fresh);
            insertAttempts(connection, batch);
        });
    }

    private static void insertAttempts(Connection connection, List<TraceRecord> batch) throws SQLException {
        if (batch.stream().allMatch(trace -> trace.attempts().isEmpty())) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ATTEMPT)) {
            Parameters row = new Parameters(statement);
            for (TraceRecord trace : batch) {
                for (Attempt attempt : trace.attempts()) {
                    row.id(attempt.message())
                            .text(attempt.item(), Warehouse.ITEM_LENGTH)
                            .number(attempt.number())
                            .time(attempt.at())
                            .text(attempt.detail(), 1000)
                            .bytes(attempt.reply())
                            .addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
