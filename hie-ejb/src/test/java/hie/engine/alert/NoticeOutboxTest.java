package hie.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import hie.engine.item.ItemKey;
import hie.store.incident.IncidentKind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NoticeOutboxTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final List<String> settled = new ArrayList<>();
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
        return new NoticeOutbox(channel, Clock.fixed(now, ZoneOffset.UTC), notice -> settled.add(notice.item()));
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

        assertThat(settled).containsExactly("Old");

        broken = false;
        outbox.flush();

        assertThat(told).containsExactly("Young");
        assertThat(settled).containsExactly("Old", "Young");
    }

    @Test
    void shouldTellNothingThatTheChannelDoesNotTake() {
        NoticeOutbox outbox = outbox(NOW);
        outbox.offer(notice("Silent", NOW));

        outbox.flush();

        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellAfterAKillWhatWasUntold() {
        MemoryIncidents repository = new MemoryIncidents();
        Incidents incidents = new Incidents(repository);
        ItemKey item = new ItemKey("default", "hospital", "Out");
        ItemKey silent = new ItemKey("default", "hospital", "Silent");
        Finding deep = new Finding(IncidentKind.QUEUE_DEPTH, Finding.Level.REACHED, 100, 100, "100 messages wait");

        incidents.record(Map.of(item, List.of(deep), silent, List.of(deep)), List.of(channel), NOW);

        assertThat(incidents.untold(channel))
                .singleElement()
                .satisfies(notice -> assertThat(notice.headline()).contains("Out: QUEUE_DEPTH opened: 100 messages"));
        NoticeOutbox outbox =
                new NoticeOutbox(channel, Clock.fixed(NOW, ZoneOffset.UTC), notice -> incidents.told(notice, channel));
        incidents.untold(channel).forEach(outbox::offer);
        outbox.flush();
        assertThat(told).containsExactly("Out");
        assertThat(incidents.untold(channel)).isEmpty();
    }

    @Test
    void shouldGoOnWhenItCannotBeKeptThatANoticeWasTold() {
        NoticeOutbox outbox = new NoticeOutbox(channel, Clock.fixed(NOW, ZoneOffset.UTC), notice -> {
            throw new IllegalStateException("no database");
        });
        outbox.offer(notice("A", NOW));
        outbox.offer(notice("B", NOW));

        outbox.flush();

        assertThat(told).containsExactly("A", "B");
    }
}
