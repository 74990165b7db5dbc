package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.Delivery;
import hie.api.host.Outbox;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.item.HostStartException;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendingOperationTest {

    private final ItemFixture fixture = new ItemFixture();
    private final AtomicInteger attempts = new AtomicInteger();

    @BeforeEach
    void receiver() throws HostStartException {
        fixture.process("Answers", Map.of(), (message, outbox) -> {});
    }

    private static byte[] answer(int attempt) {
        return ("answer " + attempt).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static void send(Message message, Outbox outbox, int attempt) {
        outbox.send("Answers", message.derive("Out", answer(attempt)));
    }

    private void deliver(ItemFixture.Sending work) throws Exception {
        ItemRuntime out = fixture.sending("Out", Map.of("RetryInterval", "0"), work, "Answers");
        try (OperationWorker worker = new OperationWorker(out)) {
            worker.work(Messages.adt(), FakeBroker.taken());
        }
    }

    private java.util.List<Message> sent() {
        return fixture.broker.on(ItemFixture.key("Answers").queueName());
    }

    @Test
    void shouldSendInOneTransactionWithTheOutcome() throws Exception {
        deliver((message, outbox) -> {
            send(message, outbox, 1);
            assertThat(sent()).as("before the message is delivered").isEmpty();
            return Delivery.completed(null, "AA");
        });

        assertThat(sent()).hasSize(1);
        assertThat(sent().get(0).header().source()).isEqualTo("Out");
        assertThat(fixture.broker.commits()).isEqualTo(1);
        assertThat(fixture.broker.hops())
                .extracting(Hop::status)
                .containsExactlyInAnyOrder(HopStatus.COMPLETED, HopStatus.QUEUED);
    }

    @Test
    void shouldSendNothingOfAnAttemptThatFailed() throws Exception {
        deliver((message, outbox) -> {
            int attempt = attempts.incrementAndGet();
            send(message, outbox, attempt);
            return attempt < 3 ? Delivery.retry(null, "AE") : Delivery.completed(null, "AA");
        });

        assertThat(sent()).hasSize(1);
        assertThat(sent().get(0).body().bytes()).isEqualTo(answer(3));
    }

    @Test
    void shouldSendNothingWithAMessageThatIsSuspended() throws Exception {
        deliver((message, outbox) -> {
            send(message, outbox, 1);
            return Delivery.suspended(null, "AR");
        });

        assertThat(sent()).isEmpty();
        assertThat(fixture.broker.errors()).hasSize(1);
    }

    @Test
    void shouldSendNothingWhenItThrows() throws Exception {
        deliver((message, outbox) -> {
            send(message, outbox, 1);
            throw new IllegalStateException("broken");
        });

        assertThat(sent()).isEmpty();
        assertThat(fixture.broker.errors()).hasSize(1);
    }

    @Test
    void shouldSendNothingWhenAFailureCompletesTheMessage() throws Exception {
        ItemRuntime out = fixture.sending(
                "Out",
                Map.of("ReplyCodeActions", "E=C"),
                (message, outbox) -> {
                    send(message, outbox, 1);
                    throw new java.io.IOException("broken");
                },
                "Answers");

        try (OperationWorker worker = new OperationWorker(out)) {
            worker.work(Messages.adt(), FakeBroker.taken());
        }

        assertThat(sent()).isEmpty();
        assertThat(fixture.broker.hops()).extracting(Hop::status).containsExactly(HopStatus.COMPLETED);
    }

    @Test
    void shouldRunAnInlineProcessWithTheOutcome() throws Exception {
        fixture.inline("Inline", (message, outbox) -> outbox.send("Answers", message), "Answers");
        ItemRuntime out = fixture.sending(
                "Out",
                Map.of(),
                (message, outbox) -> {
                    outbox.send("Inline", message);
                    return Delivery.completed(null, "AA");
                },
                "Inline");

        try (OperationWorker worker = new OperationWorker(out)) {
            worker.work(Messages.adt(), FakeBroker.taken());
        }

        assertThat(sent()).hasSize(1);
        assertThat(fixture.broker.commits()).isEqualTo(1);
    }
}
