package hie.queue.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;

/** One active endpoint: a consumer of the queue, and the workers it feeds. Starts once, stops once. Safe for many threads. */
final class QueueActivation {

    private final String item;
    private final String queueName;
    private final int workers;
    private final int window;
    private final Duration drainTimeout;
    private final ActiveMQServer server;
    private final MessageEndpointFactory factory;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch running;
    private QueueConsumer consumer;

    QueueActivation(QueueActivationSpec spec, ActiveMQServer server, MessageEndpointFactory factory) {
        this.item = spec.getName();
        this.queueName = spec.getQueue();
        this.workers = spec.getWorkers();
        this.window = spec.getWindow();
        this.drainTimeout = Duration.ofMillis(spec.getDrainTimeout());
        this.running = new CountDownLatch(workers);
        this.server = server;
        this.factory = factory;
    }

    /** @throws ResourceException naming item and queue, when the queue does not exist or takes no consumers */
    synchronized void start() throws ResourceException {
        Queue queue = server.locateQueue(SimpleString.of(queueName));
        if (queue == null) {
            throw new ResourceException("Item " + item + ": there is no queue " + queueName + " on the broker");
        }
        QueueConsumer joining = new QueueConsumer(item, queue, server.getStorageManager(), window);
        try {
            queue.addConsumer(joining);
        } catch (Exception e) {
            throw new ResourceException("Item " + item + ": queue " + queueName + " takes no consumer", e);
        }
        consumer = joining;
        for (int number = 1; number <= workers; number++) {
            Thread.ofPlatform()
                    .daemon()
                    .name("hie-item-" + item + "-" + number)
                    .start(new QueueWorker(item, joining, factory, closing, running));
        }
        queue.deliverAsync();
    }

    /** Begins no further message and waits until those in process are done, as long as the endpoint's drainTimeout at most. */
    synchronized void stop() {
        if (consumer == null) {
            return;
        }
        closing.countDown();
        consumer.close();
        try {
            if (!running.await(drainTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                QueueLog.LOG.stillBusy(item, drainTimeout.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.release();
        consumer = null;
    }
}
