package hie.engine.intake;

import hie.api.message.Message;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemStoppingException;
import hie.engine.messaging.JmsEnvelope;
import hie.engine.running.ItemBinding;
import hie.engine.running.ItemRuntime;
import hie.engine.running.ServiceWorker;
import hie.engine.running.TraceBuilder;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageListener;
import java.time.Duration;

/**
 * The bean of a JMS service: takes what any client of the broker sent to the service's entry queue. What is no message that
 * it can read is refused for good, because it would come back for ever.
 */
public class EntryQueueBean implements MessageListener {

    private static final Duration PAUSE_IN_TROUBLE = Duration.ofSeconds(1);

    private ServiceWorker worker;

    public EntryQueueBean() {}

    EntryQueueBean(ServiceWorker worker) {
        this.worker = worker;
    }

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
            if (take(item, jms) instanceof ServiceWorker.Failed failed) {
                if (item.isYielding()) {
                    throw new ItemStoppingException(item.key());
                }
                item.awaitYield(PAUSE_IN_TROUBLE);
                throw new IllegalStateException("Item " + item.key() + ": " + failed.reason());
            }
        } catch (JMSException e) {
            item.awaitYield(PAUSE_IN_TROUBLE);
            throw new IllegalStateException("Item " + item.key() + ": " + TraceBuilder.reason(e), e);
        }
    }

    private ServiceWorker.Outcome take(ItemRuntime item, jakarta.jms.Message jms) throws JMSException {
        String workId = workId(item, jms);
        Message message;
        try {
            message = JmsEnvelope.readForeign(
                    jms, item.itemName(), item.settings().text("ContentType"));
        } catch (MessageFormatException e) {
            return worker.refuse(JmsEnvelope.unreadable(jms, item.itemName()), TraceBuilder.reason(e), workId);
        }
        return worker.receive(message, workId);
    }

    /** A client may send without message ids; what has none cannot be recognised when it is delivered again. */
    private static String workId(ItemRuntime item, jakarta.jms.Message jms) throws JMSException {
        String id = jms.getJMSMessageID();
        return id == null ? null : ServiceWorker.workId(item.key(), id);
    }
}
