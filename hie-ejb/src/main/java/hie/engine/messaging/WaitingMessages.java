package hie.engine.messaging;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.filter.impl.FilterImpl;
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

    /** Looks at a message that stays where it is; {@code place} counts from 0. */
    interface Looking {
        void at(Message message, long place);
    }

    /** Everything that waits in a queue of envelopes, in its order; it stays there. */
    static List<hie.api.message.Message> browse(ActiveMQServer server, String name) throws JMSException {
        List<hie.api.message.Message> messages = new ArrayList<>();
        look(server, name, null, (message, place) -> messages.add(JmsEnvelope.read(message)));
        return messages;
    }

    /**
     * Looks at what waits in a queue, on pages too, in its order.
     *
     * @param selector what is looked at, {@code null} for everything
     * @return how many messages there were; none of a queue that does not exist
     */
    static long look(ActiveMQServer server, String name, String selector, Looking looking) throws JMSException {
        Queue queue = server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + name));
        if (queue == null) {
            return 0;
        }
        if (!QueueThread.await(queue)) {
            throw new JMSException("Queue " + name + " is too busy to look into it");
        }
        Filter filter = filter(selector);
        long place = 0;
        try (LinkedListIterator<MessageReference> waiting = queue.browserIterator()) {
            while (waiting.hasNext()) {
                Message message = waiting.next().getMessage();
                if (filter == null || filter.match(message)) {
                    looking.at(message, place++);
                }
            }
        }
        return place;
    }

    private static Filter filter(String selector) throws JMSException {
        try {
            return FilterImpl.createFilter(selector);
        } catch (ActiveMQException e) {
            throw BrokerFailure.of("The broker could not read a selector", e);
        }
    }

    /** Takes the message that the queue would hand out next; {@code null} when none waits. */
    MessageReference takeFirst() throws Exception {
        return takeFirst(message -> true);
    }

    /** Takes the first message of those that are wanted; {@code null} when none waits. */
    MessageReference takeFirst(Predicate<Message> wanted) throws Exception {
        return take(End.FIRST, wanted);
    }

    /** Takes the message that came first, whatever the order of the queue; {@code null} when none waits. */
    MessageReference takeOldest() throws Exception {
        return take(End.OLDEST, message -> true);
    }

    /** Takes the message that came last; {@code null} when none waits. */
    MessageReference takeNewest() throws Exception {
        return take(End.NEWEST, message -> true);
    }

    private enum End {
        FIRST,
        OLDEST,
        NEWEST
    }

    private MessageReference take(End end, Predicate<Message> wanted) throws Exception {
        MessageReference taken = tryTake(end, wanted);
        if (taken == null) {
            if (!QueueThread.await(queue)) {
                throw new IllegalStateException("Queue " + queue.getName() + " is too busy to look into it");
            }
            taken = tryTake(end, wanted);
        }
        return taken;
    }

    private MessageReference tryTake(End end, Predicate<Message> wanted) throws Exception {
        synchronized (queue) {
            MessageReference chosen = choose(end, wanted);
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
    private MessageReference choose(End end, Predicate<Message> wanted) {
        MessageReference chosen = null;
        try (LinkedListIterator<MessageReference> waiting = queue.iterator()) {
            while (waiting.hasNext() && (chosen == null || end != End.FIRST)) {
                MessageReference next = waiting.next();
                boolean isBetter = chosen == null || next.getMessageID() > chosen.getMessageID() == (end == End.NEWEST);
                if (isBetter && wanted.test(next.getMessage())) {
                    chosen = next;
                }
            }
        }
        return chosen;
    }
}
