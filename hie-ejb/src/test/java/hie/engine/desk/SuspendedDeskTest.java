package hie.engine.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.item.ItemKey;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.SuspendedMessage;
import hie.engine.messaging.SuspensionFilter;
import hie.engine.production.ConflictException;
import hie.engine.production.NotFoundException;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import hie.store.message.TraceRecord;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspendedDeskTest {

    private static final ItemKey OUT = new ItemKey("default", "hospital", "Out");
    private static final ItemKey LAB = new ItemKey("default", "hospital", "Lab");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    private DeskFixture fixture;
    private SuspendedDesk desk;

    @BeforeEach
    void open() throws Exception {
        fixture = new DeskFixture(folder, Map.of(OUT, Map.of("OrderKey", "PID-3.1"), LAB, Map.of()));
        desk = fixture.desk;
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private Message suspend(ItemKey item, HopStatus status, Instant at) throws JMSException {
        return fixture.suspend(Messages.adt(), item, status, at);
    }

    private List<Message> queued(ItemKey item) throws JMSException {
        return fixture.queued(item);
    }

    private List<TraceRecord> traces() throws JMSException {
        return fixture.traces();
    }

    private List<SuspendedMessage> all() {
        return desk.list(SuspensionFilter.ALL, 0, 100).messages();
    }

    @Test
    void shouldListWhatIsSuspendedAndWhy() throws Exception {
        Message first = suspend(OUT, HopStatus.SUSPENDED, NOON);
        suspend(LAB, HopStatus.ERROR, NOON.plusSeconds(60));

        ErrorQueue.Page page = desk.list(SuspensionFilter.of("default/hospital"), 0, 1);

        assertThat(page.count()).isEqualTo(2);
        assertThat(page.messages()).singleElement().satisfies(one -> {
            assertThat(one.message().header()).isEqualTo(first.header());
            assertThat(one.message().body().bytes()).isEqualTo(first.body().bytes());
            assertThat(one.suspension().why()).isEqualTo("AE");
            assertThat(one.suspension().attempts()).isEqualTo(3);
            assertThat(one.suspension().at()).isEqualTo(NOON);
            assertThat(one.suspension().status()).isEqualTo(HopStatus.SUSPENDED);
        });
        assertThat(desk.list(SuspensionFilter.ALL, 1, 1).messages())
                .extracting(one -> one.message().header().target())
                .containsExactly("Lab");
    }

    @Test
    void shouldFindByEachPartOfTheFilter() throws Exception {
        suspend(OUT, HopStatus.SUSPENDED, NOON);
        suspend(LAB, HopStatus.ERROR, NOON.plusSeconds(60));

        assertThat(desk.count(new SuspensionFilter("default/o'hara", null, null, null, null)))
                .isZero();
        assertThat(items(new SuspensionFilter(null, "Out", null, null, null))).containsExactly("Out");
        assertThat(items(new SuspensionFilter(null, null, HopStatus.ERROR, null, null)))
                .containsExactly("Lab");
        assertThat(items(new SuspensionFilter(null, null, null, NOON.plusSeconds(1), null)))
                .containsExactly("Lab");
        assertThat(items(new SuspensionFilter(null, null, null, null, NOON.plusSeconds(1))))
                .containsExactly("Out");
    }

    private List<String> items(SuspensionFilter filter) {
        assertThat(desk.count(filter)).isEqualTo(1);
        return desk.list(filter, 0, 10).messages().stream()
                .map(one -> one.message().header().target())
                .toList();
    }

    @Test
    void shouldSendAMessageAgainInItsSessionAndSettleTheOldOne() throws Exception {
        Message old = suspend(OUT, HopStatus.SUSPENDED, NOON);
        suspend(LAB, HopStatus.ERROR, NOON);

        int sent = desk.retry(Selection.Chosen.of(SuspensionFilter.ALL, List.of(id(0))), "alice");

        assertThat(sent).isEqualTo(1);
        Message again = queued(OUT).get(0);
        assertThat(again.body().bytes()).isEqualTo(old.body().bytes());
        assertThat(again.header().id()).isNotEqualTo(old.header().id());
        assertThat(again.header().session()).isEqualTo(old.header().session());
        assertThat(again.header().causation()).isEqualTo(old.header().id());
        assertThat(again.header().source()).isEqualTo("Router");
        assertThat(again.header().orderKey())
                .as("by the key that the item has now")
                .isEqualTo("4711");
        assertThat(all()).extracting(one -> one.message().header().target()).containsExactly("Lab");
        TraceRecord trace = traces().get(0);
        assertThat(trace.messages())
                .extracting(one -> one.id())
                .containsExactly(again.header().id());
        assertThat(trace.hops())
                .extracting(Hop::message, Hop::item, Hop::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(again.header().id(), "Out", HopStatus.QUEUED),
                        org.assertj.core.groups.Tuple.tuple(old.header().id(), "Out", HopStatus.RESENT));
        assertThat(trace.hops().get(1).detail())
                .isEqualTo("sent again by alice as " + again.header().id() + "; it had been given up: AE");
    }

    private UUID id(int at) {
        return all().get(at).suspension().id();
    }

    @Test
    void shouldSendACorrectedMessageAgain() throws Exception {
        suspend(OUT, HopStatus.SUSPENDED, NOON);
        byte[] corrected = new String(Messages.adt().body().bytes(), UTF_8)
                .replace("4711", "4712")
                .getBytes(UTF_8);
        UUID id = id(0);

        desk.retry(SuspensionFilter.of("default/hospital"), id, corrected, "alice");

        Message again = queued(OUT).get(0);
        assertThat(again.body().bytes()).isEqualTo(corrected);
        assertThat(again.header().orderKey()).isEqualTo("4712");
        assertThat(all()).isEmpty();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> desk.retry(SuspensionFilter.ALL, id, corrected, "alice"));
    }

    @Test
    void shouldSendEverythingAgainInItsOrderWhenItIsAsManyAsWasShown() throws Exception {
        List<UUID> olds = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            olds.add(suspend(OUT, HopStatus.SUSPENDED, NOON).header().id());
        }
        suspend(LAB, HopStatus.ERROR, NOON);
        SuspensionFilter filter = new SuspensionFilter("default/hospital", "Out", null, null, null);

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> desk.retry(new Selection.Everything(filter, 249), "alice"))
                .withMessageContaining("250 such messages now, not 249");
        int sent = desk.retry(new Selection.Everything(filter, 250), "alice");

        assertThat(sent).isEqualTo(250);
        assertThat(queued(OUT)).extracting(one -> one.header().causation()).containsExactlyElementsOf(olds);
        assertThat(all()).hasSize(1);
        assertThat(traces()).hasSize(250);
    }

    @Test
    void shouldDiscardAndSayWho() throws Exception {
        Message old = suspend(OUT, HopStatus.SUSPENDED, NOON);

        int discarded = desk.discard(new Selection.Everything(SuspensionFilter.ALL, 1), "alice");

        assertThat(discarded).isEqualTo(1);
        assertThat(all()).isEmpty();
        assertThat(queued(OUT)).isEmpty();
        assertThat(traces().get(0).hops()).singleElement().satisfies(hop -> {
            assertThat(hop.message()).isEqualTo(old.header().id());
            assertThat(hop.status()).isEqualTo(HopStatus.DISCARDED);
            assertThat(hop.detail()).isEqualTo("discarded by alice; it had been given up: AE");
        });
    }

    @Test
    void shouldLeaveAMessageWhoseItemIsGone() throws Exception {
        suspend(new ItemKey("default", "hospital", "Gone"), HopStatus.SUSPENDED, NOON);

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> desk.retry(new Selection.Everything(SuspensionFilter.ALL, 1), "alice"))
                .withMessageContaining("default/hospital/Gone is not deployed any more");

        assertThat(all()).hasSize(1);
        assertThat(traces()).isEmpty();
    }

    @Test
    void shouldTouchNothingOfAnotherProject() throws Exception {
        suspend(OUT, HopStatus.SUSPENDED, NOON);
        UUID id = id(0);
        SuspensionFilter other = SuspensionFilter.of("default/other");

        assertThat(desk.discard(Selection.Chosen.of(other, List.of(id)), "alice"))
                .isZero();
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> desk.find(other, id));
        assertThat(all()).hasSize(1);
    }

    @Test
    void shouldRefuseAnImpossibleChoice() {
        assertThatIllegalArgumentException().isThrownBy(() -> Selection.Chosen.of(SuspensionFilter.ALL, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> desk.list(SuspensionFilter.ALL, 0, 0));
    }
}
