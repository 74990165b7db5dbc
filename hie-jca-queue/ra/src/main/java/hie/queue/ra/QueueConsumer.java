package hie.queue.ra;

import hie.queue.QueueListener;
import hie.queue.TakenMessage;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;

/**
 * A worker of one queue: takes what the queue hands out and brings it to the bean, one message after the other.
 *
 * <p>The queue's threads call the methods of {@link Consumer} and hold locks of the queue meanwhile; so nothing here calls the
 * queue while it holds {@link #lock}. Everything else is done by the worker's own thread.
 */
final class QueueConsumer implements Consumer, Runnable {

    private static final long PAUSE_MILLIS = 1000;

    private final String item;
    private final Queue queue;
    private final StorageManager storage;
    private final int window;
    private final MessageEndpointFactory factory;
    private final long id;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Here, but not yet begun; in the queue's order. */
    private final Deque<MessageReference> waiting = new ArrayDeque<>();

    private MessageReference inHand;

    /** How many were accepted and are still on their way here: a moment. */
    private int coming;

    private boolean isRefusing;

    /** Whether the queue was turned away since it was last asked for more. */
    private boolean wasBusy;

    private MessageEndpoint endpoint;

    QueueConsumer(String item, Queue queue, StorageManager storage, int window, MessageEndpointFactory factory) {
        this.item = item;
        this.queue = queue;
        this.storage = storage;
        this.window = window;
        this.factory = factory;
        this.id = storage.generateID();
    }

    @Override
    public HandleStatus handle(MessageReference reference) {
        lock.lock();
        try {
            if (isRefusing || held() >= window) {
                wasBusy = true;
                return HandleStatus.BUSY;
            }
            coming++;
            reference.handled();
            reference.setConsumerId(id);
            reference.incrementDeliveryCount();
            return HandleStatus.HANDLED;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void proceedDeliver(MessageReference reference) {
        lock.lock();
        try {
            coming--;
            waiting.add(reference);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private int held() {
        return coming + waiting.size() + (inHand == null ? 0 : 1);
    }

    @Override
    public void run() {
        try {
            for (MessageReference next = next(); next != null; next = next()) {
                bring(next);
            }
        } finally {
            end();
        }
    }

    /** Whatever state the broker is in: it may have been stopped meanwhile. */
    private void end() {
        try {
            giveBack();
            queue.removeConsumer(this);
            if (endpoint != null) {
                endpoint.release();
            }
        } catch (RuntimeException e) {
            QueueLog.LOG.notEnded(item, e);
        } finally {
            ended.countDown();
        }
    }

    /** The next message; {@code null} when there shall be none. */
    private MessageReference next() {
        lock.lock();
        try {
            while (!isClosing() && waiting.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            inHand = isClosing() ? null : waiting.poll();
            return inHand;
        } finally {
            lock.unlock();
        }
    }

    /** Catches everything, errors too: whatever the bean does, its message must not be lost and the next one comes. */
    private void bring(MessageReference reference) {
        TakenMessage taken = new TakenMessage(reference);
        try {
            listener().onMessage(taken);
        } catch (UnavailableException e) {
            giveBack();
            pause();
            return;
        } catch (RuntimeException | Error e) {
            if (!taken.isAcknowledged()) {
                QueueLog.LOG.goesBack(item, reference.getMessageID(), e);
                giveBack();
                return;
            }
        }
        if (!taken.isAcknowledged()) {
            acknowledge(reference);
        }
        done();
    }

    private QueueListener listener() throws UnavailableException {
        if (endpoint == null) {
            try {
                endpoint = factory.createEndpoint(null);
            } catch (UnavailableException e) {
                QueueLog.LOG.noBean(item, e.getMessage(), PAUSE_MILLIS);
                throw e;
            }
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

    private void acknowledge(MessageReference reference) {
        storage.setContext(storage.newContext(Runnable::run));
        try {
            reference.acknowledge();
        } catch (Exception e) {
            QueueLog.LOG.notAcknowledged(item, reference.getMessageID(), e);
        } finally {
            storage.clearContext();
        }
    }

    /** The message in hand is settled; the queue is asked for more when it has some and half of the window is free. */
    private void done() {
        boolean isMoreWanted;
        lock.lock();
        try {
            inHand = null;
            isMoreWanted = wasBusy && held() <= window / 2;
            if (isMoreWanted) {
                wasBusy = false;
            }
        } finally {
            lock.unlock();
        }
        if (isMoreWanted) {
            queue.deliverAsync();
        }
    }

    /** Everything held goes back to its place in the queue; what comes meanwhile as well, so that none overtakes another. */
    private void giveBack() {
        List<MessageReference> back = new ArrayList<>();
        lock.lock();
        try {
            isRefusing = true;
            while (coming > 0) {
                changed.awaitUninterruptibly();
            }
            for (MessageReference unbegun : waiting) {
                unbegun.decrementDeliveryCount();
            }
            if (inHand != null) {
                back.add(inHand);
            }
            back.addAll(waiting);
            waiting.clear();
            inHand = null;
        } finally {
            lock.unlock();
        }
        if (!back.isEmpty()) {
            rollBack(back);
        }
        boolean goesOn;
        lock.lock();
        try {
            goesOn = !isClosing();
            isRefusing = !goesOn;
        } finally {
            lock.unlock();
        }
        if (goesOn) {
            queue.deliverAsync();
        }
    }

    /** When this returns they are in their places: under a context of its own it waits for no write made before. */
    private void rollBack(List<MessageReference> back) {
        storage.setContext(storage.newContext(Runnable::run));
        Transaction transaction = new TransactionImpl(storage);
        try {
            for (MessageReference reference : back) {
                queue.cancel(transaction, reference, true);
            }
            transaction.rollback();
        } catch (Exception e) {
            QueueLog.LOG.notTakenBack(item, e);
        } finally {
            storage.clearContext();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Takes no more messages; the one in hand is finished. Called by any thread. */
    void close() {
        closing.countDown();
        lock.lock();
        try {
            isRefusing = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the worker has ended within this time. */
    boolean awaitEnd(long nanos) {
        try {
            return ended.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void disconnect() {
        QueueLog.LOG.cutOff(item, queue.getName().toString());
        close();
    }

    @Override
    public void failed(Throwable failure) {
        QueueLog.LOG.notHandedOut(item, queue.getName().toString(), failure);
    }

    @Override
    public boolean isClosed() {
        return ended.getCount() == 0;
    }

    @Override
    public Filter getFilter() {
        return null;
    }

    @Override
    public List<MessageReference> getDeliveringMessages() {
        lock.lock();
        try {
            List<MessageReference> delivering = new ArrayList<>(waiting);
            if (inHand != null) {
                delivering.add(0, inHand);
            }
            return delivering;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String debug() {
        return toString();
    }

    @Override
    public String toManagementString() {
        return toString();
    }

    @Override
    public long sequentialID() {
        return id;
    }

    @Override
    public String toString() {
        return "worker " + id + " of item " + item;
    }
}
