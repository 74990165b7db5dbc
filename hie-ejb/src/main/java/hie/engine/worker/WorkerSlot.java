package hie.engine.worker;

import hie.engine.item.ItemKey;
import hie.engine.item.RestartPolicy;
import hie.engine.item.WorkerStatus;
import hie.engine.metrics.ItemProgress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One worker of an item: a process, and after each that has ended by itself the next one, as the restart policy says. {@link #run} is
 * its thread's; everything else may be called by any.
 */
final class WorkerSlot implements Runnable {

    /** Starts a worker's processes. */
    interface Launch {
        WorkerProcess start() throws IOException;
    }

    private final ItemKey item;
    private final int number;
    private final Launch launch;
    private final RestartPolicy policy;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile WorkerProcess process;
    private volatile WorkerStatus.State state = WorkerStatus.State.STARTING;
    private volatile int restarts;

    WorkerSlot(ItemKey item, int number, RestartPolicy policy, Launch launch) {
        this.item = item;
        this.number = number;
        this.policy = policy;
        this.launch = launch;
    }

    /** Done once its first process takes messages; failed when that ends before. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    @Override
    public void run() {
        try {
            int failures = 0;
            boolean goesOn = true;
            while (goesOn) {
                String why = live();
                failures = hasWorked() ? 1 : failures + 1;
                goesOn = !isStopping() && !firstReady.isCompletedExceptionally() && awaitNext(why, failures);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** Lives through the life of one process; returns how it ended. */
    private String live() throws InterruptedException {
        state = WorkerStatus.State.STARTING;
        WorkerProcess current;
        try {
            current = launch.start();
        } catch (IOException | RuntimeException e) {
            firstReady.completeExceptionally(e);
            return "it could not be started: " + e.getMessage();
        }
        process = current;
        if (isStopping()) {
            current.askToEnd();
        }
        current.ready().whenComplete((done, failure) -> {
            if (failure == null) {
                state = isStopping() ? WorkerStatus.State.STOPPING : WorkerStatus.State.RUNNING;
                WorkerLog.LOG.started(item, number, current.pid());
                firstReady.complete(null);
            } else {
                firstReady.completeExceptionally(failure);
            }
        });
        current.awaitEnd();
        return current.how();
    }

    private boolean hasWorked() {
        WorkerProcess last = process;
        return last != null && last.progress().worked() > 0;
    }

    /** Waits until the next process is due; {@code false} when there is to be none. */
    private boolean awaitNext(String why, int failures) throws InterruptedException {
        long pid = process == null ? 0 : process.pid();
        Optional<Instant> next = policy.next(failures, Instant.now());
        if (next.isEmpty()) {
            state = WorkerStatus.State.LEFT_ALONE;
            WorkerLog.LOG.leftAlone(item, number, pid, why);
            return false;
        }
        state = WorkerStatus.State.ENDED;
        WorkerLog.LOG.ended(item, number, pid, why, next.get());
        long wait = Duration.between(Instant.now(), next.get()).toMillis();
        if (stopping.await(wait, TimeUnit.MILLISECONDS)) {
            return false;
        }
        restarts++;
        return true;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Gives its process an order. */
    void tell(String order) {
        WorkerProcess current = process;
        if (current != null) {
            current.tell(order);
        }
    }

    /** Asks it to end; returns at once. */
    void askToEnd() {
        stopping.countDown();
        WorkerProcess current = process;
        if (current != null) {
            state = WorkerStatus.State.STOPPING;
            current.askToEnd();
        }
    }

    /** Waits for its end after it was asked; a process that takes longer than this is destroyed. */
    void awaitEnd(Duration limit) throws InterruptedException {
        if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            WorkerProcess current = process;
            WorkerLog.LOG.destroyed(item, number, limit.toSeconds(), current.pid());
            current.destroy();
            ended.await();
        }
    }

    boolean isLeftAlone() {
        return state == WorkerStatus.State.LEFT_ALONE;
    }

    /** Whether its destination gives no answer. */
    boolean isUnreachable() {
        WorkerProcess current = process;
        return current != null && current.progress().unreachable();
    }

    WorkerStatus status() {
        WorkerProcess current = process;
        WorkerStatus.State now = state;
        boolean isThere = current != null && now != WorkerStatus.State.ENDED && now != WorkerStatus.State.LEFT_ALONE;
        ItemProgress done = current == null ? ItemProgress.NONE : current.progress();
        return new WorkerStatus(
                number,
                isThere ? current.pid() : 0,
                now,
                isThere ? ResidentMemory.of(current.pid()) : 0,
                done.worked(),
                done.errors(),
                current == null ? null : current.started(),
                restarts);
    }
}
