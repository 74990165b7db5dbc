package hie.engine.deployment;

import hie.engine.item.HostStartException;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemStartException;
import hie.engine.running.ItemRuntime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An item on its way up, on a thread of its own: whatever its hooks take their time for, others are started and stopped meanwhile. Safe for
 * use by any thread.
 */
final class Opening {

    private final CompletableFuture<ItemRuntime> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile ItemRuntime made;

    /** Has an item's hosts ready for messages; blocks for as long as its hooks take. */
    interface Start {

        /** @param made gets the item before its hooks are called */
        ItemRuntime run(Consumer<ItemRuntime> made) throws HostStartException, ItemStartException;
    }

    private Opening() {}

    /**
     * Begins to start an item.
     *
     * @param before what has to be over first: the end of the item's last life
     * @param undo takes away what was started although it was given up meanwhile
     */
    static Opening begin(
            ItemKey item,
            CompletableFuture<Void> before,
            Start start,
            Function<ItemRuntime, CompletableFuture<Void>> undo) {
        Opening opening = new Opening();
        Thread.ofPlatform().daemon().name("hie-start-" + item.path()).start(() -> opening.run(before, start, undo));
        return opening;
    }

    private void run(CompletableFuture<Void> before, Start start, Function<ItemRuntime, CompletableFuture<Void>> undo) {
        try {
            before.join();
            if (!outcome.isDone()) {
                ItemRuntime started = start.run(this::isMade);
                if (!outcome.complete(started)) {
                    undo.apply(started).join();
                }
            }
        } catch (Exception | Error e) {
            outcome.completeExceptionally(e);
        } finally {
            end.complete(null);
        }
    }

    private void isMade(ItemRuntime runtime) {
        made = runtime;
        if (outcome.isDone()) {
            runtime.signalStop();
        }
    }

    /**
     * The item, ready for messages.
     *
     * @throws ExecutionException when it cannot be started, with the reason as its cause
     * @throws TimeoutException when it is still on its way after so long
     */
    ItemRuntime await(Duration patience) throws ExecutionException, TimeoutException, InterruptedException {
        return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The item is not wanted any more: it is told to stop, and taken away should it get there all the same. */
    void giveUp() {
        if (outcome.cancel(false) && made != null) {
            made.signalStop();
        }
    }

    /** Complete when the item is there, cannot be, or was given up and taken away. */
    CompletableFuture<Void> end() {
        return end;
    }
}
