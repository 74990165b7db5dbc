package hie.store.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the hops of a message that is kept, on every database. */
abstract class WarehouseHopContract extends WarehouseContract {

    @Test
    void shouldEndWithTheSameStatusInWhateverOrderAndBatchesHopsCome() throws SQLException {
        List<List<HopStatus>> histories = List.of(
                List.of(HopStatus.QUEUED, HopStatus.COMPLETED),
                List.of(HopStatus.QUEUED, HopStatus.RETRYING, HopStatus.RETRYING, HopStatus.COMPLETED),
                List.of(HopStatus.QUEUED, HopStatus.RETRYING, HopStatus.SUSPENDED, HopStatus.COMPLETED),
                List.of(HopStatus.QUEUED, HopStatus.ERROR, HopStatus.DISCARDED),
                List.of(HopStatus.QUEUED, HopStatus.RETRYING, HopStatus.RETRYING));
        for (List<HopStatus> history : histories) {
            for (List<Integer> order : permutations(history.size())) {
                for (int cut = 0; cut <= order.size(); cut++) {
                    ArchivedMessage message = message(NOW).build();
                    List<TraceRecord> records = new ArrayList<>();
                    for (int step : order) {
                        records.add(trace(hop(message, "Out", history.get(step), step)));
                    }

                    warehouse.write(records.subList(0, cut));
                    warehouse.write(records.subList(cut, records.size()));
                    write(trace(message));

                    Hop hop = warehouse.session(message.session()).hops().getFirst();
                    assertThat(hop.status())
                            .as("%s in order %s cut at %d", history, order, cut)
                            .isEqualTo(history.getLast());
                    assertThat(hop.at()).isEqualTo(NOW.plusMillis(history.size() - 1L));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "SUSPENDED", "ERROR", "DISCARDED"})
    void shouldNeverReplaceAFinalStatusByOneThatIsNot(HopStatus status) throws SQLException {
        ArchivedMessage message = message(NOW).build();
        write(new TraceRecord(List.of(message), List.of(hop(message, "Out", status, 1)), List.of()));

        write(trace(hop(message, "Out", HopStatus.QUEUED, 99)));
        write(trace(hop(message, "Out", HopStatus.RETRYING, 99)));

        assertThat(warehouse.session(message.session()).hops())
                .extracting(Hop::status)
                .containsExactly(status);
    }

    @Test
    void shouldKeepOneHopForEachItem() throws SQLException {
        ArchivedMessage message = message(NOW).build();

        write(new TraceRecord(
                List.of(message),
                List.of(
                        hop(message, "A", HopStatus.QUEUED, 1),
                        hop(message, "B", HopStatus.QUEUED, 1),
                        hop(message, "A", HopStatus.COMPLETED, 2)),
                List.of()));

        assertThat(warehouse.session(message.session()).hops())
                .extracting(Hop::item, Hop::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("B", HopStatus.QUEUED),
                        org.assertj.core.groups.Tuple.tuple("A", HopStatus.COMPLETED));
    }

    private static Hop completed(ArchivedMessage message, String item, int millis) {
        return new Hop(
                message.id(),
                message.session(),
                PROJECT,
                item,
                "Router",
                HopStatus.COMPLETED,
                NOW.plusMillis(millis),
                1234,
                2,
                "AA \0 ü",
                bytes("MSA|AA"));
    }

    @Test
    void shouldKeepWithItsMessageWhatIsCompletedByThen() throws SQLException {
        ArchivedMessage message = message(NOW).build();
        Hop routed = hop(message, "Router", HopStatus.COMPLETED, 1);
        Hop delivered = completed(message, "Out", 7);

        write(
                new TraceRecord(List.of(message), List.of(routed, hop(message, "Out", HopStatus.QUEUED, 1)), List.of()),
                trace(delivered));

        assertThat(rows("hop")).isZero();
        List<Hop> hops = warehouse.session(message.session()).hops();
        assertThat(hops).hasSize(2);
        assertThat(hops.getFirst()).isEqualTo(routed);
        assertThat(hops.getLast())
                .usingRecursiveComparison()
                .ignoringFields("detail")
                .isEqualTo(delivered);
        assertThat(hops.getLast().detail()).isEqualTo("AA \uFFFD ü");
    }

    @Test
    void shouldLetALaterRecordOutdoWhatWasKept() throws SQLException {
        ArchivedMessage message = message(NOW).build();
        Hop routed = hop(message, "Router", HopStatus.COMPLETED, 1);
        Hop delivered = completed(message, "Out", 7);
        write(new TraceRecord(List.of(message), List.of(routed, delivered), List.of()));

        write(trace(hop(message, "Out", HopStatus.ERROR, 6)), trace(hop(message, "Out", HopStatus.QUEUED, 9)));
        assertThat(rows("hop")).isZero();

        Hop failed = hop(message, "Out", HopStatus.ERROR, 8);
        write(trace(failed));
        write(trace(delivered));

        assertThat(warehouse.session(message.session()).hops()).containsExactly(routed, failed);
        assertFinds(MessageQuery.builder().status(MessageStatus.ERROR), message);
        assertFinds(MessageQuery.builder().item("Out").status(MessageStatus.COMPLETED));
        assertFinds(MessageQuery.builder().item("Router").status(MessageStatus.COMPLETED), message);
    }

    @Test
    void shouldKeepNoHopWithAMessageOfWhichAHopCameBefore() throws SQLException {
        ArchivedMessage message = message(NOW).build();
        write(trace(hop(message, "Out", HopStatus.QUEUED, 1)));

        write(new TraceRecord(List.of(message), List.of(hop(message, "Out", HopStatus.COMPLETED, 5)), List.of()));

        assertThat(warehouse.session(message.session()).hops())
                .extracting(Hop::status)
                .containsExactly(HopStatus.COMPLETED);
        assertFinds(MessageQuery.builder().status(MessageStatus.QUEUED));
        assertFinds(MessageQuery.builder().status(MessageStatus.COMPLETED), message);
    }

    @Test
    void shouldKeepAllHopsOfAMessageWithVeryManyTargets() throws SQLException {
        ArchivedMessage message = message(NOW).build();
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < CompletedHops.MOST + 3; i++) {
            hops.add(hop(message, "x".repeat(61) + (100 + i), HopStatus.COMPLETED, i));
        }

        write(new TraceRecord(List.of(message), hops, List.of()));

        assertThat(warehouse.session(message.session()).hops()).containsExactlyElementsOf(hops);
        assertThat(rows("hop")).isEqualTo(3);
        assertFinds(MessageQuery.builder().item(hops.getFirst().item()), message);
        assertFinds(MessageQuery.builder().item(hops.getLast().item()), message);
    }

    @Test
    void shouldMakeARowOfWhatIsNotOfItsMessagesSessionOrProject() throws SQLException {
        ArchivedMessage message = message(NOW).build();
        Hop strange = new Hop(message.id(), id(NOW), PROJECT, "A", "In", HopStatus.COMPLETED, NOW, 0, 1, "", null);
        Hop foreign = new Hop(
                message.id(), message.session(), "other/project", "B", "In", HopStatus.COMPLETED, NOW, 0, 1, "", null);

        write(new TraceRecord(List.of(message), List.of(strange, foreign), List.of()));

        assertThat(warehouse.session(message.session()).hops()).containsExactlyInAnyOrder(strange, foreign);
    }

    private static List<List<Integer>> permutations(int length) {
        List<List<Integer>> found = List.of(List.of());
        for (int next = 0; next < length; next++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> order : found) {
                for (int at = 0; at <= order.size(); at++) {
                    List<Integer> with = new ArrayList<>(order);
                    with.add(at, next);
                    longer.add(with);
                }
            }
            found = longer;
        }
        return found;
    }
}
