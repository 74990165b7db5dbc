package hie.engine.worker;

import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemStartException;
import hie.engine.item.RestartPolicy;
import hie.engine.item.WorkerStatus;
import hie.engine.metrics.ItemProgress;
import hie.engine.running.ItemRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The workers of one item, while it runs. Safe for use by any thread. */
final class WorkerPool {

    /** How long a process may take to be there, beside its host's start hooks. */
    private static final Duration PROCESS_START = Duration.ofSeconds(60);

    /** A worker that was asked to end does so by itself after DrainTimeout and a little more; then it has so long. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /** Makes the process of a worker. */
    interface Programs {
        ProcessBuilder program(int number, Path base) throws IOException;
    }

    private final ItemRuntime item;
    private final Path base;
    private final Programs programs;
    private final String assignment;
    private final Supplier<String> order;
    private final Consumer<String> disable;
    private final List<WorkerSlot> slots = new ArrayList<>();
    private String told = "";

    /**
     * Workers of an item; {@link #start} starts them.
     *
     * @param base the folder in which each has its own
     * @param assignment what each is told first
     * @param order what each is told then, and again whenever it is another
     * @param disable stops the item until somebody starts it; gets the reason
     */
    WorkerPool(
            ItemRuntime item,
            Path base,
            Programs programs,
            String assignment,
            Supplier<String> order,
            Consumer<String> disable) {
        this.item = item;
        this.base = base;
        this.programs = programs;
        this.assignment = assignment;
        this.order = order;
        this.disable = disable;
    }

    private ItemKey key() {
        return item.key();
    }

    /**
     * Starts all workers and waits until they take messages.
     *
     * @throws ItemStartException when one of them does not get that far; none is left then
     */
    void start(int workers) throws ItemStartException {
        RestartPolicy policy = RestartPolicy.of(item.settings());
        for (int number = 1; number <= workers; number++) {
            int own = number;
            WorkerSlot slot = new WorkerSlot(key(), number, policy, () -> launch(own));
            slots.add(slot);
        }
        for (WorkerSlot slot : slots) {
            Thread.ofVirtual().name("hie-worker-" + key()).start(() -> {
                slot.run();
                ended(slot);
            });
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(
                slots.stream().map(WorkerSlot::firstReady).toArray(CompletableFuture[]::new));
        try {
            awaitAny(all);
        } catch (ExecutionException e) {
            stop();
            throw notStarted(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            stop();
            throw notStarted("it was not ready within " + startLimit().toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            throw notStarted("the engine ends", e);
        }
    }

    /** Waits for all of them, or for the first that fails. */
    private void awaitAny(CompletableFuture<Void> all)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        slots.forEach(slot -> slot.firstReady().whenComplete((done, failure) -> {
            if (failure != null) {
                failed.completeExceptionally(failure);
            }
        }));
        CompletableFuture.anyOf(all, failed).get(startLimit().toSeconds(), TimeUnit.SECONDS);
    }

    private Duration startLimit() {
        return PROCESS_START.plus(item.definition().hookTimeout());
    }

    private ItemStartException notStarted(String why, Throwable cause) {
        return new ItemStartException("Item " + key() + ": a worker process could not start: " + why, cause);
    }

    private WorkerProcess launch(int number) throws IOException {
        Path own = base.resolve(String.valueOf(number));
        return WorkerProcess.start(
                key(),
                number,
                programs.program(number, own),
                own,
                assignment + "\n" + order.get(),
                new Hearing()::hear);
    }

    /** What is made of the reports of one process. */
    private final class Hearing {

        private ItemProgress counted = ItemProgress.NONE;

        void hear(Report report) {
            ItemProgress now = report.progress();
            boolean unreachable = now.unreachable() || slots.stream().anyMatch(WorkerSlot::isUnreachable);
            item.counters().add(now.since(counted), unreachable);
            report.peer().ifPresent(item::peerPresented);
            counted = now;
            if (report.kind() == Report.Kind.DISABLED) {
                disable.accept(report.text());
            }
        }
    }

    /** The last worker that is left alone takes the item with it. */
    private void ended(WorkerSlot slot) {
        if (slot.isLeftAlone() && slots.stream().allMatch(WorkerSlot::isLeftAlone)) {
            disable.accept("its worker processes have ended, and RestartPolicy allows no others; see the log");
        }
    }

    /** Tells all workers what they are told after their assignment, if that is something else now. */
    synchronized void tell() {
        String now = order.get();
        if (!now.equals(told)) {
            told = now;
            slots.forEach(slot -> slot.tell(now));
        }
    }

    /** Asks all workers to end; returns at once. */
    void askToEnd() {
        slots.forEach(WorkerSlot::askToEnd);
    }

    /** How long workers that were asked to end are waited for before they are destroyed. */
    static Duration endLimit(ItemDefinition item) {
        return item.drainTimeout().plus(WorkerMain.AFTER_INTERRUPTION).plus(LAST_WORDS);
    }

    /** Ends all workers; returns when there are none. */
    void stop() {
        askToEnd();
        Duration limit = endLimit(item.definition());
        long begun = System.nanoTime();
        try {
            for (WorkerSlot slot : slots) {
                Duration left = limit.minusNanos(System.nanoTime() - begun);
                slot.awaitEnd(left.isNegative() ? Duration.ZERO : left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<WorkerStatus> status() {
        return slots.stream().map(WorkerSlot::status).toList();
    }
}
