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
     * Waits until everything that was written under a context is on disk.
     *
     * @throws JMSException when the disk failed, or did not answer in time: then the outcome is unknown, and this object must
     *     not be used again
     */
    void await(OperationContext context, Duration limit) throws JMSException {
        Completion completion = new Completion();
        waiting = Thread.currentThread();
        context.executeOnCompletion(completion);
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        runTasks();
        while (!completion.isDone) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                abandon();
                throw new JMSException("The broker's journal did not answer within " + limit.toSeconds() + " s");
            }
            LockSupport.parkNanos(this, left);
            interrupted |= Thread.interrupted();
            runTasks();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (completion.failure != null) {
            throw new JMSException(completion.failure);
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
