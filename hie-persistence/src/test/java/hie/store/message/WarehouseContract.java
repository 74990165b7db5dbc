package hie.store.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.store.message.HopCounts.HopCount;
import hie.store.migration.SchemaMigration;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the warehouse promises, on every database. */
abstract class WarehouseContract {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");
    private static final String PROJECT = "default/sample";

    private DataSource database;
    private Warehouse warehouse;
    private int made;

    /** The database under test; the same for all tests of a class. */
    abstract DataSource database();

    @BeforeEach
    void emptyWarehouse() throws SQLException {
        database = database();
        new SchemaMigration(database).run();
        for (String table : List.of("message", "message_content", "hop", "attempt")) {
            execute("delete from " + table);
        }
        warehouse = new Warehouse(database);
    }

    // --- What is written ---

    @Test
    void shouldMigrateAgainWithoutEffect() throws SQLException {
        write(trace(message(NOW).build()));

        new SchemaMigration(database).run();

        assertThat(rows("message")).isEqualTo(1);
        assertThat(rows("workspace")).isNotNegative();
    }

    @Test
    void shouldKeepEveryFieldOfAMessage() throws SQLException {
        UUID session = id(NOW);
        UUID correlation = id(NOW);
        UUID causation = id(NOW);
        ArchivedMessage message = new ArchivedMessage(
                id(NOW),
                session,
                correlation,
                causation,
                NOW,
                PROJECT,
                "In",
                false,
                "no such type",
                3,
                "text/plain",
                "ADT_A01",
                "2.5.1",
                "C1",
                "P1",
                "10.0.0.1:99",
                "Peer=10.0.0.1:99",
                bytes("body"),
                bytes("reply"));

        write(trace(message));

        assertThat(warehouse.find(message.id()))
                .contains(new MessageDetail(
                        message.id(),
                        session,
                        correlation,
                        causation,
                        NOW,
                        PROJECT,
                        "In",
                        false,
                        "no such type",
                        3,
                        "text/plain",
                        "ADT_A01",
                        "2.5.1",
                        "C1",
                        "P1",
                        "10.0.0.1:99",
                        "Peer=10.0.0.1:99",
                        4,
                        MessageStatus.REFUSED));
        assertThat(warehouse.body(message.id())).contains(bytes("body"));
        assertThat(warehouse.reply(message.id())).contains(bytes("reply"));
    }

    @Test
    void shouldKnowNothingOfAMessageThatIsNotThere() {
        assertThat(warehouse.find(id(NOW))).isEmpty();
        assertThat(warehouse.body(id(NOW))).isEmpty();
        assertThat(warehouse.reply(id(NOW))).isEmpty();
        assertThat(warehouse.session(id(NOW)).messages()).isEmpty();
    }

    @Test
    void shouldTellNoReplyFromAnEmptyOne() throws SQLException {
        ArchivedMessage without = message(NOW).build();
        ArchivedMessage empty = message(NOW).reply(new byte[0]).build();

        write(trace(without), trace(empty));

        assertThat(warehouse.reply(without.id())).isEmpty();
        assertThat(warehouse.reply(empty.id())).contains(new byte[0]);
    }

    @Test
    void shouldChangeNothingWhenARecordIsWrittenTwice() throws SQLException {
        ArchivedMessage message = message(NOW).build();
        TraceRecord record = new TraceRecord(
                List.of(message),
                List.of(hop(message, "Out", HopStatus.RETRYING, 5)),
                List.of(attempt(message, 1, 3), attempt(message, 2, 4)));
        write(record);
        SessionTrace once = warehouse.session(message.session());

        write(record);
        write(record, record);

        assertThat(warehouse.session(message.session()))
                .usingRecursiveComparison()
                .isEqualTo(once);
        assertThat(rows("message")).isEqualTo(1);
        assertThat(rows("message_content")).isEqualTo(1);
        assertThat(rows("hop")).isEqualTo(1);
        assertThat(rows("attempt")).isEqualTo(2);
    }

    @Test
    void shouldKeepAttemptsThatAreCountedAnew() throws SQLException {
        ArchivedMessage message = message(NOW).build();

        write(new TraceRecord(List.of(message), List.of(), List.of(attempt(message, 1, 3), attempt(message, 1, 9))));

        assertThat(warehouse.session(message.session()).attempts())
                .extracting(Attempt::at)
                .containsExactly(NOW.plusMillis(3), NOW.plusMillis(9));
    }

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

    @Test
    void shouldReplaceNulCharactersInTexts() throws SQLException {
        ArchivedMessage message = message(NOW).controlId("A\0B").patientId("\0").build();
        Hop hop = new Hop(
                message.id(),
                message.session(),
                PROJECT,
                "Out",
                "In",
                HopStatus.ERROR,
                NOW,
                0,
                0,
                "bad \0 byte",
                bytes("\0"));

        write(new TraceRecord(
                List.of(message), List.of(hop), List.of(new Attempt(message.id(), "Out", 1, NOW, "\0", bytes("\0")))));

        SessionTrace trace = warehouse.session(message.session());
        assertThat(trace.messages().getFirst().controlId()).isEqualTo("A\uFFFDB");
        assertThat(trace.hops().getFirst().detail()).isEqualTo("bad \uFFFD byte");
        assertThat(trace.hops().getFirst().reply()).containsExactly(0);
        assertThat(trace.attempts().getFirst().detail()).isEqualTo("\uFFFD");
    }

