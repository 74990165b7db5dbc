package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.Delivery;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LoggedSessionTest {

    private final ItemFixture fixture = new ItemFixture();
    private final List<Object> seen = new ArrayList<>();
    private final Message message = new Message(
            MessageHeader.inbound(MessageIds.next(), Instant.now(), "In", Message.HL7_V2)
                    .to("Out", null),
            MessageBody.of(new byte[] {1}));

    @Test
    void shouldBeInTheLogContextWhileAServiceTakesAMessage() throws Exception {
        ItemRuntime in = fixture.service("In", (received, outbox) -> {
            seen.add(MDC.get(LoggedSession.KEY));
            return Receipt.accepted(null);
        });

        try (ServiceWorker worker = new ServiceWorker(in)) {
            worker.receive(message);
        }

        shouldHaveBeenThereAndBeGone();
    }

    @Test
    void shouldBeInTheLogContextWhileAProcessWorks() throws Exception {
        ItemRuntime process = fixture.process("Router", Map.of(), (received, outbox) -> {
            seen.add(MDC.get(LoggedSession.KEY));
            throw new IllegalStateException("a failure leaves nothing behind either");
        });

        try (ProcessWorker worker = new ProcessWorker(process)) {
            worker.work(message, FakeBroker.taken());
        }

        shouldHaveBeenThereAndBeGone();
    }

    @Test
    void shouldBeInTheLogContextWhileAnOperationDelivers() throws Exception {
        ItemRuntime out = fixture.operation("Out", Map.of(), received -> {
            seen.add(MDC.get(LoggedSession.KEY));
            return Delivery.completed(null, "AA");
        });

        try (OperationWorker worker = new OperationWorker(out)) {
            worker.work(message, FakeBroker.taken());
        }

        shouldHaveBeenThereAndBeGone();
    }

    private void shouldHaveBeenThereAndBeGone() {
        assertThat(seen).singleElement().hasToString(message.header().session().toString());
        assertThat(MDC.get(LoggedSession.KEY)).isNull();
    }
}
