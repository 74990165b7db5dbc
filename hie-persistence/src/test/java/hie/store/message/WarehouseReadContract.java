package hie.store.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found, counted and traced, on every database. */
abstract class WarehouseReadContract extends WarehouseContract {

    @Test
    void shouldKnowNothingOfAMessageThatIsNotThere() {
        assertThat(warehouse.find(id(NOW))).isEmpty();
        assertThat(warehouse.body(id(NOW))).isEmpty();
        assertThat(warehouse.reply(id(NOW))).isEmpty();
        assertThat(warehouse.session(id(NOW)).messages()).isEmpty();
    }

    @Test
    void shouldFindByEachCriterion() throws SQLException {
        ArchivedMessage wanted = message(NOW)
                .project("other/project")
                .source("Door")
                .schemaName("ORU_R01")
                .controlId("C7")
                .patientId("P7")
                .build();
        ArchivedMessage before = message(NOW.minusSeconds(10)).build();
        ArchivedMessage after = message(NOW.plusSeconds(10)).build();
        write(
                trace(before),
                trace(after),
                new TraceRecord(List.of(wanted), List.of(hop(wanted, "Lab", HopStatus.ERROR, 1)), List.of()));

        assertFinds(MessageQuery.builder(), after, wanted, before);
        assertFinds(MessageQuery.builder().project("other/project"), wanted);
        assertFinds(MessageQuery.builder().item("Door"), wanted);
        assertFinds(MessageQuery.builder().item("Lab"), wanted);
        assertFinds(MessageQuery.builder().controlId("C7"), wanted);
        assertFinds(MessageQuery.builder().patientId("P7"), wanted);
        assertFinds(MessageQuery.builder().type("ORU_R01"), wanted);
        assertFinds(MessageQuery.builder().type("ORU*"), wanted);
        assertFinds(MessageQuery.builder().type("ORU"));
        assertFinds(MessageQuery.builder().type("A%*"));
        assertFinds(MessageQuery.builder().type("A_T*"));
        assertFinds(MessageQuery.builder().type("ADT_*"), after, before);
        assertFinds(MessageQuery.builder().session(wanted.session()), wanted);
        assertFinds(MessageQuery.builder().status(MessageStatus.ERROR), wanted);
        assertFinds(MessageQuery.builder().from(NOW), after, wanted);
        assertFinds(MessageQuery.builder().to(NOW), before);
        assertFinds(MessageQuery.builder().from(NOW).to(NOW.plusMillis(1)), wanted);
        assertFinds(
                MessageQuery.builder()
                        .project("other/project")
                        .item("Lab")
                        .status(MessageStatus.ERROR)
                        .controlId("C7")
                        .patientId("P7")
                        .type("ORU_R01")
                        .session(wanted.session())
                        .from(NOW)
                        .to(NOW.plusMillis(1)),
                wanted);
        assertFinds(MessageQuery.builder().project("other/project").controlId("C8"));
    }

    @Test
    void shouldFindEachStatusByPrecedenceAndShowIt() throws SQLException {
        List<List<HopStatus>> hops = new ArrayList<>();
        hops.add(List.of());
        for (HopStatus one : HopStatus.values()) {
            for (HopStatus two : HopStatus.values()) {
                hops.add(List.of(one, two));
            }
        }
        for (List<HopStatus> statuses : hops) {
            ArchivedMessage message = message(NOW).build();
            List<Hop> all = new ArrayList<>();
            for (HopStatus status : statuses) {
                all.add(hop(message, "Item" + all.size(), status, 1));
            }
            write(new TraceRecord(List.of(message), all, List.of()));
        }
        write(trace(message(NOW).refused().build()));

        List<MessageSummary> everything =
                warehouse.search(MessageQuery.builder().build(), null, 100).messages();
        assertThat(everything)
                .hasSize(HopStatus.values().length * HopStatus.values().length + 2)
                .extracting(MessageSummary::status)
                .contains(MessageStatus.values());
        for (MessageStatus status : MessageStatus.values()) {
            assertThat(warehouse
                            .search(MessageQuery.builder().status(status).build(), null, 100)
                            .messages())
                    .as("%s", status)
                    .isEqualTo(everything.stream()
                            .filter(m -> m.status() == status)
                            .toList())
                    .isNotEmpty();
        }
    }

