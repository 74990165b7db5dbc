package hie.engine.running;

import hie.api.host.Host;
import hie.engine.interceptor.InterceptorChain;
import hie.engine.item.HookCall;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The hooks that start and stop an item's hosts and interceptors: nobody waits longer for them than its HookTimeout, and nobody at all for
 * those that start it when it stops. Safe for use by any thread.
 */
public final class ItemHooks {

    /** So long is waited for hooks that may go on without anybody who waits for them. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ItemRuntime item;
    private final Duration limit;
    private final Set<HookCall<?>> starting = ConcurrentHashMap.newKeySet();

    ItemHooks(ItemRuntime item) {
        this.item = item;
        this.limit = item.definition().hookTimeout();
    }

    /**
     * Has hooks start something.
     *
     * @param hook the one that was called last, with whose it is
     * @param late ends what has been started too late
     * @throws HostStartException when they fail, take too long, or the item stops
     */
    <T> T start(Supplier<String> hook, HookCall.Hooks<T> hooks, Consumer<T> late) throws HostStartException {
        HookCall<T> call = HookCall.begin(item.key().path(), hook, hooks, late);
        starting.add(call);
        try {
            if (item.isStopping()) {
                call.giveUp();
            }
            return call.await(limit);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HostStartException known
                    ? known
                    : new HostStartException(item.key(), "its host could not start", e.getCause());
        } catch (TimeoutException e) {
            item.items().leaveBehind(item.key(), call);
            throw new HostStartException(item.key(), HookCall.overlong(e.getMessage(), limit));
        } catch (CancellationException e) {
            throw givenUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp();
        } finally {
            starting.remove(call);
        }
    }

    private HostStartException givenUp() {
        return new HostStartException(item.key(), "it stops before its host has started");
    }

    /** The item stops: what is being started is not waited for any more. */
    void giveUpStarting() {
        starting.forEach(HookCall::giveUp);
    }

    /**
     * Ends hosts, each on a thread of its own, and then what stands around them. Returns at once.
     *
     * @param interceptors {@code null} for none
     * @return complete when all have ended, or have taken too long and are left behind
     */
    CompletableFuture<Void> end(List<Host> hosts, InterceptorChain interceptors) {
        if (hosts.isEmpty() && interceptors == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> over = new CompletableFuture<>();
        List<HookCall<Void>> endings = hosts.stream().map(this::end).toList();
        Thread.ofPlatform().daemon().name("hie-end-" + item.key().path()).start(() -> {
            try {
                awaitAll(endings);
                if (interceptors != null) {
                    awaitAll(List.of(end(() -> "the end of its interceptors", interceptors::close)));
                }
            } finally {
                over.complete(null);
            }
        });
        return over;
    }

    private HookCall<Void> end(Host host) {
        HostLife life = new HostLife(item.definition());
        return end(life::hook, () -> life.end(host));
    }

    private HookCall<Void> end(Supplier<String> hook, Runnable hooks) {
        return HookCall.begin(
                item.key().path(),
                hook,
                () -> {
                    hooks.run();
                    return null;
                },
                nothing -> {});
    }

    private void awaitAll(List<HookCall<Void>> endings) {
        long begun = System.nanoTime();
        for (HookCall<Void> ending : endings) {
            Duration left = limit.minusNanos(System.nanoTime() - begun);
            await(ending, left.isNegative() ? Duration.ZERO : left);
        }
    }

    private void await(HookCall<Void> ending, Duration left) {
        try {
            ending.await(left);
        } catch (TimeoutException e) {
            ItemLog.LOG.hookOverlong(item.key(), e.getMessage(), HookCall.seconds(limit));
            item.items().leaveBehind(item.key(), ending);
        } catch (ExecutionException e) {
            ItemLog.LOG.hookFailed("a stop hook", item.key(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a moment for hooks that may go on without being waited for. */
    static void awaitBriefly(CompletableFuture<Void> end) {
        try {
            end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException goesOn) {
            // Whoever needs to know looks at the future.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
