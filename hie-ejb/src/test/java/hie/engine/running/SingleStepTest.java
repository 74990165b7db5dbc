package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.message.Message;
import hie.engine.Messages;
import hie.engine.item.HostStartException;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.DurableBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An item that is worked message by message, on a broker with a disk. */
class SingleStepTest {

    private static final Map<String, String> STEPPED = Map.of("ExecutionMode", "single_process");

    @TempDir
    Path data;

    private DurableBroker broker;
    private ItemFixture fixture;
    private final List<String> delivered = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        broker = new DurableBroker(data);
        fixture = new ItemFixture(broker, broker.queues());
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    private static String text(Message message) {
        return new String(message.body().bytes(), StandardCharsets.US_ASCII);
    }

    private List<Message> send(String item, String... texts) throws Exception {
        List<Message> sent = new ArrayList<>();
        String queue = ItemFixture.key(item).queueName();
        try (BrokerSession session = broker.openSession()) {
            for (String text : texts) {
                Message message = Messages.of(text, "text/plain");
                sent.add(message.with(message.header().sentBy("In").to(item, null)));
                session.send(queue, sent.getLast());
            }
            session.commit();
        }
        awaitDepth(item, texts.length);
        return sent;
    }

    private void awaitDepth(String item, int depth) {
        await().until(() -> broker.queues().depth(ItemFixture.key(item).queueName()) == depth);
    }

    private ItemRuntime operation(Map<String, String> settings) throws HostStartException {
        return fixture.operation("Out", settings, message -> {
            delivered.add(text(message));
            return text(message).equals("bad") ? Delivery.retry(null, "AR") : Delivery.completed(null, "AA");
        });
    }

    @Test
    @Tag("setting:QueuedHost.ExecutionMode")
    void shouldWorkOnTheNextMessageAndOnNoOther() throws Exception {
        ItemRuntime out = operation(STEPPED);
        Message first = send("Out", "a", "b").getFirst();
        out.pause();

        SingleStep.Report report = SingleStep.of(out).orElseThrow();

        assertThat(delivered).containsExactly("a");
        assertThat(report.message()).isEqualTo(first.header().id());
        assertThat(report.session()).isEqualTo(first.header().session());
        assertThat(report.outcome()).isEqualTo("COMPLETED");
        assertThat(report.detail()).isEqualTo("AA");
        assertThat(report.took()).isPositive();
        awaitDepth("Out", 1);
        assertThat(SingleStep.of(out)).isPresent();
        assertThat(delivered).containsExactly("a", "b");
        assertThat(SingleStep.of(out)).isEmpty();
    }

    @Test
    void shouldTellWhereAProcessSentTheMessage() throws Exception {
        fixture.define("Wards", ItemFixture.OperationHost.class, hie.engine.catalog.HostKind.OPERATION, Map.of());
        fixture.define("Lab", ItemFixture.OperationHost.class, hie.engine.catalog.HostKind.OPERATION, Map.of());
        ItemRuntime router = fixture.process(
                "Router",
                STEPPED,
                (message, outbox) -> {
                    outbox.note("rule line 1");
                    outbox.send("Wards", message);
                    outbox.send("Lab", message);
                },
                "Wards",
                "Lab");
        send("Router", "a");
        router.pause();

        SingleStep.Report report = SingleStep.of(router).orElseThrow();

        assertThat(report.targets()).containsExactly("Wards", "Lab");
        assertThat(report.detail()).isEqualTo("rule line 1");
        awaitDepth("Wards", 1);
    }

    @Test
    void shouldMakeOneAttemptAndPutTheMessageBackInItsPlace() throws Exception {
        ItemRuntime out = operation(STEPPED);
        send("Out", "bad", "b");
        out.pause();

        SingleStep.Report report = SingleStep.of(out).orElseThrow();
        SingleStep.Report again = SingleStep.of(out).orElseThrow();

        assertThat(delivered).containsExactly("bad", "bad");
        assertThat(report.outcome()).isEqualTo("RETRYING");
        assertThat(again.message()).isEqualTo(report.message());
        awaitDepth("Out", 2);
    }

    @Test
    void shouldTellThatAMessageFollowsASuspendedOne() throws Exception {
        ItemRuntime out = fixture.operation(
                "Out",
                Map.of("ExecutionMode", "single_process", "HoldKeyOnSuspend", "true"),
                message -> Delivery.suspended(null, "AE"));
        Message first = send("Out", "a", "b").getFirst();
        out.pause();

        assertThat(SingleStep.of(out).orElseThrow().outcome()).isEqualTo("SUSPENDED");
        SingleStep.Report second = SingleStep.of(out).orElseThrow();

        assertThat(second.outcome()).isEqualTo("SUSPENDED");
        assertThat(second.detail())
                .isEqualTo("held behind message " + first.header().id());
    }

    @Test
    void shouldStepALifoQueueFromItsNewestMessage() throws Exception {
        ItemRuntime out = operation(Map.of("ExecutionMode", "single_process", "QueueType", "lifo"));
        send("Out", "a", "b");
        out.pause();

        assertThat(SingleStep.of(out)).isPresent();

        assertThat(delivered).containsExactly("b");
        awaitDepth("Out", 1);
    }

    @Test
    void shouldNotStepWhatRunsByItself() throws Exception {
        ItemRuntime out = operation(STEPPED);
        send("Out", "a");

        assertThatExceptionOfType(StepRefusedException.class)
                .isThrownBy(() -> SingleStep.of(out))
                .withMessageContaining("pause it to step");
        assertThat(delivered).isEmpty();
    }
}
