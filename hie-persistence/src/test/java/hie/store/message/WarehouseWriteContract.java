package hie.store.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hie.store.migration.SchemaMigration;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is kept of what is written, on every database. */
abstract class WarehouseWriteContract extends WarehouseContract {

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
    void shouldWriteEachRowOnceInSlicesAndBreatheBetweenThem() throws SQLException {
        List<TraceRecord> entered = new ArrayList<>();
        List<TraceRecord> delivered = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ArchivedMessage message = message(NOW).build();
            entered.add(trace(message));
            entered.add(trace(hop(message, "Out", HopStatus.QUEUED, i)));
            delivered.add(trace(hop(message, "Out", HopStatus.COMPLETED, 100 + i)));
        }
        AtomicInteger breaths = new AtomicInteger();

        assertThat(warehouse.write(entered, breaths::incrementAndGet)).isEmpty();
        assertThat(breaths.getAndSet(0)).isGreaterThanOrEqualTo(4);
        assertThat(rows("message")).isEqualTo(40);
        assertThat(rows("message_content")).isEqualTo(40);
        assertThat(rows("hop where status = 'QUEUED'")).isEqualTo(40);

        assertThat(warehouse.write(delivered, breaths::incrementAndGet)).isEmpty();
        assertThat(breaths).hasValueGreaterThanOrEqualTo(2);
        assertThat(rows("hop where status = 'COMPLETED'")).isEqualTo(40);
        assertThat(rows("hop")).isEqualTo(40);
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
}
