package hie.engine.messaging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/** Reads from the error queue which order keys of an item are held back. */
final class HeldKeys {

    private HeldKeys() {}

    /** A key whose head has left the queue alone, because the server was killed then, is held back by those that followed it. */
    static List<HeldKey> of(ActiveMQServer server, String project, String item) {
        Queue queue = server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + Broker.ERROR_QUEUE));
        Map<String, HeldKey> heads = new LinkedHashMap<>();
        Map<String, HeldKey> followers = new LinkedHashMap<>();
        try (LinkedListIterator<MessageReference> all = queue.browserIterator()) {
            while (all.hasNext()) {
                Message message = all.next().getMessage();
                String key = message.getStringProperty(Suspension.KEY);
                if (key != null
                        && project.equals(message.getStringProperty(Suspension.PROJECT))
                        && item.equals(message.getStringProperty(JmsEnvelope.TARGET))) {
                    String behind = message.getStringProperty(Suspension.BEHIND);
                    Map<String, HeldKey> found = behind == null ? heads : followers;
                    String head = behind == null ? message.getStringProperty(Suspension.ID) : behind;
                    found.putIfAbsent(
                            key,
                            new HeldKey(
                                    key,
                                    UUID.fromString(head),
                                    JmsEnvelope.header(message).id()));
                }
            }
        }
        followers.forEach(heads::putIfAbsent);
        return List.copyOf(heads.values());
    }
}