    @Test
    void shouldShortenTextsThatAreTooLong() throws SQLException {
        String longText = "x".repeat(20_000);
        ArchivedMessage message = new ArchivedMessage(
                id(NOW),
                id(NOW),
                null,
                null,
                NOW,
                longText,
                longText,
                true,
                longText,
                0,
                longText,
                longText,
                longText,
                longText,
                longText,
                longText,
                longText,
                new byte[0],
                null);
        Hop hop = new Hop(
                message.id(),
                message.session(),
                longText,
                longText,
                longText,
                HopStatus.ERROR,
                NOW,
                0,
                0,
                longText,
                null);
        TraceRecord record = new TraceRecord(
                List.of(message), List.of(hop), List.of(new Attempt(message.id(), longText, 1, NOW, longText, null)));

        write(record);
        write(record);

        MessageDetail found = warehouse.find(message.id()).orElseThrow();
        assertThat(found.controlId()).hasSize(200);
        assertThat(found.properties()).hasSize(10_000);
        assertThat(rows("hop")).isEqualTo(1);
    }

    @Test
    void shouldNotCutACharacterInTwo() throws SQLException {
        ArchivedMessage message =
                message(NOW).controlId("x".repeat(199) + "🙂🙂").build();

        write(trace(message));

        assertThat(warehouse.find(message.id()).orElseThrow().controlId()).isEqualTo("x".repeat(199));
    }

    @Test
    void shouldKeepTimesOutsideTheRangeOfTheDatabase() throws SQLException {
        ArchivedMessage message = message(NOW).created(Instant.MAX).build();

        write(new TraceRecord(List.of(message), List.of(), List.of(attempt(message, 1, 0))));

        assertThat(warehouse.find(message.id()).orElseThrow().created()).isAfter(Instant.parse("9999-01-01T00:00:00Z"));
    }

    @Test
    void shouldKeepABodyOfTwentyMegabytes() throws SQLException {
        byte[] body = new byte[20_000_000];
        new Random(1).nextBytes(body);
        ArchivedMessage message = message(NOW).body(body).build();

        write(trace(message));

        assertThat(Arrays.equals(warehouse.body(message.id()).orElseThrow(), body))
                .isTrue();
        assertThat(warehouse.find(message.id()).orElseThrow().size()).isEqualTo(20_000_000);
    }

    @Test
    void shouldRejectOnlyTheRecordThatTheDatabaseRefuses() throws SQLException {
        execute("alter table message add constraint no_poison check (control_id <> 'poison')");
        try {
            ArchivedMessage good = message(NOW).build();
            ArchivedMessage poison =
                    message(NOW).controlId("poison").patientId("4711").build();
            ArchivedMessage fine = message(NOW).build();

            List<RejectedRecord> rejected = warehouse.write(List.of(trace(good), trace(poison), trace(fine)));

            assertThat(rejected).extracting(RejectedRecord::index).containsExactly(1);
            assertThat(rejected.getFirst().reason())
                    .contains("23514".substring(0, 3))
                    .doesNotContain("4711", "poison'");
            assertThat(warehouse.find(good.id())).isPresent();
            assertThat(warehouse.find(fine.id())).isPresent();
            assertThat(warehouse.find(poison.id())).isEmpty();
            assertThat(warehouse.body(poison.id())).isEmpty();
        } finally {
            execute("alter table message drop constraint no_poison");
        }
    }

    @Test
    void shouldRejectNothingWhenTheDatabaseItselfIsBroken() throws SQLException {
        execute("alter table message_content rename to elsewhere");
        try {
            List<TraceRecord> batch = List.of(
                    trace(message(NOW).patientId("4711").build()),
                    trace(message(NOW).build()));

            assertThatThrownBy(() -> warehouse.write(batch))
                    .isInstanceOf(SQLException.class)
                    .hasMessageNotContaining("4711");
        } finally {
            execute("alter table elsewhere rename to message_content");
        }
        assertThat(rows("message")).isZero();
    }

