package hie.engine.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.activemq.artemis.core.server.ServerConsumer;

/**
 * The queues of items, made and asked through the broker's own management: a queue that the server's model knows loses its
 * groups and limits at each restart, one made here keeps them.
 */
@ApplicationScoped
public class ItemQueues {

    private static final ObjectName BROKER = objectName("org.apache.activemq.artemis:broker=\"default\"");

    /** The server's connection factories put this before the name of every queue. */
    public static final String BROKER_PREFIX = "jms.queue.";

    static final String ITEM_PREFIX = "hie.item.";

    private final MBeanServer mbeans = ManagementFactory.getPlatformMBeanServer();
    private final QueueShapes shapes = new QueueShapes();

    private static ObjectName objectName(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes sure that a durable queue of this name exists. */
    public void ensure(String queue) {
        create(queue, configuration(queue).build());
    }

    private static JsonObjectBuilder configuration(String queue) {
        String name = BROKER_PREFIX + queue;
        return Json.createObjectBuilder()
                .add("name", name)
                .add("address", name)
                .add("routing-type", "ANYCAST")
                .add("durable", true)
                .add("auto-create-address", true);
    }

    private void create(String queue, JsonObject configuration) {
        try {
            mbeans.invoke(BROKER, "createQueue", new Object[] {configuration.toString(), true}, new String[] {
                String.class.getName(), "boolean"
            });
        } catch (JMException e) {
            throw new IllegalStateException("Queue " + queue + " could not be made", e);
        }
    }

    /** Makes sure that a durable queue of this name exists that keeps so many messages, the newest. */
    public void ring(String queue, int size) {
        JsonObject configuration = configuration(queue).add("ring-size", size).build();
        create(queue, configuration);
        try {
            mbeans.invoke(
                    BROKER, "updateQueue", new Object[] {configuration.toString()}, new String[] {String.class.getName()
                    });
        } catch (JMException e) {
            throw new IllegalStateException("Queue " + queue + " could not be limited", e);
        }
    }

    /** Makes sure that there is no queue of this name; what is in it goes with it. */
    public void remove(String queue) {
        if (!mbeans.isRegistered(control(queue))) {
            return;
        }
        try {
            mbeans.invoke(
                    BROKER, "destroyQueue", new Object[] {BROKER_PREFIX + queue}, new String[] {String.class.getName()
                    });
        } catch (JMException e) {
            throw new IllegalStateException("Queue " + queue + " could not be removed", e);
        }
    }

    /**
     * Makes sure that an item's queue exists and has this shape from now on. Messages that wait there already stay, and leave
     * before those that come to a queue of another order.
     */
    public void shape(String queue, QueueShape shape) {
        ensure(queue);
        if (shape.order() == QueueShape.Order.LIFO) {
            ensure(storeOf(queue));
        }
        shapes.put(queue, shape);
    }

    /**
     * Limits a queue to which foreign clients send: the broker has them wait, or refuses their messages, as the shape says. What
     * waits there already stays.
     */
    public void limitEntry(String queue, QueueShape shape) {
        String address = BROKER_PREFIX + queue;
        try {
            if (shape.isLimited()) {
                String json = Json.createObjectBuilder()
                        .add("maxSizeMessages", shape.size())
                        .add(
                                "addressFullMessagePolicy",
                                shape.overflow() == QueueShape.Overflow.REJECT_NEW ? "FAIL" : "BLOCK")
                        .build()
                        .toString();
                mbeans.invoke(BROKER, "addAddressSettings", new Object[] {address, json}, new String[] {
                    String.class.getName(), String.class.getName()
                });
            } else {
                mbeans.invoke(
                        BROKER, "removeAddressSettings", new Object[] {address}, new String[] {String.class.getName()});
            }
        } catch (JMException e) {
            throw new IllegalStateException("Queue " + queue + " could not be limited", e);
        }
    }

    QueueShapes shapes() {
        return shapes;
    }

    /** Whether a consumer is a worker process that takes the messages of an item. */
    static boolean isWorker(ServerConsumer consumer) {
        return !consumer.isBrowseOnly()
                && consumer.getQueue().getName().toString().startsWith(BROKER_PREFIX + ITEM_PREFIX);
    }

    /** The queue that holds the messages for which tokens wait on an item's queue. */
    static String storeOf(String queue) {
        return "hie.lifo." + queue.substring(ITEM_PREFIX.length());
    }

    /** Whether the broker runs and takes messages. */
    public boolean isActive() {
        try {
            return mbeans.isRegistered(BROKER) && (Boolean) mbeans.getAttribute(BROKER, "Active");
        } catch (JMException e) {
            throw new IllegalStateException("The broker could not be asked whether it is active", e);
        }
    }

    /** How many messages wait in a queue or are with its consumers; 0 for a queue that does not exist. */
    public long depth(String queue) {
        ObjectName control = control(queue);
        try {
            return mbeans.isRegistered(control) ? (Long) mbeans.getAttribute(control, "MessageCount") : 0;
        } catch (JMException e) {
            throw new IllegalStateException("Queue " + queue + " could not be asked for its depth", e);
        }
    }

    /** How many messages have come to a queue since the broker started; 0 for a queue that does not exist. */
    public long arrived(String queue) {
        ObjectName control = control(queue);
        try {
            return mbeans.isRegistered(control) ? (Long) mbeans.getAttribute(control, "MessagesAdded") : 0;
        } catch (JMException e) {
            throw new IllegalStateException("Queue " + queue + " could not be asked what came to it", e);
        }
    }

    /**
     * When the first message waiting in a queue came into being; empty when none waits there (some may be with consumers), or
     * when it is no message of the engine's.
     */
    public Optional<Instant> firstCreated(String queue) {
        ObjectName control = control(queue);
        try {
            if (!mbeans.isRegistered(control)) {
                return Optional.empty();
            }
            return JmsEnvelope.created((String) mbeans.getAttribute(control, "FirstMessageAsJSON"));
        } catch (JMException e) {
            throw new IllegalStateException("Queue " + queue + " could not be asked for its first message", e);
        }
    }

    private static ObjectName control(String queue) {
        String name = BROKER_PREFIX + queue;
        return objectName(
                "org.apache.activemq.artemis:broker=\"default\",component=addresses,address=" + ObjectName.quote(name)
                        + ",subcomponent=queues,routing-type=\"anycast\",queue=" + ObjectName.quote(name));
    }
}
