package hie.engine.item;

import hie.api.host.Host;
import hie.engine.interceptor.InterceptorChain;
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
final class ItemHooks {

    /** So long is waited for hooks that may go on without anybody who waits for them. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ItemRuntime item;
    private final Duration limit;
    private final Set<HookCall<?>> starting = ConcurrentHashMap.newKeySet();

    /** Hooks at the end of something. */
    private record Ending(Supplier<String> hook, HookCall<Void> call) {}

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
        HookCall<T> call = HookCall.begin(item.key().path(), hooks, late);
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
            throw new HostStartException(item.key(), HookCall.overlong(hook.get(), limit));
        } catch (CancellationException e) {
            throw givenUp(hook);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(hook);
        } finally {
            starting.remove(call);
        }
    }

    private HostStartException givenUp(Supplier<String> hook) {
        return new HostStartException(item.key(), "it stops before " + hook.get() + " has ended");
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
        List<Ending> endings = hosts.stream().map(this::end).toList();
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

    private Ending end(Host host) {
        HostLife life = new HostLife(item.definition());
        return end(life::hook, () -> life.end(host));
    }

    private Ending end(Supplier<String> hook, Runnable hooks) {
        HookCall<Void> call = HookCall.begin(
                item.key().path(),
                () -> {
                    hooks.run();
                    return null;
                },
                nothing -> {});
        return new Ending(hook, call);
    }

    private void awaitAll(List<Ending> endings) {
        long begun = System.nanoTime();
        for (Ending ending : endings) {
            Duration left = limit.minusNanos(System.nanoTime() - begun);
            await(ending, left.isNegative() ? Duration.ZERO : left);
        }
    }

    private void await(Ending ending, Duration left) {
        try {
            ending.call.await(left);
        } catch (TimeoutException e) {
            ItemLog.LOG.hookOverlong(item.key(), ending.hook.get(), HookCall.seconds(limit));
            item.items().leaveBehind(item.key(), ending.call);
        } catch (ExecutionException e) {
            ItemLog.LOG.hookFailed(ending.hook.get(), item.key(), e.getCause());
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
