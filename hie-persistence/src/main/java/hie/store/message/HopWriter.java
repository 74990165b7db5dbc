package hie.store.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Writes the hops that are not kept with their messages, within somebody's transaction. */
final class HopWriter {

    private static final String INSERT =
            "insert into hop (session_id, project, from_item, status, at, took_micros, attempts, detail, reply, message_id, item)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";

    /** The rule of {@link HopBatch#later}, for a record that is final. */
    private static final String UPDATE_FINAL = update("(status in ('QUEUED', 'RETRYING') or at <= ?)");

    /** The rule of {@link HopBatch#later}, for a record that is not final. */
    private static final String UPDATE_RETRYING = update("(status = 'QUEUED' or status = 'RETRYING' and at <= ?)");

    private final Connection connection;
    private final Runnable breath;

    /** @param breath run between two slices */
    HopWriter(Connection connection, Runnable breath) {
        this.connection = connection;
        this.breath = breath;
    }

    private static String update(String condition) {
        return "update hop set session_id = ?, project = ?, from_item = ?, status = ?, at = ?, took_micros = ?, attempts = ?,"
                + " detail = ?, reply = ? where message_id = ? and item = ? and " + condition;
    }

    /**
     * A hop that began in this batch is inserted; for one that began earlier the row is there and is updated. Whatever does
     * not take effect is tried the other way, so the guess decides about the cost only.
     *
     * @param fresh the messages of which the warehouse had nothing before this transaction
     */
    void write(HopBatch batch, Set<UUID> fresh) throws SQLException {
        List<Hop> inserts = new ArrayList<>();
        List<Hop> updates = new ArrayList<>();
        for (Hop hop : batch.all()) {
            (hop.status() == HopStatus.QUEUED || batch.isProbablyNew(hop) ? inserts : updates).add(hop);
        }
        inserts.addAll(update(updates));
        List<Hop> known = execute(INSERT, new KeptHops(connection).outdo(inserts, fresh), false);
        known.removeIf(hop -> hop.status() == HopStatus.QUEUED);
        update(known);
    }

    /** Updates what may be; returns those without effect. */
    private List<Hop> update(List<Hop> hops) throws SQLException {
        List<Hop> finals = new ArrayList<>();
        List<Hop> retrying = new ArrayList<>();
        for (Hop hop : hops) {
            (hop.status().isFinal() ? finals : retrying).add(hop);
        }
        List<Hop> without = execute(UPDATE_FINAL, finals, true);
        without.addAll(execute(UPDATE_RETRYING, retrying, true));
        return without;
    }

    /** Executes a statement for each hop; returns those for which it changed nothing, or did not tell. */
    private List<Hop> execute(String sql, List<Hop> hops, boolean isUpdate) throws SQLException {
        List<Hop> without = new ArrayList<>();
        if (hops.isEmpty()) {
            return without;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters row = new Parameters(statement);
            for (int from = 0; from < hops.size(); from += TraceWriter.SLICE) {
                List<Hop> slice = hops.subList(from, Math.min(from + TraceWriter.SLICE, hops.size()));
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
                .text(hop.detail(), Hop.DETAIL_LENGTH)
                .bytes(hop.reply())
                .id(hop.message())
                .text(hop.item(), Warehouse.ITEM_LENGTH);
        if (isUpdate) {
            row.time(hop.at());
        }
        row.addBatch();
    }
}
