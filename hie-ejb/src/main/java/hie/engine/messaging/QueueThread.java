package hie.engine.messaging;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * The thread of a queue that puts what has come where it is counted and can be taken: a moment after the commit. The broker's
 * own flush does not wait for work that has not begun.
 */
final class QueueThread {

    private static final int SECONDS = 10;

    private QueueThread() {}

    /** As {@link Broker#isDrained}. */
    static boolean isDrained(ActiveMQServer server, String name) {
        Queue queue = server.locateQueue(SimpleString.of(ItemQueues.BROKER_PREFIX + name));
        return queue == null || await(queue) && queue.getMessageCount() == 0;
    }

    /** Waits until everything that came to the queue before this call is in its place; {@code false} when that takes too long. */
    static boolean await(Queue queue) {
        CountDownLatch reached = new CountDownLatch(1);
        queue.getExecutor().execute(reached::countDown);
        try {
            return reached.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
