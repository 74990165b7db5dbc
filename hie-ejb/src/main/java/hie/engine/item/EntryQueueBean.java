package hie.engine.item;

import hie.api.message.Message;
import hie.engine.messaging.JmsEnvelope;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.time.Duration;

/** The bean of a JMS service: takes what any client of the broker sent to the service's entry queue. */
public class EntryQueueBean implements MessageListener {

    private static final Duration PAUSE_IN_TROUBLE = Duration.ofSeconds(1);

    private ServiceWorker worker;

    /** Called by the container before the first message. */
    public void bind() {
        try {
            worker = new ServiceWorker(ItemBinding.lookUp());
        } catch (HostStartException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Called by the container when the instance is done with. */
    public void release() {
        worker.close();
    }

    @Override
    public void onMessage(jakarta.jms.Message jms) {
        ItemRuntime item = worker.item();
        if (item.isYielding()) {
            throw new ItemStoppingException(item.key());
        }
        try {
            Message message = JmsEnvelope.readForeign(
                    jms, item.itemName(), item.settings().text("ContentType"));
            String delivery = jms.getJMSMessageID();
            ServiceWorker.Outcome outcome =
                    worker.receive(message, delivery == null ? null : Transmission.entryWorkId(item.key(), delivery));
            if (outcome instanceof ServiceWorker.Failed failed) {
                item.awaitYield(PAUSE_IN_TROUBLE);
                throw new IllegalStateException("Item " + item.key() + ": " + failed.reason());
            }
        } catch (JMSException e) {
            item.awaitYield(PAUSE_IN_TROUBLE);
            throw new IllegalStateException("Item " + item.key() + ": " + TraceBuilder.reason(e), e);
        }
    }
}
