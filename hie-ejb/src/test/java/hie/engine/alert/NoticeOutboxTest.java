package hie.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import hie.store.incident.IncidentKind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NoticeOutboxTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final List<String> told = new ArrayList<>();
    private boolean broken;

    private final NoticeChannel channel = new NoticeChannel() {
        @Override
        public String name() {
            return "a test";
        }

        @Override
        public boolean takes(IncidentNotice notice) {
            return !notice.item().equals("Silent");
        }

        @Override
        public void send(IncidentNotice notice) throws IOException {
            if (broken) {
                throw new IOException("down");
            }
            told.add(notice.item());
        }
    };

    static IncidentNotice notice(String item, Instant at) {
        return new IncidentNotice(
                UUID.randomUUID(),
                IncidentNotice.Event.OPENED,
                "default/hospital",
                item,
                IncidentKind.QUEUE_DEPTH,
                "100 messages wait",
                100,
                100,
                at,
                at);
    }

    private NoticeOutbox outbox(Instant now) {
        return new NoticeOutbox(channel, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void shouldTellEachNoticeOnceInOrder() {
        NoticeOutbox outbox = outbox(NOW);
        outbox.offer(notice("A", NOW));
        outbox.offer(notice("B", NOW));

        outbox.flush();
        outbox.flush();

        assertThat(told).containsExactly("A", "B");
    }

    @Test
    void shouldTryAgainWhatDidNotGetThrough() {
        NoticeOutbox outbox = outbox(NOW);
        broken = true;
        outbox.offer(notice("A", NOW));
        outbox.flush();
        assertThat(told).isEmpty();

        broken = false;
        outbox.flush();

        assertThat(told).containsExactly("A");
    }

    @Test
    void shouldDropWhatIsTooOldAndGoOnWithTheNext() {
        NoticeOutbox outbox = outbox(NOW.plus(Duration.ofHours(2)));
        broken = true;
        outbox.offer(notice("Old", NOW));
        outbox.offer(notice("Young", NOW.plus(Duration.ofHours(2))));
        outbox.flush();

        broken = false;
        outbox.flush();

        assertThat(told).containsExactly("Young");
    }

    @Test
    void shouldTellNothingThatTheChannelDoesNotTake() {
        NoticeOutbox outbox = outbox(NOW);
        outbox.offer(notice("Silent", NOW));

        outbox.flush();

        assertThat(told).isEmpty();
    }
}
