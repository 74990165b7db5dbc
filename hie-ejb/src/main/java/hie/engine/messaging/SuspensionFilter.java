package hie.engine.messaging;

import hie.store.message.HopStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which messages on the error queue are meant; what is {@code null} does not matter.
 *
 * @param project {@code workspace/project}
 * @param item the item that gave the message up
 * @param status {@code SUSPENDED} or {@code ERROR}
 * @param from given up then or later
 * @param to given up before then
 */
public record SuspensionFilter(String project, String item, HopStatus status, Instant from, Instant to) {

    /** Everything. */
    public static final SuspensionFilter ALL = new SuspensionFilter(null, null, null, null, null);

    /** Everything of one project. */
    public static SuspensionFilter of(String project) {
        return new SuspensionFilter(project, null, null, null, null);
    }

    /** Whether a message is one of those. */
    public boolean means(SuspendedMessage message) {
        Suspension suspension = message.suspension();
        return isOf(project, suspension.project())
                && isOf(item, message.message().header().target())
                && isOf(status, suspension.status())
                && (from == null || !suspension.at().isBefore(from))
                && (to == null || suspension.at().isBefore(to));
    }

    private static boolean isOf(Object wanted, Object found) {
        return wanted == null || wanted.equals(found);
    }

    /** The same, but nothing that came at {@code moment} or later. */
    SuspensionFilter before(Instant moment) {
        return to != null && to.isBefore(moment) ? this : new SuspensionFilter(project, item, status, from, moment);
    }

    /** The filter as the broker reads it. */
    String selector() {
        StringBuilder selector = new StringBuilder(Suspension.ID + " IS NOT NULL");
        equal(selector, Suspension.PROJECT, project);
        equal(selector, JmsEnvelope.TARGET, item);
        equal(selector, Suspension.STATUS, status == null ? null : status.name());
        if (from != null) {
            selector.append(" AND " + Suspension.AT + " >= ").append(from.toEpochMilli());
        }
        if (to != null) {
            selector.append(" AND " + Suspension.AT + " < ").append(to.toEpochMilli());
        }
        return selector.toString();
    }

    /** Of what the filter means, only these. */
    String selector(Collection<UUID> ids) {
        return selector()
                + ids.stream()
                        .map(id -> "'" + id + "'")
                        .collect(Collectors.joining(",", " AND " + Suspension.ID + " IN (", ")"));
    }

    private static void equal(StringBuilder selector, String property, String value) {
        if (value != null) {
            selector.append(" AND ")
                    .append(property)
                    .append(" = '")
                    .append(value.replace("'", "''"))
                    .append('\'');
        }
    }
}
