package hie.queue.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;

/** One active endpoint: a consumer of the queue for each worker. Starts once, stops once. Safe for many threads. */
final class QueueActivation {

    /** How long {@link #stop} waits for the messages in process. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String item;
    private final String queueName;
    private final int workers;
    private final int window;
    private final ActiveMQServer server;
    private final MessageEndpointFactory factory;
    private final List<QueueConsumer> consumers = new ArrayList<>();

    QueueActivation(QueueActivationSpec spec, ActiveMQServer server, MessageEndpointFactory factory) {
        this.item = spec.getName();
        this.queueName = spec.getQueue();
        this.workers = spec.getWorkers();
        this.window = spec.getWindow();
        this.server = server;
        this.factory = factory;
    }

    /** @throws ResourceException naming item and queue, when the queue does not exist or takes no consumers */
    synchronized void start() throws ResourceException {
        Queue queue = server.locateQueue(SimpleString.of(queueName));
        if (queue == null) {
            throw new ResourceException("Item " + item + ": there is no queue " + queueName + " on the broker");
        }
        try {
            for (int number = 1; number <= workers; number++) {
                QueueConsumer consumer = new QueueConsumer(item, queue, server.getStorageManager(), window, factory);
                queue.addConsumer(consumer);
                consumers.add(consumer);
                Thread.ofPlatform()
                        .daemon()
                        .name("hie-item-" + item + "-" + number)
                        .start(consumer);
            }
        } catch (Exception e) {
            stop();
            throw new ResourceException("Item " + item + ": queue " + queueName + " takes no consumer", e);
        }
        queue.deliverAsync();
    }

    /** Begins no further message and waits until those in process are done, for a minute at most. */
    synchronized void stop() {
        consumers.forEach(QueueConsumer::close);
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (QueueConsumer consumer : consumers) {
            if (!consumer.awaitEnd(end - System.nanoTime())) {
                QueueLog.LOG.stillBusy(item, PATIENCE.toSeconds());
                break;
            }
        }
        consumers.clear();
    }
}
