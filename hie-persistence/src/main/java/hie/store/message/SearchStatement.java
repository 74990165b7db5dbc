package hie.store.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A search as SQL. The conditions are written so that both databases find an index for the narrowest of them. */
final class SearchStatement {

    private static final String COLUMNS =
            "m.id, m.session_id, m.created_at, m.project, m.source, m.schema_name, m.control_id, m.patient_id, m.size, m.accepted";
    private static final String OF_MESSAGE = "h.message_id = m.id";
    /**
     * A probe of one message's hops: 1 when there is such a hop, null when not. A scalar, because "exists" lets PostgreSQL
     * read the whole table of hops into a hash for a page of fifty messages.
     */
    private static final String ANY_HOP = "(select 1 from hop h where " + OF_MESSAGE;

    /** Whether a message came completed from an item; the parameter is a pattern. */
    private static final String COMPLETED_AT = "m.completed_items like ? escape '!'";

    private final StringBuilder sql = new StringBuilder("select " + COLUMNS + " from message m where 1 = 1");
    private final List<Object> values = new ArrayList<>();

    private SearchStatement() {}

    static SearchStatement of(MessageQuery query, Cursor after) {
        SearchStatement search = new SearchStatement();
        search.and(query.from(), "m.created_at >= ?");
        search.and(query.to(), "m.created_at < ?");
        search.and(query.project(), "m.project = ?");
        search.and(query.controlId(), "m.control_id = ?");
        search.and(query.patientId(), "m.patient_id = ?");
        search.andType(query.type());
        search.andSession(query.session());
        if (query.item() != null && query.status() != null) {
            search.andStatusAt(query.item(), query.status());
        } else if (query.item() != null) {
            search.sql.append(
                    " and (m.source = ? or " + COMPLETED_AT + " or " + ANY_HOP + " and h.item = ? limit 1) = 1)");
            search.values.addAll(List.of(query.item(), CompletedHops.pattern(query.item()), query.item()));
        } else if (query.status() != null) {
            search.andStatus(query.status());
        }
        if (after != null) {
            search.sql.append(" and m.created_at <= ? and (m.created_at < ? or m.id < ?)");
            search.values.addAll(List.of(after.created(), after.created(), after.id()));
        }
        return search;
    }

    private void and(Object value, String condition) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(value);
        }
    }

    private void andType(String type) {
        if (type != null && type.endsWith("*")) {
            String beginning = type.substring(0, type.length() - 1);
            and(
                    beginning.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%",
                    "m.schema_name like ? escape '!'");
        } else {
            and(type, "m.schema_name = ?");
        }
    }

    private void andSession(UUID session) {
        if (session != null) {
            sql.append(" and m.id in (").append(SessionReader.IDS).append(")");
            values.add(session);
            values.add(session);
        }
    }

    /** Where a message stands at one item; refused is what its source may have done. */
    private void andStatusAt(String item, MessageStatus status) {
        if (status == MessageStatus.REFUSED) {
            and(item, "not m.accepted and m.source = ?");
        } else if (status == MessageStatus.COMPLETED) {
            sql.append(" and (" + COMPLETED_AT + " or " + ANY_HOP
                    + " and h.status = 'COMPLETED' and h.item = ? limit 1) = 1)");
            values.addAll(List.of(CompletedHops.pattern(item), item));
        } else {
            andHop("h.status = '" + status + "' and h.item = ?");
            values.add(item);
        }
    }

    /** Where a message stands as a whole: {@link MessageStatus#of} in SQL. */
    private void andStatus(MessageStatus status) {
        if (status == MessageStatus.REFUSED) {
            sql.append(" and not m.accepted");
            return;
        }
        sql.append(" and m.accepted");
        if (status == MessageStatus.COMPLETED) {
            sql.append(" and (m.completed_items <> '' or " + ANY_HOP + " and h.status = 'COMPLETED' limit 1) = 1 or "
                    + ANY_HOP + " limit 1) is null)");
        } else {
            andHop("h.status = '" + status + "'");
        }
        if (status.compareTo(MessageStatus.COMPLETED) > 0) {
            sql.append(" and m.completed_items = ''");
        }
        StringBuilder before = new StringBuilder();
        for (MessageStatus other : MessageStatus.values()) {
            if (other != MessageStatus.REFUSED && other.compareTo(status) < 0) {
                before.append(before.isEmpty() ? "'" : ", '").append(other).append('\'');
            }
        }
        if (!before.isEmpty()) {
            sql.append(" and " + ANY_HOP + " and h.status in (").append(before).append(") limit 1) is null");
        }
    }

    /** Rare statuses are looked up by their index and joined; completed ones are met soon on the way back through time. */
    private void andHop(String condition) {
        sql.append(" and m.id in (select h.message_id from hop h where ")
                .append(condition)
                .append(")");
    }

    PreparedStatement prepare(Connection connection, int limit) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql + " order by m.created_at desc, m.id desc limit " + limit);
        Parameters parameters = new Parameters(statement);
        for (Object value : values) {
            if (value instanceof Instant time) {
                parameters.time(time);
            } else if (value instanceof UUID id) {
                parameters.id(id);
            } else {
                parameters.text((String) value, Integer.MAX_VALUE);
            }
        }
        return statement;
    }
}
