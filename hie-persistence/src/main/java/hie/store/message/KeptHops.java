package hie.store.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The hops that messages in the warehouse have with them: they are read, and give way to later ones. */
final class KeptHops {

    private static final String SELECT =
            "select m.id, m.session_id, m.project, c.completed_hops from message m join message_content c on c.message_id = m.id"
                    + " where m.id = any(?) and m.completed_items <> ''";

    private final Connection connection;

    KeptHops(Connection connection) {
        this.connection = connection;
    }

    /** The hops of each of these messages that has some. */
    Map<UUID, List<Hop>> read(UUID... messages) throws SQLException {
        Map<UUID, List<Hop>> found = new HashMap<>();
        if (messages.length == 0) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            new Parameters(statement).ids(messages);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    UUID message = row.getObject(1, UUID.class);
                    found.put(
                            message,
                            CompletedHops.decode(
                                    row.getBytes(4), message, row.getObject(2, UUID.class), row.getString(3)));
                }
            }
        }
        return found;
    }

    /**
     * Has kept hops give way to later records of the same hop, which become rows. That is rare: a message that was done with at
     * an item is sent there again, or the broker brings a record twice.
     *
     * @param hops records without a row
     * @param fresh the messages of which the warehouse had nothing before this transaction
     * @return those that are to become rows
     */
    List<Hop> outdo(List<Hop> hops, Set<UUID> fresh) throws SQLException {
        Map<UUID, List<Hop>> kept = read(hops.stream()
                .map(Hop::message)
                .filter(message -> !fresh.contains(message))
                .distinct()
                .toArray(UUID[]::new));
        List<Hop> rows = new ArrayList<>();
        Map<UUID, List<Hop>> left = new HashMap<>();
        for (Hop hop : hops) {
            List<Hop> beside = kept.getOrDefault(hop.message(), List.of());
            Hop known = beside.stream()
                    .filter(one -> one.item().equals(CompletedHops.item(hop)))
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                rows.add(hop);
            } else if (isLater(hop, known)) {
                rows.add(hop);
                beside.remove(known);
                left.put(hop.message(), beside);
            }
        }
        for (Map.Entry<UUID, List<Hop>> each : left.entrySet()) {
            keep(each.getKey(), each.getValue());
        }
        return rows;
    }

    private static boolean isLater(Hop hop, Hop known) {
        return HopBatch.later(known, hop) == hop
                && (hop.status() != known.status()
                        || Parameters.storable(hop.at()).isAfter(known.at()));
    }

    private void keep(UUID message, List<Hop> hops) throws SQLException {
        try (PreparedStatement items =
                        connection.prepareStatement("update message set completed_items = ? where id = ?");
                PreparedStatement contents = connection.prepareStatement(
                        "update message_content set completed_hops = ? where message_id = ?")) {
            new Parameters(items)
                    .text(CompletedHops.names(hops), CompletedHops.NAMES_LENGTH)
                    .id(message);
            items.executeUpdate();
            new Parameters(contents).bytes(CompletedHops.encode(hops)).id(message);
            contents.executeUpdate();
        }
    }
}