    @Test
    void shouldFindTheStatusAtAnItem() throws SQLException {
        ArchivedMessage message = message(NOW).build();
        write(new TraceRecord(
                List.of(message),
                List.of(hop(message, "A", HopStatus.COMPLETED, 1), hop(message, "B", HopStatus.ERROR, 1)),
                List.of()));
        ArchivedMessage refused =
                message(NOW.plusSeconds(1)).source("Door").refused().build();
        write(trace(refused));

        assertFinds(MessageQuery.builder().item("A").status(MessageStatus.COMPLETED), message);
        assertFinds(MessageQuery.builder().item("B").status(MessageStatus.ERROR), message);
        assertFinds(MessageQuery.builder().item("A").status(MessageStatus.ERROR));
        assertFinds(MessageQuery.builder().item("Door").status(MessageStatus.REFUSED), refused);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7", "50"})
    void shouldPageThroughEqualTimesWithoutLossOrRepetition(int limit) throws SQLException {
        List<UUID> expected = new ArrayList<>();
        List<TraceRecord> records = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ArchivedMessage message = message(NOW.plusMillis(i / 10)).build();
            expected.add(message.id());
            records.add(trace(message));
        }
        Collections.shuffle(records, new Random(5));
        warehouse.write(records);

        List<UUID> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            MessagePage page = warehouse.search(MessageQuery.builder().build(), cursor.orElse(null), limit);
            assertThat(page.messages()).hasSizeBetween(1, limit);
            page.messages().forEach(message -> found.add(message.id()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(found).doesNotHaveDuplicates().containsExactlyElementsOf(expected.reversed());
    }

    @ParameterizedTest
    @CsvSource({"0", "1001", "-1"})
    void shouldRefuseAnImpossiblePage(int limit) {
        MessageQuery query = MessageQuery.builder().build();

        assertThatThrownBy(() -> warehouse.search(query, null, limit)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"x", "_", "abc_def", "zzzzzzzzzzzzzz_01900000-0000-7000-8000-000000000001"})
    void shouldRefuseWhatIsNoCursor(String cursor) {
        MessageQuery query = MessageQuery.builder().build();

        assertThatThrownBy(() -> warehouse.search(query, cursor, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTraceASessionInOrderOfTime() throws SQLException {
        ArchivedMessage first = message(NOW).build();
        ArchivedMessage child =
                message(NOW.plusSeconds(2)).session(first.id()).source("Map").build();
        ArchivedMessage stranger = message(NOW.plusSeconds(1)).build();
        write(
                new TraceRecord(
                        List.of(child),
                        List.of(hop(child, "Out", HopStatus.COMPLETED, 9)),
                        List.of(attempt(child, 1, 7))),
                new TraceRecord(
                        List.of(first),
                        List.of(hop(first, "Map", HopStatus.COMPLETED, 3)),
                        List.of(attempt(first, 1, 2))),
                new TraceRecord(List.of(stranger), List.of(hop(stranger, "Out", HopStatus.COMPLETED, 1)), List.of()));

        SessionTrace trace = warehouse.session(first.id());

        assertThat(trace.complete()).isTrue();
        assertThat(trace.messages()).extracting(MessageDetail::id).containsExactly(first.id(), child.id());
        assertThat(trace.hops()).extracting(Hop::item).containsExactly("Map", "Out");
        assertThat(trace.attempts()).extracting(Attempt::message).containsExactly(first.id(), child.id());
    }

    @Test
    void shouldTellItemsApartWhoseNamesLookLikePatterns() throws SQLException {
        ArchivedMessage under = message(NOW).build();
        ArchivedMessage other = message(NOW.plusSeconds(1)).build();
        write(
                new TraceRecord(List.of(under), List.of(hop(under, "A_B", HopStatus.COMPLETED, 1)), List.of()),
                new TraceRecord(List.of(other), List.of(hop(other, "AxB", HopStatus.COMPLETED, 1)), List.of()));

        assertFinds(MessageQuery.builder().item("A_B"), under);
        assertFinds(MessageQuery.builder().item("AxB").status(MessageStatus.COMPLETED), other);
        assertFinds(MessageQuery.builder().item("A%"));
        assertFinds(MessageQuery.builder().item("A"));
    }

    @Test
    void shouldSayNothingOfContentInTexts() {
        ArchivedMessage message =
                message(NOW).controlId("C4711").patientId("P4711").build();

        assertThat(message.toString()).doesNotContain("4711");
        assertThat(MessageQuery.builder()
                        .controlId("C4711")
                        .patientId("P4711")
                        .build()
                        .toString())
                .doesNotContain("4711");
    }
}