    // --- What is found ---

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
    void shouldCountByItemAndStatus() throws SQLException {
        for (int i = 0; i < 5; i++) {
            ArchivedMessage message = message(NOW.plusSeconds(i)).build();
            HopStatus status = i == 4 ? HopStatus.ERROR : HopStatus.COMPLETED;
            write(new TraceRecord(
                    List.of(message),
                    List.of(hop(message, "A", HopStatus.COMPLETED, 1), hop(message, "B", status, 1)),
                    List.of()));
        }
        ArchivedMessage elsewhere = message(NOW).build();
        write(new TraceRecord(
                List.of(elsewhere),
                List.of(new Hop(
                        elsewhere.id(),
                        elsewhere.session(),
                        "other/project",
                        "A",
                        "In",
                        HopStatus.ERROR,
                        NOW,
                        0,
                        0,
                        "",
                        null)),
                List.of()));

        HopCounts counts = warehouse.counts(PROJECT, NOW.plusSeconds(1));

        assertThat(counts.complete()).isTrue();
        assertThat(counts.counts())
                .containsExactly(
                        new HopCount("A", HopStatus.COMPLETED, 4),
                        new HopCount("B", HopStatus.COMPLETED, 3),
                        new HopCount("B", HopStatus.ERROR, 1));
    }

    // --- What is purged ---

    @Test
    void shouldPurgeOldSessionsWithAllTheirParts() throws SQLException {
        ArchivedMessage old = message(NOW).build();
        ArchivedMessage child = message(NOW.plusSeconds(1)).session(old.id()).build();
        ArchivedMessage young = message(NOW.plusSeconds(100)).build();
        write(
                new TraceRecord(
                        List.of(old), List.of(hop(old, "Out", HopStatus.COMPLETED, 1)), List.of(attempt(old, 1, 1))),
                new TraceRecord(List.of(child), List.of(hop(child, "Out", HopStatus.DISCARDED, 1)), List.of()),
                new TraceRecord(List.of(young), List.of(hop(young, "Out", HopStatus.COMPLETED, 1)), List.of()));

        assertThat(warehouse.purge(NOW.plusSeconds(50), 1000)).isEqualTo(2);

        assertFinds(MessageQuery.builder(), young);
        assertThat(rows("hop")).isEqualTo(1);
        assertThat(rows("attempt")).isZero();
        assertThat(rows("message_content")).isEqualTo(1);
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

        assertThat(warehouse.purge(NOW.plusSeconds(50), 1000)).isEqualTo(6);
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

    // --- Helpers ---

    private void write(TraceRecord... records) throws SQLException {
        assertThat(warehouse.write(List.of(records))).isEmpty();
    }

    private void assertFinds(MessageQuery.Builder query, ArchivedMessage... expected) {
        assertThat(warehouse.search(query.build(), null, 100).messages())
                .extracting(MessageSummary::id)
                .containsExactly(
                        Arrays.stream(expected).map(ArchivedMessage::id).toArray(UUID[]::new));
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

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int rows(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                java.sql.ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getInt(1);
        }
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Ids that grow in the order they are made, within a millisecond as well. */
    private UUID id(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000L, 0x8000000000000000L | ++made);
    }

    private MessageMaker message(Instant created) {
        return new MessageMaker(id(created), created);
    }

    private static Hop hop(ArchivedMessage message, String item, HopStatus status, int millis) {
        return new Hop(
                message.id(), message.session(), PROJECT, item, "In", status, NOW.plusMillis(millis), 10, 1, "", null);
    }

    private static Attempt attempt(ArchivedMessage message, int number, int millis) {
        return new Attempt(message.id(), "Out", number, NOW.plusMillis(millis), "no answer", bytes("NAK"));
    }

    private static TraceRecord trace(ArchivedMessage message) {
        return new TraceRecord(List.of(message), List.of(), List.of());
    }

    private static TraceRecord trace(Hop hop) {
        return new TraceRecord(List.of(), List.of(hop), List.of());
    }

    /** A message of no importance, but for what is set. */
    private static final class MessageMaker {

        private final UUID id;
        private UUID session;
        private Instant created;
        private String project = PROJECT;
        private String source = "In";
        private boolean accepted = true;
        private String schemaName = "ADT_A01";
        private String controlId = "C";
        private String patientId = "P";
        private byte[] body = bytes("MSH|");
        private byte[] reply;

        MessageMaker(UUID id, Instant created) {
            this.id = id;
            this.session = id;
            this.created = created;
        }

        MessageMaker session(UUID value) {
            session = value;
            return this;
        }

        MessageMaker created(Instant value) {
            created = value;
            return this;
        }

        MessageMaker project(String value) {
            project = value;
            return this;
        }

        MessageMaker source(String value) {
            source = value;
            return this;
        }

        MessageMaker refused() {
            accepted = false;
            return this;
        }

        MessageMaker schemaName(String value) {
            schemaName = value;
            return this;
        }

        MessageMaker controlId(String value) {
            controlId = value;
            return this;
        }

        MessageMaker patientId(String value) {
            patientId = value;
            return this;
        }

        MessageMaker body(byte[] value) {
            body = value;
            return this;
        }

        MessageMaker reply(byte[] value) {
            reply = value;
            return this;
        }

        ArchivedMessage build() {
            return new ArchivedMessage(
                    id,
                    session,
                    null,
                    null,
                    created,
                    project,
                    source,
                    accepted,
                    "",
                    4,
                    "x-application/hl7-v2+er7",
                    schemaName,
                    "2.5",
                    controlId,
                    patientId,
                    "",
                    "",
                    body,
                    reply);
        }
    }
}
