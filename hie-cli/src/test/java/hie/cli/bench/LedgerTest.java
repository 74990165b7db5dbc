package hie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hie.cli.local.Footprint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final int RUN = 4;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Ledger ledger = new Ledger(RUN, 2);

    @Test
    void shouldCountAcknowledgedButMissingAsLost() {
        acknowledge(0, 0, 1, 2);
        arrive(0, 0, 2);

        assertThat(ledger.drained()).isFalse();
        assertThat(outcome().lost()).isEqualTo(1);
        assertThat(outcome().acknowledged()).isEqualTo(3);
    }

    @Test
    void shouldOweNothingForRefusedMessage() {
        ledger.refused(new MessageId(0, RUN, 0));

        assertThat(ledger.drained()).isTrue();
        assertThat(outcome().refused()).isEqualTo(1);
        assertThat(outcome().lost()).isZero();
    }

    @Test
    void shouldCountEachRepeatedArrivalAsDuplicateOnly() {
        arrive(0, 0, 1, 2, 1, 1);

        assertThat(outcome().duplicates()).isEqualTo(2);
        assertThat(outcome().outOfOrder()).isZero();
    }

    @Test
    void shouldCountArrivalBehindLaterOneOfItsKeyAsOutOfOrder() {
        arrive(0, 0, 3, 1, 2, 4);

        assertThat(outcome().outOfOrder()).isEqualTo(2);
    }

    @Test
    void shouldNotCompareOrderBetweenKeys() {
        arrive(0, 5);
        arrive(1, 0);
        arrive(0, 6);

        assertThat(outcome().outOfOrder()).isZero();
    }

    @Test
    void shouldLeaveOutArrivalsOfAnotherRun() {
        ledger.arrived(new MessageId(0, RUN - 1, 0), 0, 0);
        acknowledge(0, 0);

        assertThat(outcome().lost()).isEqualTo(1);
    }

    @Test
    void shouldTakeRateAndLatenciesFromWindowOnly() {
        ledger.startMeasuring(10 * SECOND);
        ledger.stopMeasuring(12 * SECOND);
        ledger.arrived(new MessageId(0, RUN, 0), 0, 9 * SECOND);
        for (int sequence = 1; sequence <= 6; sequence++) {
            long now = 10 * SECOND + sequence;
            ledger.arrived(new MessageId(0, RUN, sequence), now - TimeUnit.MILLISECONDS.toNanos(4), now);
            ledger.acknowledged(new MessageId(0, RUN, sequence), now - TimeUnit.MILLISECONDS.toNanos(2), now);
        }
        ledger.arrived(new MessageId(0, RUN, 7), 0, 12 * SECOND);

        Ledger.Outcome outcome = ledger.outcome();

        assertThat(outcome.messagesPerSecond()).isEqualTo(3.0);
        assertThat(outcome.endToEndP99Millis()).isBetween(3.96, 4.04);
        assertThat(outcome.ackP50Millis()).isBetween(1.98, 2.02);
    }

    @Test
    void shouldReportMediansSumsAndRatios() {
        List<Measured> ours = List.of(rate(300, 1), rate(100, 0), rate(200, 2));
        List<Measured> theirs = List.of(rate(50, 0), rate(150, 0));

        List<Row> rows = List.of(Row.of("hie", 8, ours), Row.of("camel-ordered", 8, theirs));
        Row compared = rows.getFirst().comparedWith(rows);

        assertThat(compared.messagesPerSecond()).isEqualTo(200);
        assertThat(compared.lost()).isEqualTo(3);
        assertThat(compared.cpuMicros()).isEqualTo(400);
        assertThat(compared.megabytes()).isEqualTo(300);
        assertThat(compared.startSeconds()).isEqualTo(2.0);
        assertThat(compared.ratioOrdered()).isEqualTo(2.0);
        assertThat(compared.ratioUnordered()).isNull();
        assertThat(rows.getLast().comparedWith(rows).ratioOrdered()).isNull();
    }

    private static Measured rate(double rate, long lost) {
        Ledger.Outcome outcome = new Ledger.Outcome(rate, 1, 2, 3, 10, 0, lost, 0, 0);
        return new Measured(outcome, Duration.ofMillis(4), new Footprint((long) rate, 1), Duration.ofSeconds(lost));
    }

    private void acknowledge(int connection, int... sequences) {
        for (int sequence : sequences) {
            ledger.acknowledged(new MessageId(connection, RUN, sequence), 0, 0);
        }
    }

    private void arrive(int connection, int... sequences) {
        for (int sequence : sequences) {
            ledger.arrived(new MessageId(connection, RUN, sequence), 0, 0);
        }
    }

    private Ledger.Outcome outcome() {
        ledger.startMeasuring(0);
        ledger.stopMeasuring(SECOND);
        return ledger.outcome();
    }
}
