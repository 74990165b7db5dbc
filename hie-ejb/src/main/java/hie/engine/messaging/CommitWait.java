package hie.engine.messaging;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.persistence.OperationContext;

/**
 * Waits until the broker's journal has a commit on disk. What the broker has to do then (to hand the messages to their queues)
 * is done by the waiting thread itself: the journal's thread wakes it and nobody else.
 *
 * <p>{@link #execute} may be called by any thread; everything else by the worker's.
 */
final class CommitWait implements Executor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile Thread waiting;
    private volatile long waitingSince;
    private volatile boolean isOverdue;
    private volatile boolean abandoned;

    /** Takes work of the broker that follows a disk write. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (abandoned) {
            runTasks();
        } else {
            LockSupport.unpark(waiting);
        }
    }

    /**
     * Waits until everything that was written under a context is on disk. Without a limit of its own, because a timer for each
     * commit would cost more than the wait: {@link #expire} sets one.
     *
     * @throws JMSException when the disk failed, or did not answer in time: then the outcome is unknown, and this object must
     *     not be used again
     */
    void await(OperationContext context) throws JMSException {
        Completion completion = new Completion();
        waiting = Thread.currentThread();
        waitingSince = System.nanoTime();
        context.executeOnCompletion(completion);
        boolean interrupted = false;
        runTasks();
        while (!completion.isDone && !isOverdue) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
            runTasks();
        }
        waiting = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!completion.isDone) {
            abandon();
            throw new JMSException("The broker's journal did not answer in time");
        }
        if (completion.failure != null) {
            throw new JMSException(completion.failure);
        }
    }

    /** Ends a wait that has lasted longer than this. Called by any thread from time to time. */
    void expire(Duration limit) {
        Thread overdue = waiting;
        if (overdue != null && System.nanoTime() - waitingSince > limit.toNanos()) {
            isOverdue = true;
            LockSupport.unpark(overdue);
        }
    }

    /** From now on work is done by whoever brings it. */
    void abandon() {
        abandoned = true;
        runTasks();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** The end of one wait. */
    private final class Completion implements IOCallback {

        private volatile boolean isDone;
        private String failure;

        @Override
        public void done() {
            isDone = true;
            LockSupport.unpark(waiting);
        }

        @Override
        public void onError(int code, String message) {
            failure = "The broker's journal failed: " + message;
            done();
        }
    }
}
