package hie.engine.item;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hooks of a host, anybody's code, at work on a thread of their own, so that nobody has to wait for their end. Those that take too long, or
 * are not wanted any more, are interrupted, and left behind with their thread when they do not heed that. Safe for use by any thread.
 *
 * @param <T> what comes of them
 */
public final class HookCall<T> {

    private final Supplier<String> hook;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Thread thread;

    /** What the hooks do. */
    public interface Hooks<T> {
        T call() throws Exception;
    }

    private HookCall(String item, Supplier<String> hook, Hooks<T> hooks, Consumer<T> late) {
        this.hook = hook;
        thread = Thread.ofPlatform().daemon().name("hie-hook-" + item).unstarted(() -> run(hooks, late));
    }

    /**
     * Begins hooks; they see the class loader of the caller's context.
     *
     * @param item for the thread's name
     * @param hook the one that was called last, with whose it is
     * @param late gets, on the hooks' thread, what comes of them when nobody waits for it any more
     */
    public static <T> HookCall<T> begin(String item, Supplier<String> hook, Hooks<T> hooks, Consumer<T> late) {
        HookCall<T> call = new HookCall<>(item, hook, hooks, late);
        call.thread.start();
        return call;
    }

    /**
     * What is said of hooks that have taken too long.
     *
     * @param hook the one that has not ended, with whose it is
     */
    public static String overlong(String hook, Duration limit) {
        return hook + " has not ended after " + seconds(limit)
                + " s (HookTimeout) and was interrupted; see what it waits for, or give it more time";
    }

    public static String seconds(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    private void run(Hooks<T> hooks, Consumer<T> late) {
        try {
            T result = hooks.call();
            if (!outcome.complete(result)) {
                Thread.interrupted();
                late.accept(result);
            }
        } catch (Exception | Error e) {
            outcome.completeExceptionally(e);
        } finally {
            end.complete(null);
        }
    }

    /**
     * What comes of them. When nothing does in time, or the caller is interrupted, they are given up.
     *
     * @throws ExecutionException when one failed, with what it threw as the cause
     * @throws TimeoutException when they have not ended in time; its message is the hook that has not, with whose it is
     * @throws CancellationException when they were given up meanwhile
     */
    public T await(Duration limit) throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return outcome.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            String unended = hook.get();
            return unlessGivenUp(new TimeoutException(unended));
        } catch (InterruptedException e) {
            return unlessGivenUp(e);
        }
    }

    /** Gives them up, unless they have ended at this very moment. */
    private <E extends Exception> T unlessGivenUp(E why) throws E, ExecutionException, InterruptedException {
        if (giveUp()) {
            throw why;
        }
        return outcome.get();
    }

    /** Nobody waits for them any more: they are interrupted, unless they have ended. Whether that was so. */
    public boolean giveUp() {
        boolean isGivenUp = outcome.cancel(false);
        if (isGivenUp) {
            thread.interrupt();
        }
        return isGivenUp;
    }

    /** Has something done when they have ended after all, on their thread; at once when they have. */
    public void whenOver(Runnable action) {
        end.thenRun(action);
    }
}
