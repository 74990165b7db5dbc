package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.pace.BacklogPace;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that have waited for long, while new ones come in and the processors have no time left. */
class OldMessagesTest {

    private final ItemFixture fixture = new ItemFixture();
    private final Message old = of(Instant.now().minus(BacklogPace.OLD).minusSeconds(1));
    private ItemRuntime out;

    private static Message of(Instant created) {
        return new Message(
                MessageHeader.inbound(MessageIds.next(), created, "In", "text/plain"),
                MessageBody.of(new byte[] {'a'}));
    }

    @BeforeEach
    void workOffABacklog() throws Exception {
        fixture.processors = 1;
        fixture.items.load().accepted();
        out = fixture.operation("Out", Map.of(), message -> Delivery.completed(null, ""));
        for (int i = 0; i < BacklogPace.AT_LEAST; i++) {
            out.awaitTurn(old);
        }
    }

    @Test
    void shouldWaitForTheNextTurnUnlessTheItemStops() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        Thread worker = Thread.ofPlatform().start(() -> {
            out.awaitTurn(old);
            waiting.complete(null);
        });
        await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);
        assertThat(waiting).isNotDone();

        out.signalStop();

        await().until(waiting::isDone);
    }

    @Test
    void shouldNotHoldUpNewMessages() {
        Message young = of(Instant.now());

        assertThatCode(() -> out.awaitTurn(young)).doesNotThrowAnyException();
    }
}
