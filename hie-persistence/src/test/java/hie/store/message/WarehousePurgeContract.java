package hie.store.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is purged and what is not, on every database. */
abstract class WarehousePurgeContract extends WarehouseContract {

    @Test
    void shouldPurgeOldSessionsWithAllTheirParts() throws SQLException {
        ArchivedMessage old = message(NOW).build();
        ArchivedMessage child = message(NOW.plusSeconds(1)).session(old.id()).build();
        ArchivedMessage young = message(NOW.plusSeconds(100)).build();
        write(
                new TraceRecord(
                        List.of(old), List.of(hop(old, "Out", HopStatus.COMPLETED, 1)), List.of(attempt(old, 1, 1))),
                new TraceRecord(List.of(child), List.of(hop(child, "Out", HopStatus.DISCARDED, 1)), List.of()),
                new TraceRecord(List.of(young), List.of(hop(young, "Out", HopStatus.ERROR, 1)), List.of()));

        assertThat(warehouse.purge(NOW.plusSeconds(50), 1000)).isEqualTo(2);

        assertFinds(MessageQuery.builder(), young);
        assertThat(rows("hop")).isEqualTo(1);
        assertThat(rows("attempt")).isZero();
        assertThat(rows("message_content")).isEqualTo(1);
        assertThat(rows("session_member")).isZero();
        assertThat(warehouse.purge(NOW.plusSeconds(50), 1000)).isZero();
    }

    @Test
    void shouldNotPurgeWhatIsNotSettled() throws SQLException {
        for (HopStatus status : HopStatus.values()) {
            ArchivedMessage parent = message(NOW).build();
            ArchivedMessage child = message(NOW.plusMillis(1))
                    .session(parent.id())
                    .controlId(status.name())
                    .build();
            write(
                    new TraceRecord(List.of(parent), List.of(hop(parent, "A", HopStatus.COMPLETED, 1)), List.of()),
                    new TraceRecord(List.of(child), List.of(hop(child, "B", status, 1)), List.of()));
        }

        assertThat(warehouse.purge(NOW.plusSeconds(50), 1000)).isEqualTo(10);
        assertThat(remaining()).containsExactlyInAnyOrder("QUEUED", "RETRYING", "SUSPENDED", "ERROR");

        assertThat(warehouse.purge(NOW.plusSeconds(50), 1000, true)).isEqualTo(4);
        assertThat(remaining()).containsExactlyInAnyOrder("QUEUED", "RETRYING");
    }

    @Test
    void shouldNotPurgeASessionThatIsStillYoung() throws SQLException {
        ArchivedMessage old = message(NOW).build();
        ArchivedMessage late = message(NOW.plusSeconds(100)).session(old.id()).build();
        write(trace(old), trace(late));

        assertThat(warehouse.purge(NOW.plusSeconds(50), 1000)).isZero();
    }

    @Test
    void shouldPurgeTheOldestFirstUpToTheLimit() throws SQLException {
        List<TraceRecord> records = new ArrayList<>();
        List<ArchivedMessage> messages = new ArrayList<>();
        for (int i = 0; i < 1300; i++) {
            messages.add(message(NOW.plusMillis(i)).build());
            records.add(trace(messages.getLast()));
        }
        warehouse.write(records);

        assertThat(warehouse.purge(NOW.plusSeconds(50), 1298)).isEqualTo(1298);
        assertFinds(MessageQuery.builder(), messages.get(1299), messages.get(1298));
    }

    private Set<String> remaining() {
        Set<String> remaining = new HashSet<>();
        for (MessageSummary message :
                warehouse.search(MessageQuery.builder().build(), null, 1000).messages()) {
            remaining.add(message.controlId());
        }
        remaining.remove("C");
        return remaining;
    }
}
