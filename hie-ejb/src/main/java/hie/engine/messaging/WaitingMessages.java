package hie.engine.messaging;

import hie.api.message.Message;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.QueueImpl;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/**
 * Takes messages out of a queue from either end, beside its consumers: only such as wait in memory, none that is with a
 * consumer or on a page of a queue that has outgrown its memory. What is taken counts as delivered until it is acknowledged or
 * cancelled.
 */
final class WaitingMessages {

    private final QueueImpl queue;

    WaitingMessages(Queue queue) {
        this.queue = (QueueImpl) queue;
    }

    /** Everything that waits in a queue of envelopes, in its order; it stays there. */
    static List<Message> browse(ActiveMQServer server, String name) throws JMSException {
        Queue queue = server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + name));
        List<Message> messages = new ArrayList<>();
        if (queue == null) {
            return messages;
        }
        if (!QueueThread.await(queue)) {
            throw new JMSException("Queue " + name + " is too busy to look into it");
        }
        try (LinkedListIterator<MessageReference> waiting = queue.browserIterator()) {
            while (waiting.hasNext()) {
                messages.add(JmsEnvelope.read(waiting.next().getMessage()));
            }
        }
        return messages;
    }

    /** Takes the message that the queue would hand out next; {@code null} when none waits. */
    MessageReference takeFirst() throws Exception {
        return take(End.FIRST);
    }

    /** Takes the message that came first, whatever the order of the queue; {@code null} when none waits. */
    MessageReference takeOldest() throws Exception {
        return take(End.OLDEST);
    }

    /** Takes the message that came last; {@code null} when none waits. */
    MessageReference takeNewest() throws Exception {
        return take(End.NEWEST);
    }

    private enum End {
        FIRST,
        OLDEST,
        NEWEST
    }

    private MessageReference take(End end) throws Exception {
        MessageReference taken = tryTake(end);
        if (taken == null) {
            if (!QueueThread.await(queue)) {
                throw new IllegalStateException("Queue " + queue.getName() + " is too busy to look into it");
            }
            taken = tryTake(end);
        }
        return taken;
    }

    private MessageReference tryTake(End end) throws Exception {
        synchronized (queue) {
            MessageReference chosen = choose(end);
            if (chosen == null) {
                return null;
            }
            MessageReference removed = queue.removeReferenceWithID(chosen.getMessageID());
            if (removed != null) {
                queue.incDelivering(removed);
            }
            return removed;
        }
    }

    /** Message ids are given in the order in which messages come. */
    private MessageReference choose(End end) {
        MessageReference chosen = null;
        try (LinkedListIterator<MessageReference> waiting = queue.iterator()) {
            while (waiting.hasNext() && (chosen == null || end != End.FIRST)) {
                MessageReference next = waiting.next();
                if (chosen == null || next.getMessageID() > chosen.getMessageID() == (end == End.NEWEST)) {
                    chosen = next;
                }
            }
        }
        return chosen;
    }
}
