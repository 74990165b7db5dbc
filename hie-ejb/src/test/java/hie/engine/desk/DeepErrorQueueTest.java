package hie.engine.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.message.Message;
import hie.api.message.MessageIds;
import hie.engine.Messages;
import hie.engine.item.ItemKey;
import hie.engine.messaging.Broker;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.Suspension;
import hie.engine.messaging.SuspensionFilter;
import hie.store.message.HopStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More messages on the error queue than the broker looks at, or sends to a client, in one go. */
class DeepErrorQueueTest {

    private static final ItemKey OUT = new ItemKey("default", "hospital", "Out");
    private static final ItemKey LAB = new ItemKey("default", "hospital", "Lab");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final int MANY = 3000;

    @TempDir
    Path folder;

    private DeskFixture fixture;

    @BeforeEach
    void fill() throws Exception {
        fixture = new DeskFixture(folder, Map.of(OUT, Map.of(), LAB, Map.of()));
        Message large = Messages.adt("x".repeat(3000));
        for (int i = 0; i < MANY; i++) {
            fixture.suspend(large, OUT, HopStatus.SUSPENDED, NOON);
        }
        fixture.suspend(Messages.adt("last"), LAB, HopStatus.ERROR, NOON.plusSeconds(1));
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private static SuspensionFilter of(ItemKey item) {
        return new SuspensionFilter(null, item.item(), null, null, null);
    }

    @Test
    void shouldCountAndShowAllOfThem() {
        for (int i = 0; i < 5; i++) {
            ErrorQueue.Page page = fixture.desk.list(SuspensionFilter.ALL, MANY - 1, 50);

            assertThat(page.count()).isEqualTo(MANY + 1);
            assertThat(page.messages())
                    .extracting(one -> one.message().header().target())
                    .containsExactly("Out", "Lab");
        }
    }

    @Test
    void shouldTakeAllOfThem() throws Exception {
        int sent = fixture.desk.retry(new Selection.Everything(of(OUT), MANY), "alice");

        assertThat(sent).isEqualTo(MANY);
        assertThat(fixture.desk.count(SuspensionFilter.ALL)).isEqualTo(1);
        for (String queue : List.of(OUT.queueName(), Broker.TRACE_QUEUE)) {
            await(queue).until(() -> fixture.broker.queues().depth(queue) == MANY);
        }
    }

    @Test
    void shouldReachWhatIsBehindManyOthers() throws Exception {
        UUID last = fixture.desk
                .list(of(LAB), 0, 1)
                .messages()
                .getFirst()
                .suspension()
                .id();

        assertThat(fixture.desk.find(of(LAB), last).message().header().target()).isEqualTo("Lab");
        assertThat(fixture.desk.discard(new Selection.Everything(of(LAB), 1), "alice"))
                .isEqualTo(1);
    }

    @Test
    void shouldTakeWhatIsHeldBehindAMessageFarBehindIt() throws Exception {
        UUID head = MessageIds.next();
        fixture.suspend(Messages.adt("h"), LAB, suspension(head, null));
        for (int i = 0; i < 5; i++) {
            fixture.suspend(Messages.adt("f" + i), LAB, suspension(MessageIds.next(), head));
        }

        int sent = fixture.desk.retry(Selection.Chosen.of(SuspensionFilter.ALL, List.of(head)), "alice");

        assertThat(sent).isEqualTo(6);
        assertThat(fixture.queued(LAB))
                .extracting(message -> message.body().hl7().get("OBX-5").orElseThrow())
                .containsExactly("h", "f0", "f1", "f2", "f3", "f4");
    }

    private static Suspension suspension(UUID id, UUID behind) {
        return new Suspension(id, "default/hospital", HopStatus.SUSPENDED, NOON, 1, "AE", "4711", behind);
    }
}
