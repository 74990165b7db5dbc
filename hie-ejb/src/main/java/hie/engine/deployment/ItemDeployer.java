package hie.engine.deployment;

import hie.engine.catalog.HostKind;
import hie.engine.intake.EntryQueueBean;
import hie.engine.item.HostStartException;
import hie.engine.item.ItemDefinition;
import hie.engine.item.ItemKey;
import hie.engine.item.ItemStartException;
import hie.engine.messaging.ItemQueues;
import hie.engine.running.ItemHooks;
import hie.engine.running.ItemRuntime;
import hie.engine.running.RunningItems;
import hie.engine.server.BeanDeployments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Starts, pauses and stops items on this node. Each call returns when it is done; calls for the same item do not
 * overlap, the caller sees to that.
 */
@ApplicationScoped
public class ItemDeployer {

    @Inject
    RunningItems items;

    @Inject
    BeanDeployments deployments;

    @Inject
    ItemQueues queues;

    @Inject
    WorkerProcesses workers;

    private final Map<ItemKey, Opening> openings = new ConcurrentHashMap<>();

    /** The last lives of items that have not ended yet; the next one begins after that. */
    private final Map<ItemKey, CompletableFuture<Void>> leaving = new ConcurrentHashMap<>();

    /**
     * What became of items that were to be started.
     *
     * @param failures why items could not be started; nothing is left behind of them
     * @param underWay those whose start hooks take long; they are to be started again when {@link #isStarting} says that they are there
     */
    public record Starts(Map<ItemKey, String> failures, Set<ItemKey> underWay) {}

