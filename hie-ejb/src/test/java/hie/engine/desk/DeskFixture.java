package hie.engine.desk;

import hie.api.message.Message;
import hie.api.message.MessageIds;
import hie.engine.archive.TraceCodec;
import hie.engine.catalog.HostCatalog;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.messaging.Broker;
import hie.engine.messaging.BrokerSession;
import hie.engine.messaging.ErrorQueue;
import hie.engine.messaging.JmsEnvelope;
import hie.engine.messaging.Suspension;
import hie.engine.running.ItemFixture;
import hie.engine.running.RunningItems;
import hie.store.message.HopStatus;
import hie.store.message.TraceRecord;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A desk over a broker within the test, with some operations that are deployed. */
final class DeskFixture implements AutoCloseable {

    final EmbeddedBroker broker;
    final SuspendedDesk desk;

    DeskFixture(Path folder, Map<ItemKey, Map<String, String>> operations) throws Exception {
        broker = new EmbeddedBroker(folder);
        RunningItems items = ItemFixture.items(broker.workers(), broker.queues());
        Map<ItemKey, ItemDefinition> definitions = new HashMap<>();
        operations.forEach((key, settings) -> definitions.put(
                key,
                new ItemDefinition(key, new HostCatalog().find("MllpOperation").orElseThrow(), settings, List.of())));
        items.keepOnly(definitions);
        desk = new SuspendedDesk(new ErrorQueue(broker.server(), broker.factory(), broker.queues()), items);
    }

    /** Puts a message on the error queue, as an operation does that got it from Router. */
    Message suspend(Message content, ItemKey item, HopStatus status, Instant at) throws JMSException {
        return suspend(content, item, new Suspension(MessageIds.next(), item.projectPath(), status, at, 3, "AE"));
    }

    Message suspend(Message content, ItemKey item, Suspension suspension) throws JMSException {
        Message message = content.with(content.header().sentBy("Router").to(item.item(), suspension.key()));
        try (BrokerSession session = broker.workers().openSession()) {
            session.suspend(message, suspension);
            session.commit();
        }
        return message;
    }

    /** Takes what waits for an item. */
    List<Message> queued(ItemKey item) throws JMSException {
        List<Message> messages = new ArrayList<>();
        for (jakarta.jms.Message jms : broker.drain(item.queueName())) {
            messages.add(JmsEnvelope.read(jms));
        }
        return messages;
    }

    /** Takes the trace records that were written. */
    List<TraceRecord> traces() throws JMSException {
        List<TraceRecord> traces = new ArrayList<>();
        for (jakarta.jms.Message jms : broker.drain(Broker.TRACE_QUEUE)) {
            traces.add(TraceCodec.decode(EmbeddedBroker.bytes(jms)));
        }
        return traces;
    }

    @Override
    public void close() throws Exception {
        broker.close();
    }
}
