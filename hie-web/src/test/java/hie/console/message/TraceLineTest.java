package hie.console.message;

import static org.assertj.core.api.Assertions.assertThat;

import hie.store.message.Attempt;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import hie.store.message.MessageDetail;
import hie.store.message.MessageStatus;
import hie.store.message.SessionTrace;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TraceLineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID ID = new UUID(1, 1);

    @Test
    void shouldTellTheStoryInTheOrderOfTime() {
        Hop routed = hop("Router", "In", HopStatus.COMPLETED, 10, 0);
        Hop delivered = hop("Out", "Router", HopStatus.COMPLETED, 900, 2);
        Attempt failed = new Attempt(ID, "Out", 1, START.plusMillis(400), "no answer", null);

        List<TraceLine> lines = TraceLine.of(trace(List.of(message(true, null)), List.of(delivered, routed), failed));

        assertThat(lines)
                .extracting(TraceLine::status)
                .containsExactly("RECEIVED", "COMPLETED", "ATTEMPT", "COMPLETED");
        assertThat(lines).extracting(TraceLine::item).containsExactly("In", "Router", "Out", "Out");
        assertThat(lines).extracting(TraceLine::sinceStart).containsExactly(0L, 10_000L, 400_000L, 900_000L);
        assertThat(lines).extracting(TraceLine::attempt).containsExactly(0, 0, 1, 2);
        assertThat(lines.get(2).detail()).isEqualTo("no answer");
    }

    @Test
    void shouldTellArrivalBeforeWhatHappenedInTheSameInstant() {
        List<TraceLine> lines =
                TraceLine.of(trace(List.of(message(true, null)), List.of(hop("Router", "In", HopStatus.QUEUED, 0, 0))));

        assertThat(lines).extracting(TraceLine::status).containsExactly("RECEIVED", "QUEUED");
    }

    @Test
    void shouldTellRefusedAndMadeMessagesFromReceivedOnes() {
        assertThat(statusOf(message(true, null))).isEqualTo("RECEIVED");
        assertThat(statusOf(message(false, null))).isEqualTo("REFUSED");
        assertThat(statusOf(message(true, new UUID(2, 2)))).isEqualTo("CREATED");
    }

    private static String statusOf(MessageDetail message) {
        return TraceLine.of(trace(List.of(message), List.of())).get(0).status();
    }

    @Test
    void shouldHaveNothingToTellOfAnEmptySession() {
        assertThat(TraceLine.of(trace(List.of(), List.of()))).isEmpty();
    }

    private static SessionTrace trace(List<MessageDetail> messages, List<Hop> hops, Attempt... attempts) {
        return new SessionTrace(ID, messages, hops, List.of(attempts), true);
    }

    private static Hop hop(String item, String from, HopStatus status, long millis, int attempts) {
        return new Hop(ID, ID, "default/p", item, from, status, START.plusMillis(millis), 5, attempts, "", null);
    }

    private static MessageDetail message(boolean accepted, UUID causation) {
        return new MessageDetail(
                ID,
                ID,
                null,
                causation,
                START,
                "default/p",
                "In",
                accepted,
                "",
                4,
                "application/hl7-v2",
                "ADT_A01",
                "2.5",
                "1",
                "4711",
                "",
                "",
                10,
                MessageStatus.COMPLETED);
    }
}
