package hie.queue.ra;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;

/**
 * Takes what a queue hands out for the workers of one endpoint: some messages ahead, from which each idle worker takes the first
 * that may be begun. Of messages with the same order key one is in the works at a time, and the others wait for it here, while
 * those of other keys go on. With a single worker all messages wait for each other.
 *
 * <p>The queue's threads call the methods of {@link Consumer} and hold locks of the queue meanwhile; so nothing here calls the
 * queue while it holds {@link #lock}.
 */
final class QueueConsumer implements Consumer {

    private final String item;
    private final Queue queue;
    private final StorageManager storage;
    private final int window;
    private final long id;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Here, but not in the works; in the queue's order. */
    private final List<MessageReference> waiting = new LinkedList<>();

    /** The order keys of messages in the works. */
    private final Set<SimpleString> busyKeys = new HashSet<>();

    private int working;

    /** How many were accepted and are still on their way here: a moment. */
    private int coming;

    private boolean isClosed;
    private boolean isReleased;

    /** Whether the queue was turned away since it was last asked for more. */
    private boolean wasBusy;

    QueueConsumer(String item, Queue queue, StorageManager storage, int window) {
        this.item = item;
        this.queue = queue;
        this.storage = storage;
        this.window = window;
        this.id = storage.generateID();
    }

    @Override
    public HandleStatus handle(MessageReference reference) {
        lock.lock();
        try {
            if (isClosed || held() >= window) {
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
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int held() {
        return coming + waiting.size() + working;
    }

    /** The next message that may be begun; waits for one. {@code null} when there shall be none. Called by a worker. */
    MessageReference take() {
        return take(() -> false);
    }

    /** As {@link #take}, for a worker that has others in hand: waits no longer than until there is something to do with those. */
    MessageReference take(BooleanSupplier enough) {
        lock.lock();
        try {
            MessageReference next = isClosed ? null : poll();
            while (next == null && !isClosed && !enough.getAsBoolean()) {
                changed.awaitUninterruptibly();
                next = isClosed ? null : poll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Has workers look again whether there is enough to do. Called by any thread. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private MessageReference poll() {
        for (Iterator<MessageReference> all = waiting.iterator(); all.hasNext(); ) {
            MessageReference next = all.next();
            SimpleString key = next.getMessage().getGroupID();
            if (key == null || busyKeys.add(key)) {
                all.remove();
                working++;
                return next;
            }
        }
        return null;
    }

    /** A message is done with; the queue is asked for more when it has some and half of the window is free. */
    void done(MessageReference reference) {
        boolean isMoreWanted;
        lock.lock();
        try {
            leave(reference);
            isMoreWanted = wasBusy && !isClosed && held() <= window / 2;
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

    /** A message was not worked on after all: it comes first among those that wait, or goes back to the queue if that is over. */
    void again(MessageReference reference) {
        boolean isLate;
        lock.lock();
        try {
            leave(reference);
            isLate = isReleased;
            if (!isLate) {
                waiting.add(0, reference);
            }
        } finally {
            lock.unlock();
        }
        if (isLate) {
            rollBack(List.of(reference));
        }
    }

    private void leave(MessageReference reference) {
        working--;
        SimpleString key = reference.getMessage().getGroupID();
        if (key != null) {
            busyKeys.remove(key);
        }
        changed.signalAll();
    }

    /** Takes no more messages and hands none out. Called by any thread. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the queue; what waits here goes back to its place there. Called once, after {@link #close}. */
    void release() {
        List<MessageReference> back;
        lock.lock();
        try {
            while (coming > 0) {
                changed.awaitUninterruptibly();
            }
            isReleased = true;
            back = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        try {
            rollBack(back);
            queue.removeConsumer(this);
        } catch (RuntimeException e) {
            QueueLog.LOG.notEnded(item, e);
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

    /** Lets a message leave the queue. */
    void acknowledge(MessageReference reference) {
        storage.setContext(storage.newContext(Runnable::run));
        try {
            reference.acknowledge();
        } catch (Exception e) {
            QueueLog.LOG.notAcknowledged(item, reference.getMessageID(), e);
        } finally {
            storage.clearContext();
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
    public Filter getFilter() {
        return null;
    }

    @Override
    public List<MessageReference> getDeliveringMessages() {
        lock.lock();
        try {
            return List.copyOf(waiting);
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
        return "workers of item " + item;
    }
}
