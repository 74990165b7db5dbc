package hie.store.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Writes trace records: a batch in one transaction, or, when the database refuses that, each by itself. */
final class TraceWriter {

    private static final String INSERT_MESSAGE =
            "insert into message (id, session_id, correlation_id, causation_id, created_at, project, source, accepted, reason,"
                    + " priority, content_type, schema_name, schema_version, control_id, patient_id, peer, properties, size)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
    private static final String INSERT_CONTENT =
            "insert into message_content (message_id, body, reply) values (?, ?, ?) on conflict do nothing";
    private static final String INSERT_ATTEMPT =
            "insert into attempt (message_id, item, number, at, detail, reply) values (?, ?, ?, ?, ?, ?) on conflict do nothing";
    private static final String INSERT_HOP =
            "insert into hop (session_id, project, from_item, status, at, took_micros, attempts, detail, reply, message_id, item)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";

    /** The rule of {@link HopBatch#later}, for a record that is final. */
    private static final String UPDATE_FINAL = update("(status in ('QUEUED', 'RETRYING') or at <= ?)");

    /** The rule of {@link HopBatch#later}, for a record that is not final. */
    private static final String UPDATE_RETRYING = update("(status = 'QUEUED' or status = 'RETRYING' and at <= ?)");

    /** So many rows are written at a stretch. */
    private static final int SLICE = 16;

    private final DataSource database;
    private final Runnable breath;

    /** @param breath run between two slices */
    TraceWriter(DataSource database, Runnable breath) {
        this.database = database;
        this.breath = breath;
    }

    private static String update(String condition) {
        return "update hop set session_id = ?, project = ?, from_item = ?, status = ?, at = ?, took_micros = ?, attempts = ?,"
                + " detail = ?, reply = ? where message_id = ? and item = ? and " + condition;
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
        Transactions.run(connection, () -> {
            Set<UUID> created = insertMessages(connection, batch);
            writeHops(connection, batch, created);
            insertAttempts(connection, batch);
        });
    }

    private Set<UUID> insertMessages(Connection connection, List<TraceRecord> batch) throws SQLException {
        Set<UUID> created = new HashSet<>();
        try (PreparedStatement messages = connection.prepareStatement(INSERT_MESSAGE);
                PreparedStatement contents = connection.prepareStatement(INSERT_CONTENT)) {
            Parameters message = new Parameters(messages);
            Parameters content = new Parameters(contents);
            for (TraceRecord trace : batch) {
                for (ArchivedMessage m : trace.messages()) {
                    if (created.add(m.id())) {
                        fill(message, m);
                        content.id(m.id()).bytes(m.body()).bytes(m.reply()).addBatch();
                        if (created.size() % SLICE == 0) {
                            messages.executeBatch();
                            contents.executeBatch();
                            breath.run();
                        }
                    }
                }
            }
            if (created.size() % SLICE != 0) {
                messages.executeBatch();
                contents.executeBatch();
            }
        }
        return created;
    }

    private static void fill(Parameters row, ArchivedMessage m) throws SQLException {
        row.id(m.id())
                .id(m.session())
                .id(m.correlation())
                .id(m.causation())
                .time(m.created())
                .text(m.project(), Warehouse.PROJECT_LENGTH)
                .text(m.source(), Warehouse.ITEM_LENGTH)
                .truth(m.accepted())
                .text(m.reason(), 1000)
                .number(m.priority())
                .text(m.contentType(), 128)
                .text(m.schemaName(), 64)
                .text(m.schemaVersion(), 32)
                .text(m.controlId(), Warehouse.IDENTIFIER_LENGTH)
                .text(m.patientId(), Warehouse.IDENTIFIER_LENGTH)
                .text(m.peer(), 500)
                .text(m.properties(), 10_000)
                .number(m.body().length)
                .addBatch();
    }

    /**
     * A hop that began in this batch is inserted; for one that began earlier the row is there and is updated. Whatever does
     * not take effect is tried the other way, so the guess decides about the cost only.
     */
    private void writeHops(Connection connection, List<TraceRecord> batch, Set<UUID> created) throws SQLException {
        HopBatch hops = new HopBatch();
        for (TraceRecord trace : batch) {
            trace.hops().forEach(hop -> hops.add(hop, created.contains(hop.message())));
        }
        List<Hop> inserts = new ArrayList<>();
        List<Hop> updates = new ArrayList<>();
        for (Hop hop : hops.all()) {
            (hop.status() == HopStatus.QUEUED || hops.isProbablyNew(hop) ? inserts : updates).add(hop);
        }
        inserts.addAll(update(connection, updates));
        List<Hop> known = execute(connection, INSERT_HOP, inserts, false);
        known.removeIf(hop -> hop.status() == HopStatus.QUEUED);
        update(connection, known);
    }

    /** Updates what may be; returns those without effect. */
    private List<Hop> update(Connection connection, List<Hop> hops) throws SQLException {
        List<Hop> finals = new ArrayList<>();
        List<Hop> retrying = new ArrayList<>();
        for (Hop hop : hops) {
            (hop.status().isFinal() ? finals : retrying).add(hop);
        }
        List<Hop> without = execute(connection, UPDATE_FINAL, finals, true);
        without.addAll(execute(connection, UPDATE_RETRYING, retrying, true));
        return without;
    }

    /** Executes a statement for each hop; returns those for which it changed nothing, or did not tell. */
    private List<Hop> execute(Connection connection, String sql, List<Hop> hops, boolean isUpdate) throws SQLException {
        List<Hop> without = new ArrayList<>();
        if (hops.isEmpty()) {
            return without;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters row = new Parameters(statement);
            for (int from = 0; from < hops.size(); from += SLICE) {
                List<Hop> slice = hops.subList(from, Math.min(from + SLICE, hops.size()));
                for (Hop hop : slice) {
                    fill(row, hop, isUpdate);
                }
                int[] counts = statement.executeBatch();
                for (int i = 0; i < counts.length; i++) {
                    if (counts[i] == 0 || counts[i] == Statement.SUCCESS_NO_INFO) {
                        without.add(slice.get(i));
                    }
                }
                breath.run();
            }
        }
        return without;
    }

    private static void fill(Parameters row, Hop hop, boolean isUpdate) throws SQLException {
        row.id(hop.session())
                .text(hop.project(), Warehouse.PROJECT_LENGTH)
                .text(hop.from(), Warehouse.ITEM_LENGTH)
                .text(hop.status().name(), 9)
                .time(hop.at())
                .number(hop.tookMicros())
                .number(hop.attempts())
                .text(hop.detail(), 1000)
                .bytes(hop.reply())
                .id(hop.message())
                .text(hop.item(), Warehouse.ITEM_LENGTH);
        if (isUpdate) {
            row.time(hop.at());
        }
        row.addBatch();
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
