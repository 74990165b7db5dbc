package hie.queue.ra;

import hie.queue.QueueListener;
import hie.queue.TakenMessage;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.MessageReference;

/** Brings messages to the bean, one after the other, on a thread of its own, until there are to be no more. */
final class QueueWorker implements Runnable {

    private static final long PAUSE_MILLIS = 1000;

    private final String item;
    private final QueueConsumer consumer;
    private final MessageEndpointFactory factory;
    private final CountDownLatch closing;
    private final CountDownLatch running;
    private final Hand hand;
    private MessageEndpoint endpoint;

    /** Whether the server had no bean when it was asked last. */
    private boolean lacksBean;

    /**
     * @param closing counted down when there are to be no more messages
     * @param running counted down by each worker when it ends
     */
    QueueWorker(
            String item,
            QueueConsumer consumer,
            MessageEndpointFactory factory,
            CountDownLatch closing,
            CountDownLatch running) {
        this.item = item;
        this.consumer = consumer;
        this.factory = factory;
        this.closing = closing;
        this.running = running;
        this.hand = new Hand(consumer);
    }

    @Override
    public void run() {
        try {
            for (MessageReference next = consumer.take(); next != null; next = consumer.take()) {
                bring(next);
            }
            if (endpoint != null) {
                endpoint.release();
            }
        } finally {
            running.countDown();
        }
    }

    /** Catches everything, errors too: whatever the bean does, its messages must not be lost and the next one comes. */
    private void bring(MessageReference reference) {
        TakenMessage taken = hand.take(reference);
        try {
            listener().onMessage(taken);
        } catch (UnavailableException e) {
            hand.giveBackAll();
            pause();
            return;
        } catch (RuntimeException | Error e) {
            if (!taken.isAcknowledged()) {
                QueueLog.LOG.goesBack(item, reference.getMessageID(), e);
            }
            hand.giveBackAll();
            return;
        }
        hand.doneWithAll();
    }

    private QueueListener listener() throws UnavailableException {
        if (endpoint == null) {
            try {
                endpoint = factory.createEndpoint(null);
            } catch (UnavailableException e) {
                if (!lacksBean) {
                    QueueLog.LOG.noBean(item, e.getMessage(), PAUSE_MILLIS);
                }
                lacksBean = true;
                throw e;
            }
            if (lacksBean) {
                QueueLog.LOG.beanAgain(item);
            }
            lacksBean = false;
        }
        return (QueueListener) endpoint;
    }

    private void pause() {
        try {
            closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
