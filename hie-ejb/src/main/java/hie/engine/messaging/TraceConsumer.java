package hie.engine.messaging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * What the trace queue hands out, a little ahead of the archiver, which takes it. The queue's threads call the methods of
 * {@link Consumer} and hold locks of the queue meanwhile; so nothing here calls the queue while it holds {@link #lock}.
 */
final class TraceConsumer implements Consumer {

    /** How many records are ahead. Small, for those that come from the queue's pages are held in memory. */
    static final int WINDOW = 256;

    /** How long the queue may take to hand out a record that it has. */
    private static final long HANDING_OUT_MILLIS = 50;

    private final Queue queue;
    private final long id;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<MessageReference> ahead = new ArrayDeque<>();

    /** How many were accepted and are still on their way here: a moment. */
    private int coming;

    private boolean isClosed;

    /** Whether the queue was turned away since it was last asked for more. */
    private boolean wasFull;

    TraceConsumer(Queue queue, long id) {
        this.queue = queue;
        this.id = id;
    }

    /** Joins the queue. */
    void join() throws Exception {
        queue.addConsumer(this);
        queue.deliverAsync();
    }

    @Override
    public HandleStatus handle(MessageReference reference) {
        lock.lock();
        try {
            if (isClosed || coming + ahead.size() >= WINDOW) {
                wasFull = true;
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
            ahead.add(reference);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next record.
     *
     * @param waitMillis how long to wait for one; 0 for no longer than the queue needs to hand out what it has
     * @return {@code null} when none came in time, or none is to come any more
     */
    MessageReference take(long waitMillis) throws InterruptedException {
        MessageReference next = poll(0);
        if (next == null) {
            boolean isHandingOut = queue.getMessageCount() > queue.getDeliveringCount();
            next = poll(isHandingOut ? Math.max(waitMillis, HANDING_OUT_MILLIS) : waitMillis);
        }
        return next;
    }

    private MessageReference poll(long waitMillis) throws InterruptedException {
        MessageReference next;
        boolean isMoreWanted;
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (ahead.isEmpty() && !isClosed && left > 0) {
                left = changed.awaitNanos(left);
            }
            next = isClosed ? null : ahead.poll();
            isMoreWanted = wasFull && !isClosed && ahead.size() <= WINDOW / 2;
            if (isMoreWanted) {
                wasFull = false;
            }
        } finally {
            lock.unlock();
        }
        if (isMoreWanted) {
            queue.deliverAsync();
        }
        return next;
    }

    /** Takes no more records and hands none out. Called by any thread. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isCutOff() {
        lock.lock();
        try {
            return isClosed;
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the queue after {@link #close}; the records that were ahead, for their taker to give back. */
    List<MessageReference> leave() {
        List<MessageReference> left;
        lock.lock();
        try {
            while (coming > 0) {
                changed.awaitUninterruptibly();
            }
            left = List.copyOf(ahead);
            ahead.clear();
        } finally {
            lock.unlock();
        }
        queue.removeConsumer(this);
        return left;
    }

    @Override
    public void disconnect() {
        close();
    }

    @Override
    public void failed(Throwable failure) {
        MessagingLog.LOG.notHandedOut(queue.getName().toString(), failure);
    }

    @Override
    public List<MessageReference> getDeliveringMessages() {
        lock.lock();
        try {
            return List.copyOf(ahead);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Filter getFilter() {
        return null;
    }

    @Override
    public long sequentialID() {
        return id;
    }

    @Override
    public String debug() {
        return "archiver";
    }

    @Override
    public String toManagementString() {
        return "archiver";
    }
}