    /**
     * Builds the items' hosts and deploys their beans, or starts their worker processes; together if the server lets it and else one by one, so that a faulty one
     * harms no other. Those whose start hooks take long are left on their way, and the more of them there are the sooner.
     *
     * @param paused those that are paused from the beginning: nothing is fed to them, and services open no door
     */
    public Starts start(List<ItemDefinition> definitions, Set<ItemKey> paused) {
        Map<ItemKey, String> failures = new HashMap<>();
        Set<ItemKey> underWay = new HashSet<>();
        Map<ItemDefinition, ItemRuntime> opened = new LinkedHashMap<>();
        Duration patience = ItemHooks.PATIENCE;
        for (ItemDefinition definition : definitions) {
            ItemKey key = definition.key();
            boolean isPaused = paused.contains(key);
            try {
                ItemRuntime runtime = openings.computeIfAbsent(key, any -> begin(definition, isPaused))
                        .await(patience);
                openings.remove(key);
                setPaused(runtime, isPaused);
                opened.put(definition, runtime);
            } catch (TimeoutException e) {
                underWay.add(key);
                patience = patience.dividedBy(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                underWay.add(key);
            } catch (ExecutionException e) {
                openings.remove(key);
                failures.put(key, text(e.getCause()));
            }
        }
        failures.putAll(deploy(opened));
        opened.forEach((definition, runtime) -> {
            if (definition.isInline() && !failures.containsKey(definition.key())) {
                items.switchInlineWhenDrained(runtime);
            }
        });
        return new Starts(failures, underWay);
    }

    private Opening begin(ItemDefinition definition, boolean isPaused) {
        CompletableFuture<Void> before =
                leaving.getOrDefault(definition.key(), CompletableFuture.completedFuture(null));
        return Opening.begin(definition.key(), before, made -> open(definition, isPaused, made), this::takeAway);
    }

    private ItemRuntime open(ItemDefinition definition, boolean isPaused, Consumer<ItemRuntime> made)
            throws HostStartException, ItemStartException {
        ItemRuntime runtime = items.open(definition, made);
        if (isPaused) {
            runtime.pause();
        }
        if (definition.isMultiprocess()) {
            startWorkers(runtime);
        }
        return runtime;
    }

    private void startWorkers(ItemRuntime runtime) throws ItemStartException {
        queues.ensure(runtime.key().queueName());
        try {
            workers.start(runtime);
        } catch (ItemStartException | RuntimeException e) {
            items.close(runtime);
            throw e;
        }
    }

    private CompletableFuture<Void> takeAway(ItemRuntime runtime) {
        if (runtime.definition().isMultiprocess()) {
            workers.stop(runtime.key());
        }
        return items.close(runtime);
    }

    /** What is wanted of an item may have changed while it was on its way. */
    private void setPaused(ItemRuntime runtime, boolean isPaused) {
        if (isPaused && !runtime.isPaused()) {
            runtime.pause();
            workers.pause(runtime.key());
        } else if (!isPaused && runtime.isPaused()) {
            runtime.resume();
            workers.resume(runtime.key());
        }
    }

    /** Whether an item's start hooks are still at work, so that it can neither run nor be in trouble. */
    public boolean isStarting(ItemKey key) {
        Opening opening = openings.get(key);
        return opening != null && !opening.end().isDone();
    }

    /** Waits until an item's start hooks have ended, or have taken too long; returns at once when none are at work. */
    public void awaitStart(ItemKey key) {
        Opening opening = openings.get(key);
        if (opening != null) {
            opening.end().join();
        }
    }

    private Map<ItemKey, String> deploy(Map<ItemDefinition, ItemRuntime> opened) {
        List<ItemDefinition> beans = opened.keySet().stream()
                .filter(definition -> ItemActivation.of(definition) != null)
                .toList();
        if (beans.isEmpty()) {
            return Map.of();
        }
        try {
            deployments.deploy(beans.stream().map(this::archive).toList());
            return Map.of();
        } catch (RuntimeException e) {
            return beans.size() == 1
                    ? Map.of(beans.get(0).key(), leave(opened, beans.get(0), e))
                    : oneByOne(opened, beans);
        }
    }

    private Map<ItemKey, String> oneByOne(Map<ItemDefinition, ItemRuntime> opened, List<ItemDefinition> beans) {
        Map<ItemKey, String> failures = new HashMap<>();
        for (ItemDefinition definition : beans) {
            try {
                deployments.deploy(List.of(archive(definition)));
            } catch (RuntimeException e) {
                failures.put(definition.key(), leave(opened, definition, e));
            }
        }
        return failures;
    }

    private String leave(Map<ItemDefinition, ItemRuntime> opened, ItemDefinition definition, RuntimeException why) {
        leaves(definition.key(), items.close(opened.get(definition)));
        return "Item " + definition.key() + " could not be deployed: " + text(why);
    }

    private BeanDeployments.Archive archive(ItemDefinition definition) {
        ItemActivation activation = ItemActivation.of(definition);
        if (definition.kind() != HostKind.SERVICE) {
            queues.ensure(definition.key().queueName());
        } else if (activation.bean() == EntryQueueBean.class) {
            queues.ensure(definition.key().entryQueueName());
            queues.limitEntry(definition.key().entryQueueName(), definition.entryShape());
        }
        boolean isPaused = items.require(definition.key()).isPaused();
        ItemArchive archive = new ItemArchive(definition, activation, !isPaused);
        return new BeanDeployments.Archive(
                archive.name(), archive.bytes(), definition.key().archiveName(), definition.workers());
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /**
     * Takes the item's bean away; what is in the works is finished or goes back to its queue. Stop hooks that take long are not waited for,
     * nor is an item that is on its way up.
     */
    public void stop(ItemDefinition definition) {
        Opening opening = openings.remove(definition.key());
        if (opening != null) {
            opening.giveUp();
            leaves(definition.key(), opening.end());
            return;
        }
        ItemRuntime runtime = items.find(definition.key()).orElse(null);
        if (runtime == null) {
            return;
        }
        Thread drain = runtime.drain();
        workers.stop(definition.key());
        ItemActivation activation = ItemActivation.of(definition);
        try {
            if (activation != null) {
                deployments.undeploy(
                        definition.key().archiveName() + ".jar",
                        definition.key().archiveName());
            }
        } finally {
            drain.interrupt();
        }
        leaves(definition.key(), items.close(runtime));
    }

    private void leaves(ItemKey key, CompletableFuture<Void> end) {
        if (!end.isDone()) {
            leaving.put(key, end);
            end.thenRun(() -> leaving.remove(key, end));
        }
    }

    /** Stops feeding the item; its queue and its hosts stay. A service closes its door. */
    public void pause(ItemDefinition definition) {
        items.find(definition.key()).ifPresent(ItemRuntime::pause);
        workers.pause(definition.key());
        if (ItemActivation.of(definition) != null) {
            deployments.stopDelivery(definition.key().archiveName() + ".jar");
        }
    }

    /** Feeds the item again. */
    public void resume(ItemDefinition definition) {
        items.find(definition.key()).ifPresent(ItemRuntime::resume);
        workers.resume(definition.key());
        if (ItemActivation.of(definition) != null) {
            deployments.startDelivery(definition.key().archiveName() + ".jar");
        }
    }

    /** Tells worker processes what is known of items now. */
    public void tellWorkers() {
        workers.tell();
    }

    /** Whether an inline process is called inline by now; tries to switch it over. */
    public boolean settleInline(ItemDefinition definition) {
        return items.find(definition.key()).map(items::switchInlineWhenDrained).orElse(true);
    }

    /** Undeploys what an earlier life of the engine left on a server that went on running. */
    public void clean() {
        for (String archive : deployments.deployed("hie-item-")) {
            deployments.undeploy(archive, archive.substring(0, archive.length() - ".jar".length()));
        }
    }
}
