package hie.engine.running;

import hie.api.host.Host;
import hie.api.message.Message;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemStoppingException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The host of one worker. Where the item has a MessageTimeout it works on a thread of its own, so that the worker can go on with
 * another host on another thread when it does not end; otherwise on the worker's. Used by the worker's thread.
 *
 * @param <H> the kind of host
 */
final class WorkerHost<H extends Host> implements AutoCloseable {

    /** How long a host that was interrupted may take to end. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ItemRuntime item;
    private final Class<H> kind;
    private final Duration limit;
    private final Duration grace;
    private HostSpan span;
    private H host;
    private ExecutorService thread;
    private boolean wasInterrupted;

    private WorkerHost(ItemRuntime item, Class<H> kind, H host, Duration limit, Duration grace) {
        this.item = item;
        this.kind = kind;
        this.host = host;
        this.limit = limit;
        this.grace = grace;
        this.span = item.hostsAtWork().open();
    }

    /** A host of the item. */
    static <H extends Host> WorkerHost<H> of(ItemRuntime item, Class<H> kind) throws HostStartException {
        return of(item, kind, GRACE);
    }

    static <H extends Host> WorkerHost<H> of(ItemRuntime item, Class<H> kind, Duration grace)
            throws HostStartException {
        Duration limit = item.settings().seconds("MessageTimeout");
        return new WorkerHost<>(item, kind, kind.cast(item.borrowHost()), limit, grace);
    }

    /** A host that somebody looks on as it works: without a limit of time. */
    static <H extends Host> WorkerHost<H> unlimited(ItemRuntime item, Class<H> kind, H host) {
        return new WorkerHost<>(item, kind, host, Duration.ZERO, GRACE);
    }

    /** What a host does with a message. */
    interface Work<H, T> {
        T on(H host) throws Exception;
    }

    /** The span in which the host may be interrupted. */
    HostSpan span() {
        return span;
    }

    /** Whether the host has been left behind, and another one is not there yet; gets one. */
    void prepare() {
        if (host == null) {
            try {
                host = kind.cast(item.borrowHost());
            } catch (HostStartException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }

    /** The host, for a word besides its work. */
    H lent() {
        prepare();
        return host;
    }

    /**
     * Has the host work on a message.
     *
     * @throws OverlongException when it takes longer than it may; what it does after that has no effect
     * @throws ItemStoppingException when it was interrupted because the item stops
     */
    <T> T call(Message message, Work<H, T> work) throws Exception {
        prepare();
        return limit.isZero() ? callHere(work) : callBeside(message, work);
    }

    private <T> T callHere(Work<H, T> work) throws Exception {
        span.begin();
        try {
            return work.on(host);
        } catch (Exception e) {
            throw isDrained() ? new ItemStoppingException(item.key()) : e;
        } finally {
            span.end();
        }
    }

    /** Whether it was interrupted because the item stops. */
    private boolean isDrained() {
        return item.isStopping() && span.wasInterrupted();
    }

    /** Whether the last call ended well only after it had been interrupted, because it took too long. */
    boolean wasOverlong() {
        return wasInterrupted;
    }

    private <T> T callBeside(Message message, Work<H, T> work) throws Exception {
        wasInterrupted = false;
        H working = host;
        HostSpan its = span;
        CompletableFuture<T> result = new CompletableFuture<>();
        thread().execute(() -> {
            LoggedSession.begin(message);
            its.begin();
            try {
                T done = work.on(working);
                its.end();
                result.complete(done);
            } catch (Exception | Error e) {
                its.end();
                result.completeExceptionally(e);
            } finally {
                LoggedSession.end();
            }
        });
        if (!hasEnded(result, limit)) {
            wasInterrupted = true;
            span.interrupt();
            return overlong(result);
        }
        try {
            return outcome(result);
        } catch (Exception e) {
            throw isDrained() ? new ItemStoppingException(item.key()) : e;
        }
    }

    private static boolean hasEnded(CompletableFuture<?> result, Duration patience) throws InterruptedException {
        try {
            result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static <T> T outcome(CompletableFuture<T> result) throws Exception {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : new HostErrorException((Error) e.getCause());
        }
    }

    private <T> T overlong(CompletableFuture<T> result) throws Exception {
        if (!hasEnded(result, grace)) {
            leaveBehind(result);
            throw orStopping(
                    new OverlongException("its host was still at work after " + text() + " and was left behind"));
        }
        try {
            return outcome(result);
        } catch (Exception e) {
            throw orStopping(interrupted());
        }
    }

    OverlongException interrupted() {
        return new OverlongException("its host was interrupted after " + text());
    }

    private String text() {
        return limit.toMillis() / 1000.0 + " s (MessageTimeout)";
    }

    private Exception orStopping(OverlongException overlong) {
        return item.isStopping() ? new ItemStoppingException(item.key()) : overlong;
    }

    private void leaveBehind(CompletableFuture<?> result) {
        item.leaveBehind(host, result);
        item.hostsAtWork().close(span);
        thread.shutdown();
        thread = null;
        host = null;
        span = item.hostsAtWork().open();
    }

    private ExecutorService thread() {
        if (thread == null) {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            thread = Executors.newSingleThreadExecutor(task -> {
                Thread made = Thread.ofPlatform()
                        .daemon()
                        .name("hie-host-" + item.key().path())
                        .unstarted(task);
                made.setContextClassLoader(loader);
                return made;
            });
        }
        return thread;
    }

    /** Gives the host back to the item. */
    @Override
    public void close() {
        item.hostsAtWork().close(span);
        if (thread != null) {
            thread.shutdown();
        }
        if (host != null) {
            item.returnHost(host);
        }
    }
}
