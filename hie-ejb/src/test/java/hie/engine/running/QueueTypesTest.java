package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;

import hie.api.host.Delivery;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.engine.item.HostStartException;
import hie.engine.messaging.Broker;
import hie.engine.messaging.JmsEnvelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each queue type on a broker with a disk: which message is taken next, and which keep their order. */
class QueueTypesTest extends QueueOnDisk {

    @ParameterizedTest
    @Tag("setting:QueuedHost.QueueType")
    @CsvSource({"fifo, low1 high low2 normal", "priority, high normal low1 low2", "lifo, normal low2 high low1"})
    void shouldTakeMessagesInTheOrderOfTheQueueTypeThroughARestart(String type, String expected) throws Exception {
        Map<String, String> settings = Map.of("QueueType", type);
        open(settings);
        send(message("low1", 9));
        send(message("high", 0));
        restart(settings);
        send(message("low2", 9));
        send(message("normal", 4));

        assertThat(deliver(1)).containsExactly(expected.split(" ")[0]);
        restart(settings);
        assertThat(deliverAll())
                .containsExactlyElementsOf(List.of(expected.split(" ")).subList(1, 4));
        awaitDepth(0);
    }

    @Test
    void shouldTellTheReceiverThePriorityThatTheQueueDidNotHeed() throws Exception {
        open(Map.of());
        AtomicInteger priority = new AtomicInteger();
        ItemRuntime reading = fixture.operation("Out", Map.of(), message -> {
            priority.set(message.header().priority());
            return Delivery.completed(null, "");
        });
        send(message("a", 7));

        broker.feed(QUEUE, new QueueItemBean(reading), 1);

        assertThat(priority).hasValue(7);
    }

    @Test
    void shouldTakeTheNewestFirstAlsoAmongLargeAndLateMessages() throws Exception {
        Map<String, String> settings = Map.of("QueueType", "lifo");
        open(settings);
        String large = "x".repeat(300_000);
        send("a", large, "b");

        assertThat(deliver(1)).containsExactly("b");
        send("c");
        assertThat(deliver(2)).containsExactly("c", large);
        restart(settings);
        assertThat(deliverAll()).containsExactly("a");
    }

    @Test
    void shouldGiveTheNewestMessageBackWhenTheItemStops() throws Exception {
        Map<String, String> settings = Map.of("QueueType", "lifo");
        open(settings);
        send("a", "b");
        out.signalStop();

        assertThat(deliver(1)).isEmpty();

        restart(settings);
        assertThat(deliverAll()).containsExactly("b", "a");
    }

    @Test
    void shouldHaveTheNewestMessageAgainWhenTheServerEndsWhileItIsInTheWorks() throws Exception {
        Map<String, String> settings = Map.of("QueueType", "lifo");
        open(settings);
        send("a", "b");
        assertThat(broker.takeStored(QUEUE, Broker.Pick.NEWEST)).isPresent();

        restart(settings);

        assertThat(deliverAll()).containsExactly("b", "a");
    }

    @ParameterizedTest
    @Tag("setting:QueuedHost.OrderKey")
    @ValueSource(strings = {"fifo", "priority"})
    void shouldGroupMessagesByTheirOrderKey(String type) throws Exception {
        assertThat(groups(Map.of("QueueType", type, "OrderKey", "PID-3.1", "PoolSize", "4")))
                .containsExactly("4711");
    }

    @Test
    @Tag("setting:QueuedHost.OrderKey")
    void shouldGroupMessagesOfOtherFormatsByTheirOrderKey() throws Exception {
        open(Map.of("OrderKey", "Document.patient.id", "PoolSize", "4"));
        send(hie.engine.Messages.of("{\"patient\": {\"id\": 4711}}", "application/json"));

        assertThat(groupsOnQueue()).containsExactly("4711");
    }

    @Test
    @Tag("setting:QueuedHost.QueueType")
    void shouldPromiseNothingAboutOrderWhenUnordered() throws Exception {
        assertThat(groups(Map.of("QueueType", "unordered", "PoolSize", "4"))).containsExactly((String) null);
    }

    private List<String> groups(Map<String, String> settings) throws Exception {
        open(settings);
        send(hie.engine.Messages.adt());
        return groupsOnQueue();
    }

    private List<String> groupsOnQueue() throws Exception {
        List<String> groups = new ArrayList<>();
        broker.feed(
                QUEUE,
                taken -> groups.add(JmsEnvelope.read(taken.message()).header().orderKey()),
                1);
        return groups;
    }

    @Test
    void shouldLoseNothingWhenTheQueueTypeIsChangedWhileMessagesWait() throws Exception {
        open(Map.of("QueueType", "fifo"));
        send("a", "b");
        restart(Map.of("QueueType", "lifo"));
        send("c", "d");
        assertThat(deliver(3)).containsExactly("a", "b", "d");
        send("e");
        restart(Map.of("QueueType", "priority", "QueueSize", "1"));
        assertThat(deliver(1)).containsExactly("c");
        restart(Map.of("QueueType", "fifo"));
        send("f");

        assertThat(deliverAll()).containsExactly("e", "f");
        awaitDepth(0);
    }

    @Test
    @Tag("setting:BusinessService.MessagePriority")
    void shouldDeliverFirstWhatComesThroughTheServiceOfTheSmallerPriorityNumber() throws Exception {
        open(Map.of("QueueType", "priority"));
        ItemRuntime out = fixture.operation("Out", Map.of("QueueType", "priority"), message -> {
            delivered.add(text(message) + " " + message.header().priority());
            return Delivery.completed(null, "");
        });
        take(Map.of(), message("usual", 4), message("a client's own", 7));
        take(Map.of("MessagePriority", "0"), message("urgent", 4), message("brought its own", 2));

        broker.feed(QUEUE, new QueueItemBean(out), 4);

        assertThat(delivered).containsExactly("urgent 0", "brought its own 2", "usual 4", "a client's own 7");
    }

    @Test
    @Tag("setting:BusinessService.MessagePriority")
    void shouldDeliverFirstWhatIsUrgentByItsContent() throws Exception {
        open(Map.of("QueueType", "priority"));
        Message routine = hie.engine.Messages.of("{\"urgent\": false}", "application/json");
        Message urgent = hie.engine.Messages.of("{\"urgent\": true}", "application/json");
        take(Map.of("MessagePriority", "If(Document.urgent = 1, 0, 4)"), routine, urgent);

        assertThat(deliver(2)).containsExactly(text(urgent), text(routine));
    }

    private void take(Map<String, String> settings, Message... messages) throws HostStartException {
        ItemRuntime service = fixture.service(
                "In",
                settings,
                (message, outbox) -> {
                    outbox.send("Out", message);
                    return Receipt.accepted(null);
                },
                "Out");
        try (ServiceWorker worker = new ServiceWorker(service)) {
            for (Message message : messages) {
                worker.receive(message);
            }
        }
    }
}
