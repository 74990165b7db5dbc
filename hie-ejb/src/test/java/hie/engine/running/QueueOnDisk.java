package hie.engine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hie.api.host.Delivery;
import hie.api.host.Receipt;
import hie.api.message.Message;
import hie.api.message.MessageBody;
import hie.api.message.MessageHeader;
import hie.api.message.MessageIds;
import hie.engine.archive.TraceCodec;
import hie.engine.item.HostStartException;
import hie.engine.messaging.Broker;
import hie.store.message.Hop;
import hie.store.message.HopStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** For tests of queues on a broker with a disk: a service sends to an operation. */
public abstract class QueueOnDisk extends BrokerOnDisk {

    protected ItemRuntime in;
    final List<String> delivered = new ArrayList<>();

    /** The items as they start with a server: nothing is remembered but what is on disk. */
    protected void open(Map<String, String> settings) throws HostStartException {
        fixture = new ItemFixture(broker, broker.queues());
        out = fixture.operation("Out", settings, message -> {
            delivered.add(text(message));
            return Delivery.completed(null, "");
        });
        in = fixture.service(
                "In",
                (message, outbox) -> {
                    outbox.send("Out", message);
                    return Receipt.accepted(null);
                },
                "Out");
    }

    void restart(Map<String, String> settings) throws Exception {
        in.close();
        out.close();
        broker.restart();
        open(settings);
    }

    static String text(Message message) {
        return new String(message.body().bytes(), StandardCharsets.US_ASCII);
    }

    static Message message(String text, int priority) {
        return new Message(
                MessageHeader.inbound(MessageIds.next(), Instant.now(), "In", "text/plain")
                        .withPriority(priority),
                MessageBody.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    ServiceWorker.Outcome send(Message message) throws HostStartException {
        try (ServiceWorker worker = new ServiceWorker(in)) {
            return worker.receive(message);
        }
    }

    void send(String... texts) throws HostStartException {
        for (String text : texts) {
            assertThat(send(message(text, 4))).isInstanceOf(ServiceWorker.Accepted.class);
        }
    }

    /** The broker counts a message a moment after its commit. */
    protected void awaitDepth(int depth) {
        await().until(() -> broker.queues().depth(QUEUE) == depth);
    }

    boolean isTaken(String text) throws HostStartException {
        return send(message(text, 4)) instanceof ServiceWorker.Accepted;
    }

    protected List<String> deliver(int most) throws Exception {
        QueueItemBean bean = new QueueItemBean(out);
        broker.feed(QUEUE, bean, most);
        bean.release();
        List<String> now = List.copyOf(delivered);
        delivered.clear();
        return now;
    }

    protected List<String> deliverAll() throws Exception {
        return deliver(Integer.MAX_VALUE);
    }

    List<Hop> hops(HopStatus status) throws Exception {
        return broker.drain(Broker.TRACE_QUEUE).stream()
                .flatMap(trace -> TraceCodec.decode(trace).hops().stream())
                .filter(hop -> hop.status() == status)
                .toList();
    }
}
